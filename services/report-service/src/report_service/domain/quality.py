"""The quality of the data: how late things are recorded, and how much of it contradicts itself.

Counted by month, so that every period is a sum of them, and what is too small can be hidden in
such a way that no other period gives it back (domain/suppression.py).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from continuous_line.days import day
from report_service.domain.contradictions import Contradiction
from report_service.domain.fact import Fact, valid
from report_service.domain.metrics import COUNTRY, rank
from report_service.domain.period import Period, lineage, path
from report_service.domain.suppression import hidden_in

LATE_AFTER = 1
"""Days. Recorded on the day itself or the next one is in time (our choice)."""
Months = Mapping[date, int]
"""By the first day of the month."""


@dataclass(frozen=True, slots=True)
class Lateness:
    """Of one kind of fact: how many, how many of them recorded late, and the days by nearest rank.
    All None where they are too few to be shown."""

    kind: str
    number: int | None
    late: int | None
    median: int | None
    p90: int | None


@dataclass(frozen=True, slots=True)
class Counted:
    """`number` None: too few to be shown."""

    kind: Contradiction
    number: int | None


@dataclass(slots=True)
class Recording:
    """Days from what happened to its recording, by kind of fact and month."""

    found: dict[str, dict[date, Counter[int]]] = field(default_factory=dict)
    persons: Counter[str] = field(default_factory=Counter)

    def add(self, facts: Iterable[Fact], first_on: date, last_on: date) -> None:
        """Those of one person that are valid and happened between these days."""
        kinds = set()
        for fact in valid(facts):
            if first_on <= fact.on <= last_on and fact.target is None:
                days = max(0, (day(fact.recorded_at) - fact.on).days)
                kinds.add(fact.kind)
                months = self.found.setdefault(fact.kind, {})
                months.setdefault(fact.on.replace(day=1), Counter())[days] += 1
        self.persons.update(kinds)

    def of(self, period: Period, minimum: int) -> list[Lateness]:
        """By kind, in the order of their names."""
        return [
            self._lateness(kind, months, period, minimum)
            for kind, months in sorted(self.found.items())
        ]

    def _lateness(
        self, kind: str, months: Mapping[date, Counter[int]], period: Period, minimum: int
    ) -> Lateness:
        sizes = {month: days.total() for month, days in months.items()}
        if self.persons[kind] < minimum or too_few(sizes, period, minimum):
            return Lateness(kind, None, None, None, None)
        days: Counter[int] = Counter()
        for month, counted in months.items():
            if _within(month, period):
                days.update(counted)
        number = days.total()
        late = sum(times for took, times in days.items() if took > LATE_AFTER)
        return Lateness(kind, number, late, rank(days, number, 0.5), rank(days, number, 0.9))


def contradictions_of(
    found: Mapping[Contradiction, Months], period: Period, minimum: int
) -> list[Counted]:
    """Every kind, in its order; 0 is no secret."""
    return [
        Counted(
            kind,
            None
            if too_few(found.get(kind, {}), period, minimum)
            else _size(found.get(kind, {}), period),
        )
        for kind in Contradiction
    ]


def too_few(months: Months, period: Period, minimum: int) -> bool:
    """Whether a number is hidden in this period, by itself or because of others of the year."""
    levels = lineage(period)
    sizes: list[Sequence[Mapping[tuple[str, str], int]]] = [
        [{COUNTRY: _size(months, one)} for one in level] for level in levels
    ]
    return COUNTRY in hidden_in(sizes, path(levels, period), (), minimum)


def _size(months: Months, period: Period) -> int:
    return sum(number for month, number in months.items() if _within(month, period))


def _within(month: date, period: Period) -> bool:
    return period.first_on <= month <= period.last_on
