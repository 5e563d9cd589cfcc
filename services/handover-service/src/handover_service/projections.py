"""From the facts of a case to its rows, in the transaction of its events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Table, delete, insert

from continuous_line.database import Statement, Tx, fetch
from continuous_line.days import day
from handover_service.domain.case import Case, State, case, cases
from handover_service.domain.events import MunicipalityLinked
from handover_service.domain.residence import azc_of
from handover_service.domain.resident import Resident
from handover_service.domain.unit import unit_id, unit_of
from handover_service.projections_units import Members, dropping, refresh, saving_unit
from handover_service.rows import Row, case_row, member, owner_rows, period_rows, right_rows
from handover_service.tables import case_owners, case_rights
from handover_service.tables import cases as table
from handover_service.tables_tracking import case_periods


@dataclass(frozen=True, slots=True)
class Known:
    """What is recorded of a person's cases, in which version, and what was heard of the person."""

    state: State
    resident: Resident
    version: int


@dataclass(frozen=True, slots=True)
class Change:
    """What one thing that happened does to one case; `unit_before` is None where it is new."""

    unit_before: UUID | None
    new: Row
    was: Case
    now: Case

    @property
    def alone(self) -> bool:
        """It is a unit of its own, before and after."""
        own = self.new["case_id"]
        return self.new["unit_id"] == own and self.unit_before in (None, own)


def changes(person: UUID, before: Known, after: Known, now: datetime) -> list[Change]:
    """Of the person's cases those of which the facts changed, or what was heard of the person."""
    known, found = set(cases(before.state)), []
    heard = before.resident != after.resident
    for case_id in cases(after.state):
        was, is_ = case(before.state, case_id), case(after.state, case_id)
        if not heard and case_id in known and was == is_:
            continue
        unit = _unit_of(was, before.resident, now) if case_id in known else None
        found.append(Change(unit, _row(person, after, is_, now), was, is_))
    return found


def anew(
    person: UUID, known: Known, units: Mapping[UUID, UUID | None], now: datetime
) -> list[Change]:
    """All rows of the person's cases; `units`: by case, as an earlier version wrote it."""
    found = []
    for case_id in cases(known.state):
        of = case(known.state, case_id)
        found.append(Change(units.get(case_id), _row(person, known, of, now), of, of))
    return found


def _unit_of(of: Case, heard: Resident, now: datetime) -> UUID:
    azc = azc_of(of, heard, now)
    return unit_id(of.id, heard.household_id, of.municipality(now), azc[0] if azc else None)


def _row(person: UUID, known: Known, of: Case, now: datetime) -> Row:
    opened_on = of.opened_on or _recorded_opening(known.state, of.id)
    row = case_row(person, of, known.resident, opened_on, now)
    return row | {"version": known.version, "heard": known.resident.heard}


def along(change: Change) -> list[Statement]:
    """What brings the case's own row there, and the row of its unit where it is one by itself."""
    statements = [Statement(_SAVE, tuple(change.new[name] for name in _NAMES))]
    if change.alone:
        statements.append(_of_unit(change.new))
    return statements


def _of_unit(row: Row) -> Statement:
    if row["closed_on"] is not None:
        return dropping(row["unit_id"])
    one = member(row)
    return saving_unit(row["unit_id"], unit_of([one]), Members.of([row]))


async def show(tx: Tx, found: Sequence[Change]) -> None:
    """Bring all rows there."""
    for change in found:
        for statement in along(change):
            await fetch(tx, statement.sql, *statement.arguments)
    await show_rest(tx, found)


async def show_rest(tx: Tx, found: Sequence[Change]) -> None:
    """Bring the other rows there; those of `along` are written already."""
    for change in found:
        await _replace(
            tx, case_owners, change.now.id, owner_rows(change.was), owner_rows(change.now)
        )
        await _replace(
            tx, case_rights, change.now.id, right_rows(change.was), right_rows(change.now)
        )
        await _replace(
            tx, case_periods, change.now.id, period_rows(change.was), period_rows(change.now)
        )
    units = {
        unit
        for change in found
        if not change.alone
        for unit in (change.unit_before, change.new["unit_id"])
        if unit is not None
    }
    await refresh(tx, units)


def _recorded_opening(state: State, case_id: UUID) -> date:
    """Of a case whose links were all taken back: the day of the first as it was recorded."""
    links = (f for f in state.facts if isinstance(f, MunicipalityLinked) and f.case_id == case_id)
    return min(day(link.at) for link in links)


_NAMES: Final = [column.name for column in table.c]


def _saving() -> str:
    values = ", ".join(f"${number}" for number, _ in enumerate(_NAMES, 1))
    changed = ", ".join(f"{name} = excluded.{name}" for name in _NAMES if name != "case_id")
    return (
        f"INSERT INTO cases ({', '.join(_NAMES)}) VALUES ({values}) "  # noqa: S608
        f"ON CONFLICT (case_id) DO UPDATE SET {changed}"
    )


_SAVE: Final = _saving()


async def _replace(tx: Tx, of: Table, case_id: UUID, old: list[Row], new: list[Row]) -> None:
    if old == new:
        return
    if old:
        await tx.execute(delete(of).where(of.c.case_id == case_id))
    if new:
        await tx.execute(insert(of), new)
