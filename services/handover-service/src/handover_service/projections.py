"""From the facts of a case to its rows, in the transaction of its events."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, insert

from continuous_line.database import Statement, Tx
from continuous_line.days import day
from handover_service.domain.access import rights
from handover_service.domain.case import Case, State, case, cases
from handover_service.domain.checklist import Item, checklist, confirmed_for, missing, owed_by
from handover_service.domain.events import MunicipalityLinked
from handover_service.domain.ownership import tenures
from handover_service.tables import case_owners, case_rights
from handover_service.tables import cases as table

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What an append does to one case; `old` has no facts where the case is new."""

    person: UUID
    old: Case
    new: Case
    opened_on: date


def changes(person: UUID, before: State, after: State) -> list[Change]:
    """Of the person's cases those that an append changes."""
    known, found = set(cases(before)), []
    for case_id in cases(after):
        old, new = case(before, case_id), case(after, case_id)
        if case_id not in known or old != new:
            opened_on = new.opened_on or _recorded_opening(after, case_id)
            found.append(Change(person, old, new, opened_on))
    return found


def saving(change: Change, now: datetime) -> Statement:
    """The statement that brings the case's own row to the state after the append."""
    row = case_row(change.new, now)
    row |= {"permit_holder_id": change.person, "opened_on": change.opened_on}
    return Statement(_SAVE, tuple(row[name] for name in _NAMES))


async def show_rest(tx: Tx, change: Change) -> None:
    """Bring the case's other rows there."""
    old, new = change.old, change.new
    await _replace(tx, case_owners, new.id, owner_rows(old), owner_rows(new))
    await _replace(tx, case_rights, new.id, right_rows(old), right_rows(new))


def case_row(of: Case, now: datetime) -> Row:
    """The row, without what is read from others and without what depends on the day."""
    move, link = of.move(day(now)), of.link(now)
    place = move or link
    lines = [line for line in checklist(of, (), now) if line.item is not Item.PROFILE]
    azc_at = of.azc_at(now)
    return {
        "case_id": of.id,
        "state": _state(of, moved=move is not None, linked=link is not None),
        "municipality": place.municipality if place else None,
        "basis": place.basis if place else None,
        "distance_km": place.distance_km if place else None,
        "azc": azc_at[0] if azc_at else None,
        "azc_at": azc_at[1] if azc_at else None,
        "planned_for": confirmed_for(of),
        "moved_on": move.moved_on if move else None,
        "closed_on": day(of.closing.at) if of.closing else None,
        "outcome": of.closing.outcome if of.closing else None,
        "missing": [item.value for item in missing(lines)],
        "turn": owed_by(of, lines),
    }


def owner_rows(of: Case) -> list[Row]:
    return [
        {
            "case_id": of.id,
            "first_on": tenure.first,
            "last_on": tenure.last,
            "owner": tenure.owner,
            "stand_in": tenure.stand_in,
        }
        for tenure in tenures(of)
    ]


def right_rows(of: Case) -> list[Row]:
    return [
        {"case_id": of.id, "municipality": right.municipality, "ended_on": right.ended_on}
        for right in rights(of)
    ]


def _state(of: Case, *, moved: bool, linked: bool) -> str:
    if of.closing:
        return "closed"
    if moved:
        return "moved"
    return "linked" if linked else "unlinked"


def _recorded_opening(state: State, case_id: UUID) -> date:
    """Of a case whose links were all taken back: the day of the first as it was recorded."""
    links = (f for f in state.facts if isinstance(f, MunicipalityLinked) and f.case_id == case_id)
    return min(day(link.at) for link in links)


_NAMES = [column.name for column in table.c]


def _saving() -> str:
    values = ", ".join(f"${number}" for number, _ in enumerate(_NAMES, 1))
    changes = ", ".join(f"{name} = excluded.{name}" for name in _NAMES if name != "case_id")
    return (
        f"INSERT INTO cases ({', '.join(_NAMES)}) VALUES ({values}) "  # noqa: S608
        f"ON CONFLICT (case_id) DO UPDATE SET {changes}"
    )


_SAVE = _saving()


async def _replace(tx: Tx, rows: Table, case_id: UUID, old: list[Row], new: list[Row]) -> None:
    if old == new:
        return
    if old:
        await tx.execute(delete(rows).where(rows.c.case_id == case_id))
    if new:
        await tx.execute(insert(rows), new)
