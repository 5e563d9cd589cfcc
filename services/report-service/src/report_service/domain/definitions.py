"""What is counted, as data: the populations, metrics and lead times of definitions.toml.

Read and checked here; how a condition is judged is in conditions.py.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any, Literal

When = Literal["stay", "by-then", "before", "overlapping"]
Language = Literal["en", "nl"]


@dataclass(frozen=True, slots=True)
class Condition:
    """See the head of definitions.toml. Without anything it always holds."""

    facts: tuple[str, ...] = ()
    same: bool = False
    when: When = "stay"
    codes: tuple[str, ...] = ()
    detail: bool = False
    last: bool = False
    required: str | None = None
    items: tuple[str, ...] = ()
    own: str | None = None
    every: tuple["Condition", ...] = ()
    some: tuple["Condition", ...] = ()
    none: tuple["Condition", ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """The facts that it looks at."""
        named = set(self.facts) | ({self.required, "programme"} if self.required else set())
        for part in (*self.every, *self.some, *self.none):
            named |= part.kinds
        return frozenset(kind for kind in named if kind)


@dataclass(frozen=True, slots=True)
class Parts:
    """Into what a metric is split: the coded values of the facts that the condition finds, or of
    what is counted itself (`own`)."""

    own: bool
    condition: Condition
    last: bool
    detail: bool


@dataclass(frozen=True, slots=True)
class Population:
    code: str
    persons: bool
    text: Mapping[Language, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """`title`, `has` and `adapted` in each language. `target`: promise, or the azc's own."""

    code: str
    of: str
    given: str | None
    has: Condition
    parts: Parts | None
    source: str
    published: int | None
    target: str | None
    outcome: bool
    scorecard: bool
    title: Mapping[Language, str]
    numerator: Mapping[Language, str]
    adapted: Mapping[Language, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTime:
    """Days from the first `since` to the first of `until`; `term` in days, where there is one."""

    code: str
    since: str
    until: tuple[str, ...]
    same: bool
    term: int | None
    source: str
    title: Mapping[Language, str]


@dataclass(frozen=True)
class Definitions:
    """All of them, and the text they were read from: a generation keeps the one it is made by."""

    text: str
    populations: Mapping[str, Population]
    metrics: Mapping[str, Metric]
    lead_times: Mapping[str, LeadTime]
    score: Mapping[str, int]
    target: Mapping[str, int]
    extra_kinds: frozenset[str] = field(default=frozenset())

    @cached_property
    def version(self) -> str:
        """The first 12 hexadecimal digits of the text's SHA-256."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The facts that any condition or lead time looks at."""
        found: set[str] = set()
        for metric in self.metrics.values():
            found |= metric.has.kinds
            if metric.parts is not None:
                found |= metric.parts.condition.kinds
        for lead in self.lead_times.values():
            found |= {lead.since, *lead.until}
        return frozenset(found)

    def of(self, population: str) -> tuple[Metric, ...]:
        """The metrics of a population, in the order of the file."""
        return self._by_population.get(population, ())

    @cached_property
    def _by_population(self) -> Mapping[str, tuple[Metric, ...]]:
        found: dict[str, list[Metric]] = {}
        for metric in self.metrics.values():
            found.setdefault(metric.of, []).append(metric)
        return {population: tuple(metrics) for population, metrics in found.items()}

    @cached_property
    def kinds_in_reception(self) -> frozenset[str]:
        """The facts that change what is said of somebody in reception."""
        return frozenset().union(*(metric.has.kinds for metric in self.of("reception")))


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
    return _Reading(text, told).definitions()


def current() -> Definitions:
    """Those of this release."""
    return read(resources.files("report_service").joinpath("definitions.toml").read_text("utf-8"))


_CONDITION = frozenset(
    {
        "fact", "same", "when", "code", "detail", "last", "required", "items", "own", "all", "any",
        "none",
    }
)  # fmt: skip
_PARTS = frozenset({"fact", "same", "when", "of", "own", "detail"})


class _Reading:
    def __init__(self, text: str, told: Mapping[str, Any]) -> None:
        self._text, self._told = text, told
        self._faults: list[str] = []

    def definitions(self) -> Definitions:
        told = self._told
        populations = {
            code: Population(code, bool(each.get("persons", True)), self._words(each, code))
            for code, each in told.get("population", {}).items()
        }
        metrics: dict[str, Metric] = {}
        for each in told.get("metric", ()):
            metric = self._metric(each)
            if metric.code in metrics:
                self._faults.append(f"{metric.code}: is there twice")
            if metric.of not in populations:
                self._faults.append(f"{metric.code}: there is no population '{metric.of}'")
            given = metrics.get(metric.given or "")
            if metric.given and (given is None or given.of != metric.of):
                self._faults.append(
                    f"{metric.code}: '{metric.given}' is no earlier metric of {metric.of}"
                )
            metrics[metric.code] = metric
        leads = {one.code: one for one in map(self._lead, told.get("lead", ()))}
        self._faults += [f"{code}: is a metric too" for code in leads if code in metrics]
        if self._faults:
            raise BadDefinitions(self._faults)
        return Definitions(
            self._text,
            populations,
            metrics,
            leads,
            dict(told.get("scorecard", {})),
            dict(told.get("target", {})),
        )

    def _metric(self, each: Mapping[str, Any]) -> Metric:
        code = str(each.get("code", "?"))
        parts = each.get("parts")
        return Metric(
            code=code,
            of=str(each.get("of", "")),
            given=each.get("given"),
            has=self._condition(each.get("has", {}), code),
            parts=None if parts is None else self._parts(parts, code),
            source=str(each.get("source", "")),
            published=each.get("published"),
            target=each.get("target"),
            outcome=bool(each.get("outcome", False)),
            scorecard=bool(each.get("scorecard", False)),
            title=self._part(each, code, "title"),
            numerator=self._part(each, code, "has"),
            adapted=self._part(each, code, "adapted") if each.get("scorecard") else {},
        )

    def _lead(self, each: Mapping[str, Any]) -> LeadTime:
        code = str(each.get("code", "?"))
        if "from" not in each or not each.get("to"):
            self._faults.append(f"{code}: needs 'from' and 'to'")
        return LeadTime(
            code=code,
            since=str(each.get("from", "")),
            until=tuple(each.get("to", ())),
            same=bool(each.get("same", False)),
            term=each.get("term"),
            source=str(each.get("source", "")),
            title=self._part(each, code, "title"),
        )

    def _parts(self, told: Mapping[str, Any], code: str) -> Parts:
        self._known(told, _PARTS, code)
        condition = self._condition(
            {key: value for key, value in told.items() if key in {"fact", "same", "when"}}, code
        )
        return Parts(
            bool(told.get("own", False)),
            condition,
            told.get("of") == "last",
            bool(told.get("detail", False)),
        )

    def _condition(self, told: Mapping[str, Any], code: str) -> Condition:
        self._known(told, _CONDITION, code)
        fact, when = told.get("fact", ()), told.get("when", "stay")
        if when not in {"stay", "by-then", "before", "overlapping"}:
            self._faults.append(f"{code}: '{when}' is no time")
        return Condition(
            (fact,) if isinstance(fact, str) else tuple(fact),
            bool(told.get("same", False)),
            when,
            tuple(told.get("code", ())),
            bool(told.get("detail", False)),
            bool(told.get("last", False)),
            told.get("required"),
            tuple(told.get("items", ())),
            told.get("own"),
            tuple(self._condition(part, code) for part in told.get("all", ())),
            tuple(self._condition(part, code) for part in told.get("any", ())),
            tuple(self._condition(part, code) for part in told.get("none", ())),
        )

    def _known(self, told: Mapping[str, Any], keys: frozenset[str], code: str) -> None:
        self._faults += [f"{code}: '{key}' is not known" for key in told if key not in keys]

    def _words(self, each: Mapping[str, Any], code: str) -> Mapping[Language, str]:
        return {language: self._text_of(each, code, language) for language in ("en", "nl")}

    def _part(self, each: Mapping[str, Any], code: str, part: str) -> Mapping[Language, str]:
        return {
            language: self._text_of(each.get(language, {}), f"{code}.{language}", part)
            for language in ("en", "nl")
        }

    def _text_of(self, each: Mapping[str, Any], where: str, key: str) -> str:
        found = each.get(key)
        if not found:
            self._faults.append(f"{where}: '{key}' is missing")
        return str(found or "")
