"""Intakes in the database: begun, claimed, moved on, read."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import MetaData, delete, insert, select, tuple_, update

from continuous_line.database import Tx, copy_rows
from continuous_line.event_store import Context
from continuous_line.intake.intake import ENDED, WORKED_ON, Intake, IntakeState, UnknownIntake
from continuous_line.intake.table import Fault, Row
from continuous_line.intake.tables import declare
from continuous_line.vault import DataKey

SECTION: Final = "intake-rows"
MOST_FAULTS: Final = 10_000
"""Faults of one intake that are kept; all are counted."""

intakes, chunks, faults = declare(MetaData())
_rows = msgspec.msgpack.Decoder(list[Row])


class Outcome(msgspec.Struct, frozen=True):
    """What became of a row: `id` of what was made; `code` says why nothing was."""

    row: int
    outcome: str
    id: UUID | None = None
    code: str = ""


class Chunk(msgspec.Struct, frozen=True):
    number: int
    rows: list[int]
    faulty: list[int]
    sealed: bytes | None
    outcomes: bytes | None

    def opened(self, key: DataKey) -> list[Row]:
        """Its rows. Raises Unreadable."""
        return _rows.decode(key.open(SECTION, self.number, self.sealed or b""))


_outcomes = msgspec.msgpack.Decoder(list[Outcome])


async def begin(tx: Tx, intake: dict[str, Any], context: Context) -> None:
    """`intake`: what differs from a new one."""
    usual = {
        "state": IntakeState.UPLOADED.value, "dry_run": True, "only_valid": False, "done": 0,
        "next_chunk": 0, "faulty": 0, "faults": 0, "notes": 0,
        "applied": 0, "refused": 0, "tries": 0,
        "failure": None, "version": 1, "forgotten": False, "places": [],
        "subject": context.subject, "organisation": context.organisation,
        "roles": list(context.roles), "correlation_id": context.correlation_id,
        "traceparent": context.traceparent,
    }  # fmt: skip
    await tx.execute(insert(intakes), usual | intake)


async def keep_rows(
    tx: Tx, intake_id: UUID, rows: Sequence[Row], faulty: Collection[int], key: DataKey, size: int
) -> None:
    """Sealed, in chunks of `size`; `faulty`: rows of which something is wrong already."""
    kept = []
    for number, start in enumerate(range(0, len(rows), size)):
        part = rows[start : start + size]
        sealed = key.seal(SECTION, number, msgspec.msgpack.encode(part))
        numbers = [row.number for row in part]
        wrong = [row for row in numbers if row in faulty]
        kept.append((intake_id, number, sealed, numbers, wrong))
    columns = ("intake_id", "number", "sealed", "rows", "faulty")
    await copy_rows(tx, "intake_chunks", columns, kept)


async def keep_chunk(
    tx: Tx, intake_id: UUID, number: int, *, sealed: bytes | None, outcomes: bytes, rows: list[int]
) -> None:
    """One of a kind that is no handler's: its outcomes are whatever that kind says."""
    await tx.execute(
        insert(chunks).values(
            intake_id=intake_id, number=number, sealed=sealed, outcomes=outcomes, rows=rows,
            faulty=[],
        )
    )  # fmt: skip


async def keep_faults(tx: Tx, intake_id: UUID, known: int, found: Iterable[Fault]) -> None:
    """`known`: how many there are already."""
    kept = [
        (intake_id, number, fault.row, fault.column, fault.code, fault.detail, fault.note)
        for number, fault in enumerate(found, known + 1)
        if number <= MOST_FAULTS
    ]
    if kept:
        columns = ("intake_id", "number", "row", "column", "code", "detail", "note")
        await copy_rows(tx, "intake_faults", columns, kept)


async def claim(tx: Tx, kinds: Collection[str]) -> Intake | None:
    """One that somebody has to work on and that nobody else holds, until the transaction ends.

    What ended and is not forgotten yet is everybody's work, of whatever kind.
    """
    open_ones = intakes.c.state.in_(WORKED_ON) & intakes.c.kind.in_(list(kinds))
    ended_ones = intakes.c.state.in_(ENDED) & intakes.c.forgotten.is_(False)
    chosen = (
        select(intakes)
        .where(open_ones | ended_ones)
        .order_by(intakes.c.created_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = (await tx.execute(chosen)).mappings().one_or_none()
    return None if row is None else Intake.of(dict(row))


async def load(
    tx: Tx, intake_id: UUID, *, kind: str, organisation: str, locked: bool = False
) -> Intake:
    """Of the reader's own organisation. Raises UnknownIntake."""
    chosen = select(intakes).where(
        intakes.c.intake_id == intake_id,
        intakes.c.kind == kind,
        intakes.c.organisation == organisation,
    )
    if locked:
        chosen = chosen.with_for_update()
    row = (await tx.execute(chosen)).mappings().one_or_none()
    if row is None:
        raise UnknownIntake("There is no such intake of your organisation.")
    return Intake.of(dict(row))


async def listed(
    tx: Tx, *, kind: str, organisation: str, after: tuple[datetime, UUID] | None, limit: int
) -> list[Intake]:
    """Of one organisation, the newest first, after that one."""
    chosen = select(intakes).where(intakes.c.kind == kind, intakes.c.organisation == organisation)
    if after is not None:
        chosen = chosen.where(tuple_(intakes.c.created_at, intakes.c.intake_id) < after)
    ordered = chosen.order_by(intakes.c.created_at.desc(), intakes.c.intake_id.desc())
    return [Intake.of(dict(row)) for row in (await tx.execute(ordered.limit(limit))).mappings()]


async def move(tx: Tx, intake: Intake, now: datetime, **changes: Any) -> int:
    """The version afterwards."""
    version = intake.version + 1
    changed = {"changed_at": now, "version": version} | changes
    here = intakes.c.intake_id == intake.intake_id
    await tx.execute(update(intakes).where(here).values(changed))
    return version


async def chunk_of(tx: Tx, intake_id: UUID, number: int) -> Chunk | None:
    here = (chunks.c.intake_id == intake_id) & (chunks.c.number == number)
    row = (await tx.execute(select(chunks).where(here))).one_or_none()
    if row is None:
        return None
    return Chunk(row.number, list(row.rows), list(row.faulty), row.sealed, row.outcomes)


async def move_chunk(tx: Tx, intake_id: UUID, number: int, **changes: Any) -> None:
    here = (chunks.c.intake_id == intake_id) & (chunks.c.number == number)
    await tx.execute(update(chunks).where(here).values(changes))


async def drop_rows(tx: Tx, intake_id: UUID) -> None:
    await tx.execute(update(chunks).where(chunks.c.intake_id == intake_id).values(sealed=None))


async def faults_of(tx: Tx, intake_id: UUID, after: int, limit: int) -> Sequence[Any]:
    here = (faults.c.intake_id == intake_id) & (faults.c.number > after)
    found = select(faults).where(here).order_by(faults.c.number).limit(limit)
    return (await tx.execute(found)).all()


async def outcomes_of(tx: Tx, intake_id: UUID) -> list[Outcome]:
    """Of every row, in their order; what was not committed was left out, or is still to come."""
    found: list[Outcome] = []
    here = chunks.c.intake_id == intake_id
    chosen = select(chunks.c.rows, chunks.c.faulty, chunks.c.outcomes).where(here)
    for row in await tx.execute(chosen.order_by(chunks.c.number)):
        known = {one.row: one for one in _outcomes.decode(row.outcomes or b"\x90")}
        wrong = set(row.faulty)
        for number in row.rows:
            rest = Outcome(number, "faulty" if number in wrong else "not-committed")
            found.append(known.get(number, rest))
    return found


async def end_old(tx: Tx, now: datetime, waiting: timedelta, kept: timedelta) -> None:
    """What waits for a decision too long is abandoned; what ended long ago goes altogether."""
    old = (intakes.c.state == IntakeState.CHECKED) & (intakes.c.changed_at < now - waiting)
    await tx.execute(
        update(intakes).where(old).values(state=IntakeState.ABANDONED.value, changed_at=now)
    )
    past = select(intakes.c.intake_id).where(
        intakes.c.state.in_(ENDED), intakes.c.forgotten, intakes.c.changed_at < now - kept
    )
    gone = list((await tx.scalars(past)).all())
    for table in (faults, chunks, intakes):
        await tx.execute(delete(table).where(table.c.intake_id.in_(gone)))
