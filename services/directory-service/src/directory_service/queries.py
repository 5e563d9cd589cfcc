"""What lists are read from: each answers `limit` rows after the key `after`, ordered by it."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Row, Select, func, literal, or_, select

from continuous_line.case_owners import Tenure
from continuous_line.codes import Role
from continuous_line.database import Tx
from directory_service.areas import held_on, last_successor, mergers
from directory_service.domain.case_owner import OwnedCase
from directory_service.tables import (
    case_tenures,
    municipalities,
    open_links,
    reception_centres,
    staff,
)

Rows = Sequence[Row[Any]]


async def _page(
    tx: Tx, chosen: Select[Any], key: Column[Any], after: str | UUID | None, limit: int
) -> Rows:
    if after is not None:
        chosen = chosen.where(key > after)
    rows: Rows = (await tx.execute(chosen.order_by(key).limit(limit))).all()
    return rows


async def municipalities_on(
    tx: Tx,
    day: date,
    *,
    region: str | None = None,
    province: str | None = None,
    after: str | None = None,
    limit: int,
) -> Rows:
    """The municipalities of that day."""
    t = municipalities
    chosen = select(t).where(held_on(t, day))
    if region is not None:
        chosen = chosen.where(t.c.region == region)
    if province is not None:
        chosen = chosen.where(t.c.province == province)
    return await _page(tx, chosen, t.c.code, after, limit)


async def regions_on(tx: Tx, day: date) -> Rows:
    """The labour-market regions of that day, with the number of their municipalities."""
    t = municipalities
    chosen = (
        select(t.c.region, func.min(t.c.region_name).label("name"), func.count().label("number"))
        .where(held_on(t, day))
        .group_by(t.c.region)
        .order_by(t.c.region)
    )
    return (await tx.execute(chosen)).all()


async def reception_centres_on(
    tx: Tx, day: date, *, unit: str | None = None, after: str | None = None, limit: int
) -> Rows:
    """The reception centres open on that day."""
    t = reception_centres
    chosen = select(t).where(held_on(t, day))
    if unit is not None:
        chosen = chosen.where(t.c.unit == unit)
    return await _page(tx, chosen, t.c.azc, after, limit)


async def staff_on(
    tx: Tx,
    day: date,
    *,
    place: str | None = None,
    role: Role | None = None,
    organisation: str | None = None,
    after: str | None = None,
    limit: int,
) -> Rows:
    """Who holds a post on that day."""
    t = staff
    chosen = select(t).where(held_on(t, day))
    if place is not None:
        chosen = chosen.where(literal(place) == func.any(t.c.places))
    if role is not None:
        chosen = chosen.where(literal(role.value) == func.any(t.c.roles))
    if organisation is not None:
        chosen = chosen.where(t.c.organisation == organisation)
    return await _page(tx, chosen, t.c.staff_id, after, limit)


async def open_cases(tx: Tx, place: Column[str]) -> dict[str, tuple[int, date]]:
    """By `place` (a column of `open_links`): how many cases are open, and the first day of one."""
    t = open_links
    chosen = select(place, func.count(), func.min(t.c.linked_on)).group_by(place)
    return {code: (number, first) for code, number, first in (await tx.execute(chosen)).all()}


async def linked_municipalities(tx: Tx, azc: str) -> list[str]:
    """The municipalities with an open link to somebody who still lives at the azc."""
    t = open_links
    chosen = select(t.c.municipality).where(t.c.azc == azc, t.c.moved_on.is_(None)).distinct()
    return list((await tx.execute(chosen.order_by(t.c.municipality))).scalars())


async def cases_of(tx: Tx, owner: str, since: date) -> list[OwnedCase]:
    """The open cases that are somebody's on that day or later, with the days on which they are."""
    t = case_tenures
    later = or_(t.c.last_on.is_(None), t.c.last_on >= since)
    chosen = select(t).where(t.c.owner == owner, later).order_by(t.c.case_id, t.c.first_on)
    merged = await mergers(tx, since)
    found: dict[tuple[UUID, str], OwnedCase] = {}
    for row in (await tx.execute(chosen)).all():
        key = row.case_id, row.role
        before = found[key].tenures if key in found else ()
        tenure = Tenure(row.owner, row.first_on, row.last_on, stand_in=False)
        places = frozenset(row.places) | {last_successor(one, merged) for one in row.places}
        found[key] = OwnedCase(row.case_id, places, (*before, tenure), Role(row.role))
    return list(found.values())
