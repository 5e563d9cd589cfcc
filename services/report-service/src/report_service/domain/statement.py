"""A statement: one figure with everything that is needed to compute it again from the log alone.

It is JSON of objects, lists, texts, whole numbers, booleans and null. Its digest is SHA-256 over
the rest of it in canonical form (RFC 8785: keys in order, no spaces, UTF-8).
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from report_service.domain.cuts import By, Cut
from report_service.domain.definitions import Definitions
from report_service.domain.metrics import Days, Figure, Shown
from report_service.domain.period import Period, parse

FORM = "doorlopende-lijn/statement/1"
Document = Mapping[str, Any]


class NoStatement(ValueError):
    """The text is no statement of this form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a statement is about. `metric`: of a metric or a lead time.

    `positions`: topic → last sequence at each partition number. `map_of_period`: places and mergers
    of each period's last day; else of `map_on`. `held_back`: persons about whom something could
    not be read.
    """

    metric: str
    period: Period
    cell: Cut | None
    as_of: datetime
    map_on: date
    map_of_period: bool
    positions: Mapping[str, Sequence[int]]
    held_back: int
    definitions_digest: str
    code_version: int
    minimum: int


def digest_of(definitions: Definitions) -> str:
    """SHA-256 of the text of the definitions."""
    return hashlib.sha256(definitions.text.encode()).hexdigest()


def document(stated: Stated, shown: Shown) -> dict[str, Any]:
    """The statement with its digest."""
    by, code = stated.cell or (None, None)
    found: dict[str, Any] = {
        "form": FORM,
        "metric": stated.metric,
        "period": {
            "code": stated.period.code,
            "firstOn": stated.period.first_on.isoformat(),
            "lastOn": stated.period.last_on.isoformat(),
        },
        "by": None if by is None else by.value,
        "code": code,
        "figures": list(_figures(stated.metric, shown)),
        "leadTime": _lead_time(stated.metric, shown),
        "asOfAt": stated.as_of.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "map": "period" if stated.map_of_period else "day",
        "mapOn": stated.map_on.isoformat(),
        "readUpTo": [
            {"topic": topic, "last": list(last)} for topic, last in sorted(stated.positions.items())
        ],
        "heldBack": stated.held_back,
        "definitionsDigest": stated.definitions_digest,
        "codeVersion": stated.code_version,
        "minimum": stated.minimum,
    }
    return {**found, "digest": digest(found)}


def digest(statement: Document) -> str:
    """Over all but the digest itself."""
    rest = {key: value for key, value in statement.items() if key != "digest"}
    canonical = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def read(text: str) -> dict[str, Any]:
    """Raises NoStatement."""
    return _statement(_parsed(text))


def read_all(text: str) -> list[dict[str, Any]]:
    """Of a statement, or a list of them. Raises NoStatement, also where the list is empty."""
    found = _parsed(text)
    if found == []:
        raise NoStatement("there is none in the list")
    return [_statement(one) for one in (found if isinstance(found, list) else [found])]


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise NoStatement("it is no JSON") from error


def _statement(found: Any) -> dict[str, Any]:
    if not isinstance(found, dict) or found.get("form") != FORM:
        raise NoStatement(f"its form is not {FORM}")
    return found


def stated(statement: Document) -> Stated:
    """What it is about. Raises NoStatement where something is missing."""
    try:
        by = statement["by"]
        return Stated(
            metric=str(statement["metric"]),
            period=parse(statement["period"]["code"]),
            cell=None if by is None else (By(by), str(statement["code"])),
            as_of=datetime.fromisoformat(statement["asOfAt"]),
            map_on=date.fromisoformat(statement["mapOn"]),
            map_of_period=statement["map"] == "period",
            positions={each["topic"]: list(each["last"]) for each in statement["readUpTo"]},
            held_back=int(statement["heldBack"]),
            definitions_digest=str(statement["definitionsDigest"]),
            code_version=int(statement["codeVersion"]),
            minimum=int(statement["minimum"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise NoStatement(f"it is not whole: {error}") from error


def hiding(anew: Document, statement: Document) -> dict[str, Any]:
    """What the log makes, without what the statement does not show.

    It may be hidden because of another moment, which the statement's positions say nothing of."""
    found = {key: value for key, value in anew.items() if key != "digest"}
    if any(each["suppressed"] for each in statement["figures"]):
        figure = Figure(anew["metric"], None, None)
        found["figures"] = list(_figures(figure.metric, Shown((figure,), ())))
    if statement["leadTime"] is not None and statement["leadTime"]["suppressed"]:
        days = Days(anew["metric"], None, None, None)
        found["leadTime"] = _lead_time(anew["metric"], Shown((), (days,)))
    return {**found, "digest": digest(found)}


def differences(statement: Document, anew: Document) -> Iterator[str]:
    """A line for each figure that is another than stated."""
    was, now = ({each["part"]: each for each in one["figures"]} for one in (statement, anew))
    for part in sorted(was.keys() | now.keys(), key=lambda each: each or ""):
        if was.get(part) != now.get(part):
            name = statement["metric"] + (f", {part}" if part else "")
            yield f"{name}: stated {_told(was.get(part))}, the log says {_told(now.get(part))}"
    if statement["leadTime"] != anew["leadTime"]:
        yield f"{statement['metric']}: stated {statement['leadTime']}, the log {anew['leadTime']}"


def _told(figure: Document | None) -> str:
    if figure is None:
        return "nothing"
    if figure["suppressed"]:
        return "too few to be shown"
    return f"{figure['numerator']} of {figure['denominator']}"


def _figures(metric: str, shown: Shown) -> Iterator[dict[str, Any]]:
    for figure in shown.figures:
        if figure.metric == metric:
            yield {
                "part": figure.part,
                "numerator": figure.numerator,
                "denominator": figure.denominator,
                "suppressed": figure.suppressed,
            }


def _lead_time(code: str, shown: Shown) -> dict[str, Any] | None:
    for days in shown.lead_times:
        if days.lead_time == code:
            return {
                "number": days.number,
                "median": days.median,
                "p90": days.p90,
                "suppressed": days.suppressed,
            }
    return None
