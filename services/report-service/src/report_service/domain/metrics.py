"""From counts to figures: each with a numerator and a denominator of its own.

They are not steps of one group: never chained, never a funnel.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from report_service.domain.count import By, Cell, Figures
from report_service.domain.definitions import Definitions, LeadTime, Metric
from report_service.domain.suppression import Key, Sum, hidden_in


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


COUNTRY: Key = ("country", "NL")
Hidden = Mapping[str, frozenset[Key]]
"""By denominator or lead time: the cells that are not shown."""


def conceal(
    levels: Sequence[Sequence[Figures]],
    path: Sequence[int],
    definitions: Definitions,
    minimum: int,
    wanted: Collection[str] | None = None,
) -> Hidden:
    """What is not shown of a period (domain/suppression.py): `levels` and `path` lead to it.

    Looked at are all tables of the list together, for each denominator by itself. Looked for are
    those `wanted` (default: all); of others nothing is shown.
    """
    sums = tuple(_sums([figures for level in levels for figures in level]))
    found: dict[str, frozenset[Key]] = {}
    for code in sensitive(definitions):
        if wanted is not None and code not in wanted:
            continue
        sizes = [[_sizes(figures, code) for figures in level] for level in levels]
        found[code] = hidden_in(sizes, path, sums, minimum)
    return found


def together(moments: Sequence[Hidden]) -> Hidden:
    """What is hidden at any of several moments as of which a period is known; of the denominators
    that were looked for at the first."""
    first, *_ = moments
    return {
        code: keys.union(*(hidden.get(code, frozenset()) for hidden in moments))
        for code, keys in first.items()
    }


def _sizes(figures: Figures, code: str) -> dict[Key, int]:
    sizes: dict[Key, int] = {COUNTRY: figures.country.size(code)}
    for by, table in figures.tables.items():
        sizes |= {(by, key): size for key, cell in table.items() if (size := cell.size(code))}
    return sizes


def whole(figures: Figures, definitions: Definitions, not_shown: Hidden) -> Shown:
    """What may be shown of the country."""
    return figures_of(figures.country, definitions, _at(COUNTRY, definitions, not_shown))


def cut(figures: Figures, by: By, definitions: Definitions, not_shown: Hidden) -> dict[str, Shown]:
    """What may be shown of one table, by code of the place, band or basis.

    Where nobody is, but that is not to be told, the cell is there too.
    """
    table, nobody = figures.tables[by], Cell()
    codes = {code for keys in not_shown.values() for of, code in keys if of == by}
    return {
        code: figures_of(
            table.get(code, nobody), definitions, _at((by, code), definitions, not_shown)
        )
        for code in sorted(codes | table.keys())
    }


def _at(key: Key, definitions: Definitions, not_shown: Hidden) -> list[str]:
    """What of this cell is not shown, also where it was not looked for."""
    return [of for of in sensitive(definitions) if of not in not_shown or key in not_shown[of]]


def sensitive(definitions: Definitions) -> frozenset[str]:
    """The denominators that are about persons, and the lead times."""
    of = {
        denominator(metric)
        for metric in definitions.metrics.values()
        if definitions.populations[metric.of].persons
    }
    return frozenset(of | definitions.lead_times.keys())


def _sums(periods: Iterable[Figures]) -> Iterable[Sum]:
    """Of all cells of all these periods: who is in no cell of one counts there as nobody."""
    parts: dict[Key, dict[Key, None]] = {}
    tables: list[dict[Key, None]] = [{} for _ in By]
    for figures in periods:
        for code, (region, province) in figures.cuts.lies_in.items():
            town: Key = (By.MUNICIPALITY, code)
            parts.setdefault((By.REGION, region), {})[town] = None
            parts.setdefault((By.PROVINCE, province), {})[town] = None
        for azc, unit in figures.cuts.unit_of.items():
            parts.setdefault((By.UNIT, unit), {})[By.AZC, azc] = None
        for code in figures.tables[By.AZC_DISTANCE]:
            azc, _, band = code.rpartition(":")
            parts.setdefault((By.AZC, azc), {})[By.AZC_DISTANCE, code] = None
            parts.setdefault((By.DISTANCE, band), {})[By.AZC_DISTANCE, code] = None
        for table, by in zip(tables, By, strict=True):
            table.update(dict.fromkeys((by, code) for code in figures.tables[by]))
    yield from [Sum(whole, tuple(found)) for whole, found in parts.items()]
    yield from [Sum(COUNTRY, tuple(found)) for found in tables]
