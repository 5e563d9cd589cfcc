"""Which municipality may see a case, and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from continuous_line.days import day
from handover_service.domain.case import Case
from handover_service.domain.events import (
    MovedToMunicipality,
    MunicipalityLinked,
    MunicipalityUnlinked,
    ReturnedToReception,
)

READING_TERM_DAYS = 90
"""How long after the closing a municipality still reads (our choice; no source says)."""


@dataclass(frozen=True, slots=True)
class Right:
    """`ended_on`: the first day without the right; None while nothing ends it."""

    municipality: str
    ended_on: date | None


def rights(case: Case, term_days: int = READING_TERM_DAYS) -> list[Right]:
    """Of every municipality that has or had to do with the case.

    It sees the case while the person is linked or has moved there (not after a return to
    reception), at most until the term after the closing. The right may end on a day ahead.
    """
    ended: dict[str, date | None] = {}
    present: str | None = None
    for fact in case.facts:
        if isinstance(fact, MunicipalityUnlinked):
            if fact.municipality == present:
                ended[present], present = day(fact.at), None
        elif isinstance(fact, ReturnedToReception):
            if present:
                ended[present], present = day(fact.at), None
        elif isinstance(fact, MunicipalityLinked | MovedToMunicipality):
            if present:
                ended[present] = day(fact.at)
            present = fact.municipality
            ended[present] = None
    if case.closing:
        term = day(case.closing.at) + timedelta(term_days + 1)
        ended = {place: min(on or term, term) for place, on in ended.items()}
    return [Right(place, on) for place, on in ended.items()]


def right_of(found: Iterable[Right], places: frozenset[str]) -> Right | None:
    """The best right that somebody with these places has; None: never had business with it."""
    mine = (right for right in found if right.municipality in places)
    return max(mine, key=lambda right: right.ended_on or date.max, default=None)
