"""Reads the definitions of definitions.toml; whatever is wrong with them is said at once."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any, get_args

from report_service.domain.defined import (
    Condition,
    Definitions,
    Language,
    LeadTime,
    Metric,
    Parts,
    Population,
    When,
)
from report_service.domain.kinds import BY_MAP, COUNTED_BY_CODE, KINDS, OWN

__all__ = [
    "BadDefinitions",
    "Condition",
    "Definitions",
    "Language",
    "LeadTime",
    "Metric",
    "Parts",
    "Population",
    "When",
    "current",
    "read",
    "read_kept",
]


class BadDefinitions(ValueError):
    """`faults`: every one that was found."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(self.faults))


@lru_cache(maxsize=8)
def read(text: str) -> Definitions:
    """Raises BadDefinitions with every fault of the text."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadDefinitions([f"is no TOML: {error}"]) from error
    reading = _Reading(text, told)
    found = reading.definitions()
    if reading.faults:
        raise BadDefinitions(reading.faults)
    return found


@lru_cache(maxsize=8)
def read_kept(text: str) -> Definitions:
    """Those that a generation or edition is made by: an earlier release found them good, and what
    this one would refuse is no reason to stop serving them."""
    return _Reading(text, tomllib.loads(text)).definitions()


def current() -> Definitions:
    """Those of this release."""
    return read(resources.files("report_service").joinpath("definitions.toml").read_text("utf-8"))


Told = Mapping[str, Any]
_LANGUAGES: tuple[Language, ...] = get_args(Language)
_FILE = frozenset({"scorecard", "target", "population", "metric", "lead"})
_NUMBERS = {"scorecard": ("minimum", "plus", "minus"), "target": ("promise", "contact_term")}
_POPULATION = frozenset({"persons", *_LANGUAGES})
_METRIC = frozenset(
    {
        "code", "of", "given", "has", "parts", "source", "published", "target", "outcome",
        "scorecard", *_LANGUAGES,
    }
)  # fmt: skip
_LEAD = frozenset({"code", "from", "to", "same", "term", "source", *_LANGUAGES})
_CONDITION = frozenset(
    {
        "fact", "same", "when", "code", "detail", "last", "required", "items", "own", "all", "any",
        "none",
    }
)  # fmt: skip
_PARTS = frozenset({"fact", "same", "when", "of", "own", "detail"})
_OF_FACTS = frozenset({"fact", "same", "when"})


class _Reading:
    """Gathers faults, each with where it is, instead of stopping at the first."""

    def __init__(self, text: str, told: Told) -> None:
        self._text, self._told = text, told
        self.faults: list[str] = []

    def definitions(self) -> Definitions:
        told = self._told
        self._known(told, _FILE, "the file")
        numbers = {name: self._numbers(name, keys) for name, keys in _NUMBERS.items()}
        populations = {
            code: self._population(code, self._table(each, code))
            for code, each in self._table(told.get("population", {}), "population").items()
        }
        metrics: dict[str, Metric] = {}
        for each in self._tables("metric"):
            metric = self._metric(each)
            self._fits(metric, metrics, populations)
            metrics[metric.code] = metric
        leads: dict[str, LeadTime] = {}
        for each in self._tables("lead"):
            lead = self._lead(each)
            self._once(lead.code, leads, populations, metrics)
            leads[lead.code] = lead
        return Definitions(
            self._text, populations, metrics, leads, numbers["scorecard"], numbers["target"]
        )

    def _numbers(self, name: str, keys: Sequence[str]) -> dict[str, int]:
        told = self._table(self._told.get(name, {}), name)
        self._known(told, frozenset(keys), name)
        for key in keys:
            if type(told.get(key)) is not int:
                self._fault(name, f"'{key}' is to be a whole number")
        return dict(told)

    def _population(self, code: str, told: Told) -> Population:
        self._known(told, _POPULATION, code)
        if code not in OWN:
            self._fault(code, "nothing is observed of such a population")
        text = {language: self._text_of(told, code, language) for language in _LANGUAGES}
        return Population(code, bool(told.get("persons", True)), text)

    def _fits(
        self, metric: Metric, before: Mapping[str, Metric], populations: Mapping[str, Population]
    ) -> None:
        code, given = metric.code, before.get(metric.given or "")
        self._once(code, before, populations)
        if metric.of not in populations:
            self._fault(code, f"there is no population '{metric.of}'")
        if metric.given and (given is None or given.of != metric.of):
            self._fault(code, f"'{metric.given}' is no earlier metric of {metric.of}")
        if given is not None and given.has.own == BY_MAP:
            self._fault(
                code, f"'{metric.given}' depends on the map, and nothing can be a share of it"
            )
        if metric.of in OWN:
            for own in _owns(metric.has):
                if own not in OWN[metric.of]:
                    self._fault(code, f"'{own}' is nothing that is said of {metric.of}")
        by_code = COUNTED_BY_CODE.get(metric.of)
        if by_code is not None and by_code.get(code, code) != metric.has.own:
            self._fault(code, f"of {metric.of} only {', '.join(by_code)} are counted")

    def _once(self, code: str, *others: Mapping[str, object]) -> None:
        """A cell counts populations, metrics and lead times by their codes."""
        for known in others:
            if code in known:
                self._fault(code, "is there twice")

    def _metric(self, told: Told) -> Metric:
        code = self._code(told, _METRIC)
        parts, published, target = told.get("parts"), told.get("published"), told.get("target")
        if published is not None and not (type(published) is int and 0 <= published <= 100):
            self._fault(code, "'published' is to be a percentage")
        if target not in (None, "promise", "azc"):
            self._fault(code, f"'{target}' is no target")
        scorecard = bool(told.get("scorecard", False))
        return Metric(
            code=code,
            of=str(told.get("of", "")),
            given=told.get("given"),
            has=self._condition(told.get("has", {}), code),
            parts=None if parts is None else self._parts(parts, code),
            source=self._text_of(told, code, "source"),
            published=published,
            target=target,
            outcome=bool(told.get("outcome", False)),
            scorecard=scorecard,
            title=self._part(told, code, "title"),
            numerator=self._part(told, code, "has"),
            adapted=self._part(told, code, "adapted") if scorecard else {},
        )

    def _lead(self, told: Told) -> LeadTime:
        code = self._code(told, _LEAD)
        since, until = str(told.get("from", "")), self._list(told, "to", code)
        if not since or not until:
            self._fault(code, "needs 'from' and 'to'")
        self._kinds((since, *until), code)
        return LeadTime(
            code=code,
            since=since,
            until=until,
            same=bool(told.get("same", False)),
            term=told.get("term"),
            source=self._text_of(told, code, "source"),
            title=self._part(told, code, "title"),
        )

    def _parts(self, told: Any, code: str) -> Parts:
        table = self._table(told, f"{code}.parts")
        self._known(table, _PARTS, code)
        own, of = bool(table.get("own", False)), table.get("of")
        if own and set(table) != {"own"}:
            self._fault(code, "parts that are the thing's own say nothing else")
        if not own and (of not in ("last", "each") or "fact" not in table):
            self._fault(code, "parts need 'fact', and 'of' that is last or each")
        condition = self._condition({k: v for k, v in table.items() if k in _OF_FACTS}, code)
        return Parts(own, condition, of == "last", bool(table.get("detail", False)))

    def _condition(self, told: Any, code: str) -> Condition:
        table = self._table(told, f"{code}.has")
        self._known(table, _CONDITION, code)
        when, required = table.get("when", "stay"), table.get("required")
        if when not in get_args(When):
            self._fault(code, f"'{when}' is no time")
        facts = self._list(table, "fact", code)
        self._kinds(facts if required is None else (*facts, required), code)

        def several(key: str) -> tuple[Condition, ...]:
            return tuple(self._condition(part, code) for part in table.get(key, ()))

        return Condition(
            facts=facts,
            same=bool(table.get("same", False)),
            when=when,
            codes=self._list(table, "code", code),
            detail=bool(table.get("detail", False)),
            last=bool(table.get("last", False)),
            required=required,
            items=self._list(table, "items", code),
            own=table.get("own"),
            every=several("all"),
            some=several("any"),
            none=several("none"),
        )

    def _fault(self, where: str, what: str) -> None:
        self.faults.append(f"{where}: {what}")

    def _known(self, told: Told, keys: frozenset[str], where: str) -> None:
        for key in told:
            if key not in keys:
                self._fault(where, f"'{key}' is not known")

    def _kinds(self, kinds: Iterable[str], code: str) -> None:
        for kind in kinds:
            if kind and kind not in KINDS:
                self._fault(code, f"there is no fact '{kind}'")

    def _code(self, told: Told, keys: frozenset[str]) -> str:
        code = self._text_of(told, "?", "code") or "?"
        self._known(told, keys, code)
        return code

    def _table(self, told: Any, where: str) -> Told:
        if isinstance(told, Mapping):
            return told
        self._fault(where, "is no table")
        return {}

    def _tables(self, name: str) -> list[Told]:
        told = self._told.get(name, [])
        if not isinstance(told, list):
            self._fault(name, "is no list of tables")
            return []
        return [self._table(each, name) for each in told]

    def _list(self, told: Told, key: str, where: str) -> tuple[str, ...]:
        """Of words; one word stands for a list of one."""
        found = told.get(key, [])
        found = [found] if isinstance(found, str) else found
        if isinstance(found, list) and all(isinstance(each, str) for each in found):
            return tuple(found)
        self._fault(where, f"'{key}' is no list of words")
        return ()

    def _part(self, told: Told, code: str, part: str) -> Mapping[Language, str]:
        return {
            language: self._text_of(
                self._table(told.get(language, {}), f"{code}.{language}"),
                f"{code}.{language}",
                part,
            )
            for language in _LANGUAGES
        }

    def _text_of(self, told: Told, where: str, key: str) -> str:
        found = told.get(key)
        if not found or not isinstance(found, str):
            self._fault(where, f"'{key}' is missing")
            return ""
        return found


def _owns(condition: Condition) -> set[str]:
    found = {condition.own} if condition.own is not None else set()
    return found.union(*map(_owns, (*condition.every, *condition.some, *condition.none)))
