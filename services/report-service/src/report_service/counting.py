"""Counting in the database: what counts in a period, grouped by what is alike.

The conditions here say the same as `weight` in domain/count.py, and a test holds them together.
"""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    and_,
    cast,
    distinct,
    false,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.sql.expression import Select

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
_BETWEEN = "\x1f"
"""Stands in no code of a place."""
_BY_RANGE = (RECEPTION, CASE_DAY, *sorted(STATES))
_NO_DAY_OF_ITS_OWN = (*_BY_RANGE, CONTRADICTION)


async def counted(
    tx: Tx, tables: GenerationTables, definitions: Definitions, days: Window, places: Places
) -> AsyncIterator[tuple[Observation, int]]:
    """Groups of observations in these tables with how often each counts in the period.

    Whoever had to do with municipalities that merged is derived anew, person by person: the marks
    that are kept take codes literally.
    """
    merged = sorted(places.ever_merged())
    for query in groups(tables, days, merged):
        async for chunk in (await tx.stream(query)).partitions(_CHUNK):
            for population, azc, municipality, band, basis, marks, taken, number in chunk:
                yield (
                    Observation(
                        population, days.first_on, None, None, azc, municipality, band, basis,
                        tuple(marks), taken,
                    ),
                    int(number),
                )  # fmt: skip
    if merged:
        async for _person, seen, number in _anew(tx, tables, definitions, days, merged, places):
            yield seen, number


def counts_in(tables: GenerationTables, days: Window) -> ColumnElement[bool]:
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
            true() if days.first_on <= days.known_to else false(),
            c.from_on <= days.known_to,
            or_(c.until_on.is_(None), c.until_on > days.first_on),
        ),
        and_(
            c.population.not_in(_NO_DAY_OF_ITS_OWN),
            c.from_on.between(days.first_on, days.last_on),
            or_(c.population != MOVED, c.until_on.is_(None), c.until_on > days.last_on),
        ),
    )


def _lasting(tables: GenerationTables, days: Window) -> ColumnElement[int]:
    """How many days of a range lie in the period and have been."""
    c = tables.observed.c
    begins = func.greatest(c.from_on, cast(literal(days.first_on), Date))
    after = cast(literal(days.known_to), Date) + 1
    lasting: ColumnElement[int] = func.least(func.coalesce(c.until_on, after), after) - begins
    return lasting


def groups(tables: GenerationTables, days: Window, merged: list[str]) -> list[Select[Any]]:
    """The queries that count: what holds in the period as many as there are, and case-days."""
    c = tables.observed.c
    alike = (c.population, c.azc, c.municipality, c.band, c.basis, c.marks, c.days)
    of_days = func.sum(func.greatest(_lasting(tables, days), 0))
    as_kept = counts_in(tables, days)
    if merged:
        as_kept = and_(as_kept, or_(c.others.is_(None), ~c.others.overlap(merged)))
    return [
        select(*alike, func.count()).where(as_kept, c.population != CASE_DAY).group_by(*alike),
        select(*alike, of_days).where(as_kept, c.population == CASE_DAY).group_by(*alike),
    ]


async def persons_by_the_day(
    tx: Tx, tables: GenerationTables, definitions: Definitions, days: Window, places: Places
) -> AsyncIterator[tuple[list[Observation], int]]:
    """How many persons have their case-days in the same cells, and where: persons behind days.

    Whoever has them in several is there with all of these, and with none else."""
    c, person = tables.observed.c, tables.person.c
    here = and_(counts_in(tables, days), c.population == CASE_DAY, _lasting(tables, days) > 0)
    merged = sorted(places.ever_merged())
    touched = select(c.permit_holder_id).where(here, c.others.overlap(merged))
    cell = func.concat_ws(_BETWEEN, c.azc, c.municipality, c.band, func.coalesce(c.basis, ""))
    each = (
        select(func.array_agg(distinct(cell)).label("cells"))
        .where(here, c.permit_holder_id.not_in(touched) if merged else true())
        .group_by(c.permit_holder_id)
        .subquery()
    )
    alike = select(each.c.cells, func.count()).group_by(each.c.cells)
    async for chunk in (await tx.stream(alike)).partitions(_CHUNK):
        for cells, number in chunk:
            yield [_at(cell, days) for cell in cells], number
    if not merged:
        return
    stored = await tx.stream_scalars(
        select(person.facts).where(person.permit_holder_id.in_(touched))
    )
    async for some in stored.partitions(_CHUNK):
        for facts in some:
            seen = observe(decode_facts(facts), definitions, places.same, days.last_on)
            of_days = [one for one in seen if one.population == CASE_DAY and weight(one, days)]
            if of_days:
                yield of_days, 1


def _at(cell: str, days: Window) -> Observation:
    azc, municipality, band, basis = cell.split(_BETWEEN)
    return Observation(
        CASE_DAY, days.first_on, None, None, azc, municipality, band, basis or None, ()
    )


async def persons_counted(
    tx: Tx,
    tables: GenerationTables,
    definitions: Definitions,
    days: Window,
    places: Places,
    among: ColumnElement[bool],
) -> AsyncIterator[tuple[UUID, Observation, int]]:
    """What counts in the period person by person, as `counted`; of observations that are `among`
    these at least."""
    c = tables.observed.c
    merged = sorted(places.ever_merged())
    as_kept = and_(counts_in(tables, days), c.permit_holder_id.is_not(None), among)
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
        .where(counts_in(tables, days), c.others.overlap(merged))
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
