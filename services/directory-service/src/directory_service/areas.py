"""Places as they are on a day, and what lies in them, from the read tables."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Table, or_, select

from continuous_line.auth import Principal
from continuous_line.codes_places import COUNTRY, PROVINCES
from continuous_line.database import Tx
from directory_service.domain.areas import Area, AreaKind
from directory_service.domain.errors import UnknownPlace
from directory_service.tables import municipalities, reception_centres


def held_on(table: Table, day: date) -> ColumnElement[bool]:
    return (table.c.valid_from <= day) & or_(table.c.valid_to.is_(None), table.c.valid_to > day)


async def own_places(tx: Tx, who: Principal, day: date) -> frozenset[str]:
    """The places of the token, what lies in them, and what merged into them by that day.

    A municipality's own system may be known by its organisation alone.
    """
    if COUNTRY in who.places:
        return who.places
    own = {who.organisation} if who.organisation.startswith("GM") else set[str]()
    return await lying_in(tx, who.places | own, day)


async def lying_in(tx: Tx, named: frozenset[str], day: date) -> frozenset[str]:
    """These places, what lies in them, and what merged into them by that day."""
    t, c = municipalities, reception_centres
    provinces = [name for name, code in PROVINCES.items() if code in named]
    inside = select(t.c.code).where(t.c.region.in_(named) | t.c.province.in_(provinces))
    centres = select(c.c.azc).where(c.c.unit.in_(named))
    found = named | set((await tx.execute(inside)).scalars())
    found |= set((await tx.execute(centres)).scalars())
    while True:
        merged = select(t.c.code).where(t.c.successor.in_(found), t.c.merged_on <= day)
        larger = found | set((await tx.execute(merged)).scalars())
        if larger == found:
            return frozenset(found)
        found = larger


async def municipality_areas(tx: Tx, day: date) -> dict[str, Area]:
    """All municipalities of the day by code, each with those that merged into it."""
    t = municipalities
    rows = (await tx.execute(select(t).where(held_on(t, day)))).all()
    merged = await mergers(tx, day)
    former: dict[str, list[str]] = {}
    for code in merged:
        former.setdefault(last_successor(code, merged), []).append(code)
    return {row.code: _municipality(row, former.get(row.code, ())) for row in rows}


async def reception_centre_areas(tx: Tx, day: date, around: Iterable[Area]) -> dict[str, Area]:
    """All reception centres open on the day by code; `around`: the municipalities of that day.

    A centre lies in the region of the municipality that is called like its place, else of the
    one whose centre point is nearest: nobody publishes which municipality it is.
    """
    t = reception_centres
    rows = (await tx.execute(select(t).where(held_on(t, day)))).all()
    return await _centres(tx, rows, day, around)


async def last_known_centre(tx: Tx, azc: str, day: date, around: Iterable[Area]) -> Area:
    """A centre that closed, or opens later, as it is known best. Raises UnknownPlace."""
    t = reception_centres
    chosen = select(t).where(t.c.azc == azc).order_by(t.c.valid_from.desc()).limit(1)
    found = await _centres(tx, (await tx.execute(chosen)).all(), day, around)
    return one_of(found, azc)


async def _centres(
    tx: Tx, rows: Iterable[Any], day: date, around: Iterable[Area]
) -> dict[str, Area]:
    points = await _points(tx, day)
    known = {area.code: area for area in around}
    by_name = {area.name: area for area in known.values()}
    found = {}
    for row in rows:
        near = by_name.get(row.place) or _nearest(row, points, known)
        found[row.azc] = Area(
            AreaKind.RECEPTION_CENTRE,
            row.azc,
            row.name,
            region=near.region if near else None,
            region_name=near.region_name if near else None,
            unit=row.unit,
        )
    return found


async def mergers(tx: Tx, day: date) -> dict[str, str]:
    """Of every municipality that merged by that day, into which."""
    t = municipalities
    chosen = select(t.c.code, t.c.successor).where(t.c.merged_on <= day).distinct()
    return {row.code: row.successor for row in (await tx.execute(chosen)).all()}


async def with_former(tx: Tx, code: str, day: date) -> frozenset[str]:
    """A place, as the successor that it has by that day, and all that merged into that."""
    merged = await mergers(tx, day)
    successor = last_successor(code, merged)
    former = (one for one in merged if last_successor(one, merged) == successor)
    return frozenset({successor, *former})


def last_successor(code: str, merged: dict[str, str]) -> str:
    """Under which code it counts now; a merger may follow on a merger."""
    seen = {code}
    while code in merged and merged[code] not in seen:
        code = merged[code]
        seen.add(code)
    return code


def region_areas(around: Iterable[Area]) -> dict[str, Area]:
    """The labour-market regions that these municipalities lie in."""
    return {
        area.region: Area(
            AreaKind.REGION, area.region, area.region_name or area.region, region=area.region
        )
        for area in around
        if area.region is not None
    }


def one_of(areas: Mapping[str, Area], code: str) -> Area:
    """Raises UnknownPlace."""
    if code not in areas:
        raise UnknownPlace("no such place is known on that day")
    return areas[code]


def _municipality(row: Any, former: Iterable[str]) -> Area:
    return Area(
        AreaKind.MUNICIPALITY,
        row.code,
        row.name,
        region=row.region,
        region_name=row.region_name,
        province=row.province,
        former=tuple(sorted(former)),
    )


async def _points(tx: Tx, day: date) -> dict[str, tuple[float, float]]:
    t = municipalities
    chosen = select(t.c.code, t.c.latitude, t.c.longitude).where(held_on(t, day))
    return {row.code: (row.latitude, row.longitude) for row in (await tx.execute(chosen)).all()}


def _nearest(
    centre: Any, points: dict[str, tuple[float, float]], known: dict[str, Area]
) -> Area | None:
    """Degrees are near enough to choose by: at 52 north one of longitude is 0.616 of latitude."""

    def squared(code: str) -> float:
        latitude, longitude = points[code]
        north: float = latitude - centre.latitude
        east: float = (longitude - centre.longitude) * 0.616
        return north * north + east * east

    return known[min(known, key=lambda code: (squared(code), code))] if known else None
