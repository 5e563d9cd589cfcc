"""The figures that a page may show its reader: what is small, or another's, is left out here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from continuous_line.database import Tx
from continuous_line.days import day, start_of
from report_service import queries
from report_service.domain.cuts import By
from report_service.domain.definitions import Definitions, current
from report_service.domain.errors import NoPeriod
from report_service.domain.metrics import Days, Figure, Shown, cut, denominator, whole
from report_service.domain.period import Period, half_year, parse, previous
from report_service.editions import Edition
from report_service.figures_at import cells_for
from report_service.queries import Report, Span
from report_service.web.areas import Area
from report_service.web.visits import Reader

BACK: Mapping[str, int] = {"month": 13, "quarter": 9, "half": 8, "year": 8}
"""How many periods a trend is made of, with the one that is looked at."""


class NoMoment(ValueError):
    """What is asked for is no first day of a month, lies before all that is known, or is yet to
    come."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the filters in the address say. `known_on`: as known when that day began; `edition`:
    where that is kept."""

    period: Period
    known_on: date | None
    edition: Edition | None = None

    @property
    def as_of(self) -> datetime | None:
        return None if self.known_on is None else start_of(self.known_on)


def asked(period: str, known_on: str, span: Span, now: datetime) -> Asked:
    """Without a period: the half year of the latest moves. Raises NoPeriod, NoMoment."""
    chosen = parse(period) if period else half_year(span.last_moves_on)
    if not known_on:
        return Asked(chosen, None)
    try:
        on = date.fromisoformat(known_on)
    except ValueError:
        raise NoMoment(known_on) from None
    if on.day != 1 or not span.first_on < on <= day(now):
        raise NoMoment(known_on)
    return Asked(chosen, on)


async def read(
    tx: Tx,
    look: Reader,
    of: Asked,
    period: Period | None = None,
    wanted: Collection[str] | None = None,
) -> Report:
    """The report of the period that is asked for, or of another one as known at the same time.

    `wanted`: metrics and lead times that are to be shown; of others it says nothing.
    """
    resources = look.resources
    return await queries.report(
        tx,
        period or of.period,
        now=resources.clock.now(),
        as_of=of.as_of,
        edition=of.edition,
        minimum=resources.own.minimum_cell,
        recent=resources.recent,
        wanted=None if wanted is None else _denominators(wanted),
    )


def _denominators(wanted: Collection[str]) -> set[str]:
    """By the definitions of this release. Where a generation has others still, nothing is shown
    that was not looked for."""
    metrics = current().metrics
    return {denominator(metrics[code]) if code in metrics else code for code in wanted}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Metrics and lead times: of the period itself, of the one before, and of the whole trend."""

    now: Collection[str]
    before: Collection[str]
    trend: Collection[str]


async def read_trend(tx: Tx, look: Reader, of: Asked, span: Span, wanted: Wanted) -> list[Report]:
    """The period that is asked for, and those before it, from the first day there is."""
    found = [of.period]
    while len(found) < BACK[kind(of.period)] and found[0].first_on > span.first_on:
        found.insert(0, previous(found[0]))
    needed = [wanted.trend] * len(found)
    needed[-2:-1] = [wanted.before] * (len(found) > 1)
    needed[-1] = wanted.now
    return [
        await read(tx, look, of, period, codes) for period, codes in zip(found, needed, strict=True)
    ]


def kind(period: Period) -> str:
    part = period.code.partition("-")[2]
    return {"": "year", "H": "half", "Q": "quarter"}.get(part[:1], "month")


def is_open(report: Report) -> bool:
    """The period had not ended by the moment that the report is of."""
    return report.period.last_on >= day(report.as_of)


def country(report: Report) -> Shown:
    """Of the whole country, as open to all."""
    return whole(report.figures, report.definitions, report.not_shown)


def cells(look: Reader, report: Report, by: By) -> dict[str, Shown]:
    """Of a table, the cells that are this reader's. Reader.require(by) was asked before."""
    return cells_for(look.who, report, by)


def table(report: Report, by: By) -> dict[str, Shown]:
    """The whole table, as published: to compare with, not to show."""
    return cut(report.figures, by, report.definitions, report.not_shown)


def of_area(look: Reader, report: Report, area: Area | None) -> Shown:
    """Of the area, empty where it has nothing; None: the country."""
    if area is None:
        return country(report)
    found = cells(look, report, area.by).get(area.code)
    return found or nothing(report.definitions)


def nothing(definitions: Definitions) -> Shown:
    """Where nobody is."""
    return Shown(
        tuple(Figure(code, 0, 0) for code in definitions.metrics),
        tuple(Days(code, 0, None, None) for code in definitions.lead_times),
    )


def figure(shown: Shown, metric: str) -> Figure:
    """The whole metric. Raises KeyError where there is none."""
    for one in shown.figures:
        if one.metric == metric and one.part is None:
            return one
    raise KeyError(metric)


def parts(shown: Shown, metric: str) -> list[Figure]:
    """Most frequent first."""
    return [one for one in shown.figures if one.metric == metric and one.part is not None]


def days_of(shown: Shown, lead_time: str) -> Days:
    """Raises KeyError where there is none."""
    for one in shown.lead_times:
        if one.lead_time == lead_time:
            return one
    raise KeyError(lead_time)


__all__ = ["Asked", "NoMoment", "NoPeriod", "asked", "cells", "country", "days_of", "figure",
           "is_open", "kind", "nothing", "of_area", "parts", "read", "read_trend",
           "table"]  # fmt: skip
