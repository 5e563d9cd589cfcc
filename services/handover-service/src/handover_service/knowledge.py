"""What the service has heard from others, as decisions ask for it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, and_, exists, func, select, text, true

from continuous_line.codes import Role, StayEndReason
from continuous_line.database import Tx, fetch
from continuous_line.days import day
from continuous_line.distance import Point, distance_km
from continuous_line.mergers import with_merged
from handover_service.domain.ownership import Staff
from handover_service.domain.resident import Resident, Shown
from handover_service.tables_places import (
    municipalities,
    municipality_mergers,
    place_names,
    reception_centres,
    staff,
)


def resident_of(row: Any) -> Resident:
    """From a row with the columns of `residents`, all null where nothing was heard."""
    if row.sent_to is None:
        return Resident()
    ended = zip(map(StayEndReason, row.stay_ended), row.stay_ended_at, strict=True)
    return Resident(
        azc=row.heard_azc,
        azc_at=row.heard_azc_at,
        granted_on=row.granted_on,
        household_id=row.household_id,
        completed_at=row.completed_at,
        sent=_shown(row.sent_to, row.sent_at),
        opened=_shown(row.opened_by, row.opened_at),
        stay_ended=tuple(ended),
        heard=row.heard,
        assessed_on=row.assessed_on,
    )


RESIDENT: Final = (
    "r.azc AS heard_azc, r.azc_at AS heard_azc_at, r.granted_on, r.household_id, r.completed_at, "
    "r.sent_to, r.sent_at, r.opened_by, r.opened_at, r.stay_ended, r.stay_ended_at, "
    "r.assessed_on, r.heard"
)
"""SQL of the columns that `resident_of` takes; `r` is `residents`."""


def _shown(places: Sequence[str], moments: Sequence[datetime]) -> tuple[Shown, ...]:
    return tuple(Shown(place, at) for place, at in zip(places, moments, strict=True))


_RESIDENTS: Final = (
    f"SELECT {RESIDENT}, r.permit_holder_id FROM residents r "  # noqa: S608
    "WHERE permit_holder_id = ANY(CAST($1 AS uuid[]))"
)


async def residents_of(tx: Tx, persons: Collection[UUID]) -> dict[UUID, Resident]:
    """What was heard of each of these persons of whom anything was."""
    rows = await fetch(tx, _RESIDENTS, list(persons))
    return {row.permit_holder_id: resident_of(row) for row in rows}


async def staff_on(tx: Tx, staff_id: str, on: date) -> Staff | None:
    """What holds for somebody on that day; None where nothing was ever heard of them.

    In one statement: whom the directory tells of between two would be known and not work there.
    Whoever works for a municipality works for those that merged into it, too.
    """
    own = and_(staff.c.staff_id == staff_id, still_planned())
    held = _held_on(staff, own, on).subquery()
    heard = select(func.count()).where(staff.c.staff_id == staff_id).subquery()
    row = (await tx.execute(select(heard.c[0], held).outerjoin_from(heard, held, true()))).one()
    if row.staff_id is not None:
        roles = frozenset(Role(role) for role in row.roles)
        places = await with_merged(tx, municipality_mergers, frozenset(row.places), on)
        return Staff(roles, places, here=not row.gone)
    return Staff(frozenset(), frozenset(), here=False) if row[0] else None


def still_planned() -> ColumnElement[bool]:
    """Of a row of `staff`: no departure that was recorded later ended it before it began."""
    left = staff.alias("left_since")
    return ~exists().where(
        left.c.gone,
        left.c.staff_id == staff.c.staff_id,
        left.c.valid_from <= staff.c.valid_from,
        left.c.sequence > staff.c.sequence,
    )


_POINTS = text(
    "SELECT (SELECT ARRAY[latitude, longitude] FROM reception_centres "
    "WHERE azc = :azc AND valid_from <= :day ORDER BY valid_from DESC, sequence DESC LIMIT 1) "
    "AS here, "
    "(SELECT ARRAY[latitude, longitude] FROM municipalities "
    "WHERE code = :municipality AND valid_from <= :day "
    "ORDER BY valid_from DESC, sequence DESC LIMIT 1) AS there"
)


async def distance(tx: Tx, azc: str, municipality: str, on: date) -> float | None:
    """Between the centre points as they were on that day; None where one is unknown."""
    asked = {"azc": azc, "municipality": municipality, "day": on}
    row = (await tx.execute(_POINTS, asked)).one()
    return distance_km(
        Point(*row.here) if row.here else None, Point(*row.there) if row.there else None
    )


async def region_known(tx: Tx, region: str) -> bool:
    """Whether any municipality that was heard of ever belonged to it."""
    chosen = select(municipalities.c.code).where(municipalities.c.region == region).limit(1)
    return (await tx.execute(chosen)).first() is not None


async def place_names_of(tx: Tx, codes: Collection[str]) -> dict[str, str]:
    """As far as directory-service told of these places."""
    if not codes:
        return {}
    chosen = select(place_names).where(place_names.c.code.in_(codes))
    return {row.code: row.name for row in await tx.execute(chosen)}


_IN_REGION = text(
    "SELECT code FROM (SELECT DISTINCT ON (code) code, region FROM municipalities "
    "WHERE valid_from <= :day ORDER BY code, valid_from DESC, sequence DESC) latest "
    "WHERE region = :region"
)


async def municipalities_in(tx: Tx, region: str, now: datetime) -> set[str]:
    """Those that belong to the labour-market region today."""
    found = await tx.scalars(_IN_REGION, {"region": region, "day": day(now)})
    return set(found)


async def region_of(tx: Tx, municipality: str, on: date) -> str | None:
    """The labour-market region that it belongs to on that day, as far as it was heard of."""
    chosen = _held_on(municipalities, municipalities.c.code == municipality, on)
    row = (await tx.execute(chosen)).first()
    return row.region if row else None


async def unit_of(tx: Tx, azc: str, on: date) -> str | None:
    chosen = _held_on(reception_centres, reception_centres.c.azc == azc, on)
    row = (await tx.execute(chosen)).first()
    return row.unit if row else None


def _held_on(table: Table, which: Any, on: date) -> Select[Any]:
    chosen = select(table).where(which, table.c.valid_from <= on)
    return chosen.order_by(table.c.valid_from.desc(), table.c.sequence.desc()).limit(1)


async def places_of(tx: Tx, on: date, *, municipal: bool) -> list[tuple[str, str]]:
    """The municipalities, or else the reception centres, that directory-service told of, by name.

    What merged into another by that day is no longer one.
    """
    of_kind = place_names.c.code.like("GM%")
    chosen = select(place_names).where(of_kind if municipal else ~of_kind)
    m = municipality_mergers.c
    merged = exists().where(m.code == place_names.c.code, m.valid_from <= on)
    rows = await tx.execute(chosen.where(~merged).order_by(place_names.c.name))
    return [(row.code, row.name) for row in rows]
