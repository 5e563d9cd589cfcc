"""The rows of the work list: a unit's own, from the rows of its open cases."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from continuous_line.database import Statement, Tx, fetch
from handover_service.domain.terms import WAITING
from handover_service.domain.unit import Unit, unit_of
from handover_service.rows import Row, member
from handover_service.tables import cases, units


@dataclass(frozen=True, slots=True)
class Members:
    """Who they are, in the order of their cases."""

    case_ids: list[UUID]
    permit_holder_ids: list[UUID]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Members":
        ordered = sorted(rows, key=lambda row: (row["opened_on"], row["case_id"]))
        return cls(
            [row["case_id"] for row in ordered], [row["permit_holder_id"] for row in ordered]
        )


_OF_TERMS: Final = ("term_on", "term_what")
"""Written by who looks at terms."""
_NAMES: Final = [
    column.name for column in units.c if column.computed is None and column.name not in _OF_TERMS
]
_SAVE: Final = (
    f"INSERT INTO units ({', '.join(_NAMES)}) "  # noqa: S608
    f"VALUES ({', '.join(f'${n}' for n, _ in enumerate(_NAMES, 1))}) "
    "ON CONFLICT (unit_id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _NAMES if name != "unit_id")
)
_LOCK: Final = (
    "SELECT pg_advisory_xact_lock(7409, hashtext(CAST(unit AS text))) "
    "FROM (SELECT unit FROM unnest(CAST($1 AS uuid[])) unit ORDER BY unit) ordered"
)
_LOCK_OF: Final = (
    "SELECT pg_advisory_xact_lock(7409, hashtext(CAST(unit_id AS text))) "
    "FROM cases WHERE case_id = $1 AND unit_id <> case_id"
)
"""Members are written by several at once: who waits reads what the other has made of it. In a
statement of its own, because the next one sees what was committed meanwhile."""
_DROP: Final = "DELETE FROM units WHERE unit_id = $1"
_TERM: Final = """
    UPDATE units SET (term_on, term_what) = (
      SELECT t.due_on, t.programme || '/' || t.milestone
      FROM case_terms t JOIN cases c USING (case_id)
      WHERE c.unit_id = units.unit_id AND c.closed_on IS NULL
        AND t.due_on IS NOT NULL AND t.state = ANY($2)
      ORDER BY t.due_on, t.programme, t.milestone LIMIT 1)
    WHERE unit_id = (SELECT unit_id FROM cases WHERE case_id = $1)
    """
_READ: Final = [column.name for column in cases.c]
_MEMBERS: Final = (
    f"SELECT {', '.join(_READ)} FROM cases "  # noqa: S608
    "WHERE unit_id = ANY(CAST($1 AS uuid[])) AND closed_on IS NULL"
)


def saving_unit(unit_id: UUID, unit: Unit, members: Members) -> Statement:
    lead = unit.lead
    row: dict[str, Any] = {
        "unit_id": unit_id,
        "case_id": lead.case_id,
        "case_ids": members.case_ids,
        "permit_holder_ids": members.permit_holder_ids,
        "azc": lead.azc,
        "municipality": lead.municipality,
        "distance_km": lead.distance_km,
        "opened_on": lead.opened_on,
        "linked_on": lead.linked_on,
        "moved_on": lead.moved_on,
        "move_on": lead.move_on,
        "planned_for": unit.planned_for,
        "missing": [item.value for item in unit.missing],
        "part": unit.part.value,
        "owner": lead.owned.owner,
        "owner_until": lead.owned.until,
        "owner_then": lead.owned.then,
        "unowned": unit.unowned,
        "owner_gone": unit.owner_gone,
        "accepted": lead.accepted,
        "client_manager": lead.receiving.owner,
        "client_manager_until": lead.receiving.until,
        "client_manager_then": lead.receiving.then,
        "unreceived": unit.unreceived,
        "client_manager_gone": unit.client_manager_gone,
        "due_on": unit.due.on if unit.due else None,
        "due_what": unit.due.what if unit.due else None,
        "last_at": unit.last_at,
    }
    return Statement(_SAVE, tuple(row[name] for name in _NAMES))


def dropping(unit_id: UUID) -> Statement:
    return Statement(_DROP, (unit_id,))


async def refresh(tx: Tx, unit_ids: Collection[UUID]) -> None:
    """Bring the rows of these units to what the rows of their cases say."""
    if not unit_ids:
        return
    wanted = sorted(unit_ids)
    await fetch(tx, _LOCK, wanted)
    found: dict[UUID, list[Row]] = {unit_id: [] for unit_id in wanted}
    for values in await fetch(tx, _MEMBERS, wanted):
        row = dict(zip(_READ, values, strict=True))
        found[row["unit_id"]].append(row)
    for unit_id, rows in found.items():
        unit = unit_of([member(row) for row in rows]) if rows else None
        written = saving_unit(unit_id, unit, Members.of(rows)) if unit else dropping(unit_id)
        await fetch(tx, written.sql, *written.arguments)


async def show_term(tx: Tx, case_id: UUID) -> None:
    """The earliest term that waits, of the unit to which this case belongs."""
    await fetch(tx, _LOCK_OF, case_id)
    await fetch(tx, _TERM, case_id, [state.value for state in WAITING])
