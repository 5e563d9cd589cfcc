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
from handover_service.tables import municipality_mergers

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


def _loads(holder: str) -> str:
    return (
        f"SELECT held.staff_id, count(*) AS cases FROM (SELECT {holder} AS staff_id "  # noqa: S608
        "FROM cases c WHERE c.closed_on IS NULL) held WHERE held.staff_id = ANY($2) "
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
_LOADS: Final = {True: _loads(_RECEIVER), False: _loads(_OWNER)}


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
    """The open cases of `holder`, or without one those named, whoever has them."""
    places = who.places
    if municipal(who):
        places = await municipalities_of(tx, municipality_mergers, who, day(now))
    if holder is None:
        rows = await fetch(tx, _CHOSEN[municipal(who)], day(now), list(only or ()), sorted(places))
    else:
        rows = await fetch(tx, _HELD[municipal(who)], day(now), holder, sorted(places))
    units: dict[UUID, list[UUID]] = {}
    for row in rows:
        if row.seen:
            units.setdefault(row.unit_id, []).append(row.case_id)
    return Held(list(units.values()), sum(1 for row in rows if not row.seen))


async def loads_of(
    tx: Tx, who: Principal, staff_ids: Collection[str], now: datetime
) -> dict[str, int]:
    """How many open cases each of them has today, wherever."""
    rows = await fetch(tx, _LOADS[municipal(who)], day(now), list(staff_ids))
    return dict.fromkeys(staff_ids, 0) | {row.staff_id: row.cases for row in rows}
