"""The filters of a page: what can be chosen, and what is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from continuous_line.days import day
from continuous_line.web.pages import Language
from continuous_line.web.pages import language as say
from report_service.domain.period import Period, parse
from report_service.queries import Report, Span
from report_service.web.areas import Area, area_name, areas
from report_service.web.figures import Asked
from report_service.web.invented import Named
from report_service.web.visits import Look

YEARS = 25
MOMENTS = 24


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a list; `group` has one heading."""

    group: str
    code: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filters:
    periods: list[Choice]
    moments: list[Choice]
    areas: list[Choice]
    of: Asked | None = None

    @property
    def kept(self) -> dict[str, str | None]:
        """What a link to another page or a file takes along, also where it is in no list."""
        if self.of is None:
            return {}
        known_on = self.of.known_on
        return {
            "period": self.of.period.code,
            "asOf": None if known_on is None else known_on.isoformat(),
        }


def filters(look: Look, span: Span, of: Asked, report: Report, area: Area | None) -> Filters:
    language = look.language
    return Filters(
        list(periods(span.first_on, span.last_move_on, of.period, look.named)),
        list(moments(of, look.resources.clock.now(), language)),
        [
            Choice(one.by, one.key, area_name(one, report, language), one == area)
            for one in areas(look, report)
        ],
        of,
    )


def periods(first: date, last: date, chosen: Period | None, named: Named) -> Iterable[Choice]:
    """All periods of the years between two days, the newest year first, the longest first.

    Of YEARS at most: some clients send the first day of the calendar where they know none.
    """
    for year in range(last.year, max(first.year, last.year - YEARS + 1) - 1, -1):
        codes = [
            f"{year}",
            *(f"{year}-H{n}" for n in (1, 2)),
            *(f"{year}-Q{n}" for n in range(1, 5)),
            *(f"{year}-{month:02d}" for month in range(1, 13)),
        ]
        for code in codes:
            name = named.period(parse(code))
            yield Choice(str(year), code, name, chosen is not None and chosen.code == code)


def moments(of: Asked, now: datetime, language: Language) -> Iterable[Choice]:
    """The first days of the months since the period began: no free days, as two of them could be
    subtracted from each other. The latest, and the one that is chosen."""
    on = day(now).replace(day=1)
    for _ in range(MOMENTS):
        if on <= of.period.first_on:
            break
        yield Choice("", on.isoformat(), say.day(on, language), on == of.known_on)
        on = (on - timedelta(1)).replace(day=1)
    if of.known_on is not None and of.known_on <= on:
        yield Choice("", of.known_on.isoformat(), say.day(of.known_on, language), True)
