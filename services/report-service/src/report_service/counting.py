"""What counts in a period: the condition in the database, and who counts person by person.

The conditions here say the same as `weight` in domain/count.py, and a test holds them together.
"""

from collections.abc import AsyncIterator
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Date, and_, cast, func, literal, or_, select

from continuous_line.database import Tx
from report_service.codec import decode_facts
from report_service.domain.count import Window, weight
from report_service.domain.definitions import Definitions
from report_service.domain.observation import (
    CASE_DAY,
    CONTRADICTION,
    MOVED,
    RECEPTION,
    STATES,
    Observation,
)
from report_service.domain.observe import observe
from report_service.domain.places import Places
from report_service.tables import GenerationTables

_CHUNK = 1000
_BY_RANGE = (RECEPTION, CASE_DAY, *sorted(STATES))
_NO_DAY_OF_ITS_OWN = (*_BY_RANGE, CONTRADICTION)


class Days(NamedTuple):
    """A window of days (domain/count.py) in a statement: literals, or columns of a table of it."""

    first_on: ColumnElement[date]
    last_on: ColumnElement[date]
    known_to: ColumnElement[date]

    @classmethod
    def of(cls, days: Window) -> "Days":
        return cls(*(cast(literal(each), Date) for each in days))


def counts_in(tables: GenerationTables, days: Days) -> ColumnElement[bool]:
    """Which observations count in the period."""
    c = tables.observed.c
    standing = and_(c.from_on <= days.last_on, or_(c.until_on.is_(None), c.until_on > days.last_on))
    return or_(
        and_(
            c.population == RECEPTION,
            standing,
            or_(c.present_until.is_(None), c.present_until >= days.first_on),
        ),
        and_(c.population.in_(sorted(STATES)), standing),
        and_(
            c.population == CASE_DAY,
            days.first_on <= days.known_to,
            c.from_on <= days.known_to,
            or_(c.until_on.is_(None), c.until_on > days.first_on),
        ),
        and_(
            c.population.not_in(_NO_DAY_OF_ITS_OWN),
            c.from_on.between(days.first_on, days.last_on),
            or_(c.population != MOVED, c.until_on.is_(None), c.until_on > days.last_on),
        ),
    )


def may_count(tables: GenerationTables, first: date, last: date) -> ColumnElement[bool]:
    """Holds of whatever counts in a period between these days: by it rows are found quickly."""
    c = tables.observed.c
    return or_(
        and_(
            c.population.in_(_BY_RANGE),
            c.from_on <= last,
            or_(c.until_on.is_(None), c.until_on > first),
            or_(c.present_until.is_(None), c.present_until >= first),
        ),
        and_(c.population.not_in(_NO_DAY_OF_ITS_OWN), c.from_on.between(first, last)),
    )


def lasting(tables: GenerationTables, days: Days) -> ColumnElement[int]:
    """How many days of a range lie in the period and have been."""
    c = tables.observed.c
    after = days.known_to + 1
    until = func.least(func.coalesce(c.until_on, after), after)
    found: ColumnElement[int] = until - func.greatest(c.from_on, days.first_on)
    return func.greatest(found, 0)


async def persons_counted(
    tx: Tx,
    tables: GenerationTables,
    definitions: Definitions,
    days: Window,
    places: Places,
    among: ColumnElement[bool],
) -> AsyncIterator[tuple[UUID, Observation, int]]:
    """What counts in the period person by person; of observations that are `among` these at least.

    Whoever had to do with municipalities that merged is derived anew: the marks that are kept take
    codes literally.
    """
    c = tables.observed.c
    merged = sorted(places.ever_merged())
    as_kept = and_(counts_in(tables, Days.of(days)), c.permit_holder_id.is_not(None), among)
    if merged:
        as_kept = and_(as_kept, or_(c.others.is_(None), ~c.others.overlap(merged)))
    columns = [c[name] for name in Observation._fields[:-1]]
    query = select(c.permit_holder_id, *columns).where(as_kept)
    async for chunk in (await tx.stream(query)).partitions(_CHUNK):
        for person, *values in chunk:
            seen = Observation(*values)
            seen = seen._replace(marks=tuple(seen.marks))
            if number := weight(seen, days):
                yield person, seen, number
    if merged:
        async for found in _anew(tx, tables, definitions, days, merged, places):
            yield found


async def _anew(
    tx: Tx,
    tables: GenerationTables,
    definitions: Definitions,
    days: Window,
    merged: list[str],
    places: Places,
) -> AsyncIterator[tuple[UUID, Observation, int]]:
    c, person = tables.observed.c, tables.person.c
    touched = (
        select(c.permit_holder_id)
        .where(counts_in(tables, Days.of(days)), c.others.overlap(merged))
        .distinct()
    )
    stored = await tx.stream(
        select(person.permit_holder_id, person.facts).where(person.permit_holder_id.in_(touched))
    )
    async for chunk in stored.partitions(_CHUNK):
        for known_as, facts in chunk:
            for seen in observe(decode_facts(facts), definitions, places.same, days.last_on):
                if set(seen.others) & set(merged) and (number := weight(seen, days)):
                    yield known_as, seen, number
