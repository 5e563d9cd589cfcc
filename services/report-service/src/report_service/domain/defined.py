"""What is counted, as data: what a population, metric, lead time and condition is.

They are read from definitions.toml and checked in definitions.py; how a condition is judged is in
conditions.py.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

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
