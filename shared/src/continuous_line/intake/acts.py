"""The use cases of an intake that every kind shares; pages and routes call the same."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from continuous_line.database import Tx
from continuous_line.intake import store
from continuous_line.intake.intake import ENDED, Intake, IntakeEnded, IntakeState
from continuous_line.intake.store import Outcome
from continuous_line.intake.table import Fault, Table
from continuous_line.vault import Vault
from continuous_line.writing import Writing, require_version

CHUNK: Final = 500
"""Rows that are done in one transaction."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`dry_run`: check only, until somebody commits. `only_valid`: faulty rows are left out."""

    dry_run: bool = True
    only_valid: bool = False


async def start(
    unit: Writing, vault: Vault, kind: str, table: Table, faults: Collection[Fault], plan: Plan
) -> UUID:
    """Keep the rows, sealed, to be checked in the background. `faults`: known already."""
    intake_id, known = uuid4(), sorted({*table.faults, *faults})
    wrong = [fault for fault in known if not fault.note]
    faulty = {fault.row for fault in wrong} & {row.number for row in table.rows}
    key = await vault.key(intake_id)
    await store.begin(
        unit.tx,
        {
            "intake_id": intake_id, "kind": kind, "dry_run": plan.dry_run,
            "only_valid": plan.only_valid, "total": len(table.rows), "faulty": len(faulty),
            "faults": len(wrong), "notes": len(known) - len(wrong),
            "places": sorted(unit.who.places), "created_at": unit.now,
            "changed_at": unit.now,
        },
        unit.context,
    )  # fmt: skip
    await store.keep_rows(unit.tx, intake_id, table.rows, faulty, key, CHUNK)
    await store.keep_faults(unit.tx, intake_id, 0, known)
    return intake_id


async def commit(unit: Writing, kind: str, intake_id: UUID, *, only_valid: bool) -> int:
    """Let the worker do what was checked; the version afterwards.

    Raises UnknownIntake, PreconditionFailed, NotCheckedYet, IntakeEnded, HasFaults.
    """
    intake = await opened(unit, kind, intake_id)
    intake.check_commit(only_valid=only_valid)
    return await store.move(
        unit.tx, intake, unit.now, state=IntakeState.COMMITTING.value, only_valid=only_valid,
        done=0, next_chunk=0,
    )  # fmt: skip


async def abandon(unit: Writing, kind: str, intake_id: UUID) -> int:
    """Nothing (more) is done, and its rows are forgotten. Raises UnknownIntake, IntakeEnded."""
    intake = await opened(unit, kind, intake_id)
    if intake.state in ENDED or intake.state is IntakeState.COMMITTING:
        raise IntakeEnded("This intake is committed or ended already.", state=intake.state.value)
    return await store.move(unit.tx, intake, unit.now, state=IntakeState.ABANDONED.value)


async def opened(unit: Writing, kind: str, intake_id: UUID) -> Intake:
    """To decide on. Raises UnknownIntake, or PreconditionFailed where it moved on."""
    organisation = unit.who.organisation
    intake = await store.load(unit.tx, intake_id, kind=kind, organisation=organisation, locked=True)
    require_version(intake.version, unit.if_match)
    return intake


async def result(tx: Tx, intake: Intake) -> list[Outcome]:
    """What became of every row, in the order of the file."""
    return await store.outcomes_of(tx, intake.intake_id)


async def faults(tx: Tx, intake: Intake, after: int, limit: int) -> Sequence[Any]:
    """Rows with `number`, `row`, `column`, `code`, `detail` from `number` > `after` on."""
    return await store.faults_of(tx, intake.intake_id, after, limit)
