"""From counts to figures: each with a numerator and a denominator of its own.

They are not steps of one group: never chained, never a funnel.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from report_service.domain.count import By, Cell, Figures
from report_service.domain.definitions import Definitions, LeadTime, Metric
from report_service.domain.suppression import Key, Sum, hidden


@dataclass(frozen=True, slots=True)
class Figure:
    """`part`: a coded value into which the metric is split; None: all of them.

    `numerator` and `denominator` are None where the cell is not shown.
    """

    metric: str
    numerator: int | None
    denominator: int | None
    part: str | None = None

    @property
    def suppressed(self) -> bool:
        return self.denominator is None

    @property
    def percent(self) -> Decimal | None:
        """To one decimal; None where nobody is in the denominator, or it is not shown."""
        if self.numerator is None or not self.denominator:
            return None
        share = Decimal(100 * self.numerator) / self.denominator
        return share.quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Days:
    """A lead time: of how many, and by nearest rank the median and the ninth decile, in days.

    `number` is None where the cell is not shown, `median` and `p90` also where there is none.
    """

    lead_time: str
    number: int | None
    median: int | None
    p90: int | None

    @property
    def suppressed(self) -> bool:
        return self.number is None


@dataclass(frozen=True, slots=True)
class Shown:
    """The figures of one cell, in the order of the definitions."""

    figures: tuple[Figure, ...]
    lead_times: tuple[Days, ...]


def denominator(metric: Metric) -> str:
    """The code under which a cell counts what the metric is a share of."""
    return metric.given or metric.of


def figures_of(cell: Cell, definitions: Definitions, not_shown: Iterable[str] = ()) -> Shown:
    """All figures of a cell; `not_shown`: the denominators (or lead times) that are too small."""
    hide = frozenset(not_shown)
    found: list[Figure] = []
    for metric in definitions.metrics.values():
        below = denominator(metric)
        if below in hide:
            found.append(Figure(metric.code, None, None))
            continue
        of = cell[below]
        found.append(Figure(metric.code, cell[metric.code], of))
        if metric.parts is not None:
            parts = cell.parts(metric.code).items()
            found += [Figure(metric.code, count, of, part) for part, count in parts]
    return Shown(
        tuple(found),
        tuple(_days(cell, lead, lead.code in hide) for lead in definitions.lead_times.values()),
    )


def _days(cell: Cell, lead: LeadTime, hide: bool) -> Days:
    if hide:
        return Days(lead.code, None, None, None)
    days = cell.days.get(lead.code, Counter())
    number = days.total()
    return Days(lead.code, number, rank(days, number, 0.5), rank(days, number, 0.9))


def rank(days: Mapping[int, int], number: int, share: float) -> int | None:
    """The smallest number of days within which at least this share of them lies."""
    passed = 0
    for day in sorted(days):
        passed += days[day]
        if passed >= share * number:
            return day
    return None


class Table:
    """What may be shown of one table: small cells, and what gives them back, left out.

    Looked at are all tables of the list together, for each denominator by itself.
    """

    def __init__(self, figures: Figures, definitions: Definitions, minimum: int) -> None:
        self._figures, self._definitions, self._minimum = figures, definitions, minimum
        self._sums = list(_sums(figures))
        self._hidden: dict[str, frozenset[Key]] = {
            code: hidden(self._sizes(code), self._sums, minimum) for code in sensitive(definitions)
        }

    def cut(self, by: By) -> dict[str, Shown]:
        """By code of the place, band or basis."""
        return {
            code: figures_of(cell, self._definitions, self.not_shown(by, code))
            for code, cell in sorted(self._figures.tables[by].items())
        }

    def not_shown(self, by: By, code: str) -> frozenset[str]:
        """The denominators and lead times of this cell that are not shown."""
        return frozenset(of for of, found in self._hidden.items() if (by, code) in found)

    def _sizes(self, code: str) -> dict[Key, int]:
        tables = self._figures.tables
        return {(by, key): cell[code] for by in By for key, cell in tables[by].items()}


def sensitive(definitions: Definitions) -> frozenset[str]:
    """The denominators that are about persons, and the lead times."""
    of = {
        denominator(metric)
        for metric in definitions.metrics.values()
        if definitions.populations[metric.of].persons
    }
    return frozenset(of | definitions.lead_times.keys())


def _sums(figures: Figures) -> Iterable[Sum]:
    parts: dict[Key, list[Key]] = {}
    for code, (region, province) in figures.cuts.lies_in.items():
        town: Key = (By.MUNICIPALITY, code)
        parts.setdefault((By.REGION, region), []).append(town)
        parts.setdefault((By.PROVINCE, province), []).append(town)
    for azc, unit in figures.cuts.unit_of.items():
        parts.setdefault((By.UNIT, unit), []).append((By.AZC, azc))
    for code in figures.tables[By.AZC_DISTANCE]:
        azc, _, band = code.rpartition(":")
        parts.setdefault((By.AZC, azc), []).append((By.AZC_DISTANCE, code))
        parts.setdefault((By.DISTANCE, band), []).append((By.AZC_DISTANCE, code))
    yield from [Sum(whole, tuple(found)) for whole, found in parts.items()]
    for by in By:
        yield Sum(None, tuple((by, code) for code in figures.tables[by]))
