"""Whose cases are whose today, for handing them over."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from continuous_line.auth import Principal
from continuous_line.codes import Role
from continuous_line.database import Tx, fetch
from continuous_line.days import day
from continuous_line.mergers import municipalities_of
from handover_service.tables_places import municipality_mergers

_OWNER: Final = "CASE WHEN c.owner_until < $1 THEN c.owner_then ELSE c.owner END"
_RECEIVER: Final = (
    "CASE WHEN c.client_manager_until < $1 THEN c.client_manager_then ELSE c.client_manager END"
)
_AT_THE_AZC: Final = (
    "(c.azc = ANY($3) OR EXISTS (SELECT FROM reception_centres r "
    "WHERE r.azc = c.azc AND r.valid_from <= $1 AND r.unit = ANY($3)))"
)
_AT_THE_MUNICIPALITY: Final = "c.municipality = ANY($3)"


def _held(holder: str, seen: str) -> str:
    return (
        f"SELECT c.case_id, c.unit_id, {seen} AS seen FROM cases c "  # noqa: S608
        f"WHERE c.closed_on IS NULL AND ({holder}) = $2 ORDER BY c.case_id"
    )


def _loads(holder: str, seen: str) -> str:
    return (
        f"SELECT held.staff_id, count(*) AS cases FROM (SELECT {holder} AS staff_id, "  # noqa: S608
        f"{seen} AS seen FROM cases c WHERE c.closed_on IS NULL) held "
        "WHERE held.staff_id = ANY($2) AND (held.seen OR held.staff_id = ANY($4)) "
        "GROUP BY held.staff_id"
    )


def _chosen(seen: str) -> str:
    return (
        f"SELECT c.case_id, c.unit_id, {seen} AS seen FROM cases c "  # noqa: S608
        "WHERE c.closed_on IS NULL AND c.case_id = ANY($2) AND $1::date IS NOT NULL "
        "ORDER BY c.case_id"
    )


_HELD: Final = {
    True: _held(_RECEIVER, _AT_THE_MUNICIPALITY),
    False: _held(_OWNER, _AT_THE_AZC),
}
_CHOSEN: Final = {True: _chosen(_AT_THE_MUNICIPALITY), False: _chosen(_AT_THE_AZC)}
_LOADS: Final = {
    True: _loads(_RECEIVER, _AT_THE_MUNICIPALITY),
    False: _loads(_OWNER, _AT_THE_AZC),
}
_OF_HERE: Final = """
    SELECT staff_id FROM (
      SELECT DISTINCT ON (s.staff_id) s.staff_id, s.gone, s.places FROM staff s
      WHERE s.staff_id = ANY($2) AND s.valid_from <= $1 AND NOT EXISTS (
        SELECT FROM staff AS l WHERE l.gone AND l.staff_id = s.staff_id
        AND l.valid_from <= s.valid_from AND l.sequence > s.sequence)
      ORDER BY s.staff_id, s.valid_from DESC, s.sequence DESC
    ) held
    WHERE NOT gone AND (places && $3 OR EXISTS (SELECT FROM reception_centres r
      WHERE r.azc = ANY(places) AND r.valid_from <= $1 AND r.unit = ANY($3)))
    """
"""What holds for somebody on a day: see `knowledge.still_planned`."""


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody's open cases by household, and how many of them the reader has no say in."""

    units: list[list[UUID]]
    elsewhere: int


def municipal(who: Principal) -> bool:
    """Whether somebody acts for the municipality's side."""
    return who.has(Role.CLIENT_MANAGER)


async def held_by(
    tx: Tx, who: Principal, holder: str | None, only: Collection[UUID] | None, now: datetime
) -> Held:
    """The open cases of `holder`, or without one those named, whoever has them.

    How many somebody has elsewhere is told of the reader's own colleagues only.
    """
    places = await _places(tx, who, now)
    if holder is None:
        rows = await fetch(tx, _CHOSEN[municipal(who)], day(now), list(only or ()), sorted(places))
    else:
        rows = await fetch(tx, _HELD[municipal(who)], day(now), holder, sorted(places))
    units: dict[UUID, list[UUID]] = {}
    for row in rows:
        if row.seen:
            units.setdefault(row.unit_id, []).append(row.case_id)
    told = holder is None or holder in await colleagues_among(tx, who, [holder], now)
    return Held(list(units.values()), sum(1 for row in rows if told and not row.seen))


async def colleagues_among(
    tx: Tx, who: Principal, staff_ids: Collection[str], now: datetime
) -> frozenset[str]:
    """Which of them work at one of the reader's places today, as far as was heard."""
    places = sorted(await _places(tx, who, now))
    rows = await fetch(tx, _OF_HERE, day(now), list(staff_ids), places)
    return frozenset(row.staff_id for row in rows)


async def loads_of(
    tx: Tx, who: Principal, staff_ids: Collection[str], now: datetime
) -> dict[str, int]:
    """How many open cases each of them has today: colleagues wherever, others at the reader's
    places only, so that the answer tells nothing of who works elsewhere."""
    here = sorted(await colleagues_among(tx, who, staff_ids, now))
    places = sorted(await _places(tx, who, now))
    rows = await fetch(tx, _LOADS[municipal(who)], day(now), list(staff_ids), places, here)
    return dict.fromkeys(staff_ids, 0) | {row.staff_id: row.cases for row in rows}


async def _places(tx: Tx, who: Principal, now: datetime) -> frozenset[str]:
    if municipal(who):
        return await municipalities_of(tx, municipality_mergers, who, day(now))
    return who.places
