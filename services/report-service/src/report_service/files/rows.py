"""Figures as rows: one for each figure, of the country first and then of each cell."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from report_service.domain.cuts import By
from report_service.domain.defined import Definitions, Language
from report_service.domain.metrics import Days, Figure, Shown
from report_service.domain.period import Period

COUNTRY = ("country", "NL")
Status = Literal["shown", "hidden", "nobody"]


class Row(NamedTuple):
    """As columns.py says; empty is None."""

    period: str
    first_on: date
    last_on: date
    by: str
    code: str
    name: str | None
    metric: str
    part: str | None
    title: str
    numerator: int | None
    denominator: int | None
    percent: Decimal | None
    number: int | None
    median: int | None
    p90: int | None
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a file is about, as it may be shown to who asks. `metric` None: all of them.

    `cells`: of the table `by`, by code.
    """

    period: Period
    metric: str | None
    country: Shown
    by: By | None
    cells: Mapping[str, Shown]
    names: Mapping[str, str]
    definitions: Definitions

    def figures(self, shown: Shown) -> Iterator[Figure]:
        return (one for one in shown.figures if self.metric in (None, one.metric))

    def lead_times(self, shown: Shown) -> Iterator[Days]:
        return (one for one in shown.lead_times if self.metric in (None, one.lead_time))

    @property
    def codes(self) -> Collection[str]:
        """Of metrics and lead times, in the order of the definitions."""
        every = (*self.definitions.metrics, *self.definitions.lead_times)
        return [code for code in every if self.metric in (None, code)]


def rows_of(chosen: Chosen, language: Language) -> list[Row]:
    places: list[tuple[str, str, str | None, Shown]] = [(*COUNTRY, None, chosen.country)]
    if chosen.by is not None:
        places += [
            (chosen.by.value, code, chosen.names.get(code), shown)
            for code, shown in chosen.cells.items()
        ]
    return [
        Row(period.code, period.first_on, period.last_on, by, code, name, *measured)
        for period in (chosen.period,)
        for by, code, name, shown in places
        for measured in _measured(chosen, shown, language)
    ]


_Measured = tuple[
    str, str | None, str, int | None, int | None, Decimal | None, int | None, int | None,
    int | None, Status,
]  # fmt: skip


def _measured(chosen: Chosen, shown: Shown, language: Language) -> Iterable[_Measured]:
    defined = chosen.definitions
    for one in chosen.figures(shown):
        title = defined.metrics[one.metric].title[language]
        yield (
            one.metric, one.part, title, one.numerator, one.denominator, one.percent, None, None,
            None, _status(one.denominator),
        )  # fmt: skip
    for days in chosen.lead_times(shown):
        title = defined.lead_times[days.lead_time].title[language]
        yield (
            days.lead_time, None, title, None, None, None, days.number, days.median, days.p90,
            _status(days.number),
        )  # fmt: skip


def _status(of: int | None) -> Status:
    if of is None:
        return "hidden"
    return "shown" if of else "nobody"
