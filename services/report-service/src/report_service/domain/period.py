"""A period of the figures: a month, quarter, half year or year; no free dates.

Two free ranges could be subtracted from each other, and tell of single persons.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from report_service.domain.errors import NoPeriod

_FORM = re.compile(
    r"(?P<year>[1-9]\d{3})(?:-(?:(?P<month>\d\d)|Q(?P<quarter>[1-4])|H(?P<half>[12])))?"
)


@dataclass(frozen=True, slots=True)
class Period:
    """`code`: 2019, 2019-H1, 2019-Q2 or 2019-04; first and last day are part of it."""

    code: str
    first_on: date
    last_on: date


def parse(code: str) -> Period:
    """The period with this code. Raises NoPeriod where it is none."""
    form = _FORM.fullmatch(code)
    if form is None:
        raise NoPeriod(code)
    year = int(form["year"])
    if form["month"]:
        first = last = int(form["month"])
        if not 1 <= first <= 12:
            raise NoPeriod(code)
    elif form["quarter"]:
        last = 3 * int(form["quarter"])
        first = last - 2
    elif form["half"]:
        last = 6 * int(form["half"])
        first = last - 5
    else:
        first, last = 1, 12
    return Period(code, date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def lineage(period: Period) -> list[list[Period]]:
    """From the year down to the period: at each level the periods that add up to the one above."""
    year = parse(f"{period.first_on.year}")
    if period.code == year.code:
        return [[year]]
    half = 1 if period.first_on.month <= 6 else 2
    levels = [[year], [parse(f"{year.code}-H{n}") for n in (1, 2)]]
    if "H" in period.code:
        return levels
    quarter = (period.first_on.month + 2) // 3
    levels.append([parse(f"{year.code}-Q{n}") for n in (2 * half - 1, 2 * half)])
    if "Q" in period.code:
        return levels
    months = range(3 * quarter - 2, 3 * quarter + 1)
    return [*levels, [parse(f"{year.code}-{n:02d}") for n in months]]


def path(levels: list[list[Period]], period: Period) -> list[int]:
    """At each level of a lineage, which of the periods the period lies in, or is."""
    return [
        next(n for n, one in enumerate(level) if one.first_on <= period.first_on <= one.last_on)
        for level in levels
    ]


def half_year(day: date) -> Period:
    """The half year in which the day lies."""
    return parse(f"{day.year}-H{1 if day.month <= 6 else 2}")


def previous(period: Period) -> Period:
    """The period of the same length that ends the day before."""
    before = period.first_on - timedelta(1)
    year, _, part = period.code.partition("-")
    if not part:
        return parse(f"{int(year) - 1}")
    if part[0] == "H":
        return half_year(before)
    if part[0] == "Q":
        return parse(f"{before.year}-Q{(before.month + 2) // 3}")
    return parse(f"{before.year}-{before.month:02d}")
