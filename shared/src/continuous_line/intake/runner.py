"""Does intakes in the background, a chunk of rows per transaction.

Whoever claims an intake holds its row for one chunk: two workers never do the same rows, and
where one is killed its chunk was never done, so the next goes on from there.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol
from uuid import UUID, uuid5

import msgspec

from continuous_line import telemetry
from continuous_line.clock import Clock
from continuous_line.database import Database, Tx
from continuous_line.errors import ContinuousLineError
from continuous_line.intake import store
from continuous_line.intake.intake import ENDED, Intake, IntakeState
from continuous_line.intake.store import Chunk, Outcome
from continuous_line.intake.table import Fault, Row
from continuous_line.retrying import TRIES, Backoff, transient
from continuous_line.tenure import pause
from continuous_line.vault import Vault

_log = telemetry.logger("intake")
_IDLE: Final = 0.5
_CLEANING: Final = 3600.0
WAITING: Final = timedelta(days=7)
KEPT: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Unit:
    """The transaction of one chunk, and on whose behalf it is done."""

    tx: Tx
    vault: Vault
    intake: Intake
    now: datetime


class Handler(Protocol):
    """What a service does with rows of one kind."""

    kind: str

    async def check(self, unit: Unit, rows: Sequence[Row]) -> Sequence[Fault]:
        """What is wrong with them; writes nothing."""

    async def apply(self, unit: Unit, rows: Sequence[Row]) -> Sequence[Outcome]:
        """Do them; may be called again with the same rows where the transaction failed."""


class Runner:
    """A part of the worker. `waiting`: until what nobody commits is abandoned; `kept`: how long
    the result of what ended can be had."""

    def __init__(
        self, database: Database, vault: Vault, clock: Clock, *handlers: Handler,
        waiting: timedelta = WAITING, kept: timedelta = KEPT,
    ) -> None:  # fmt: skip
        self._database, self._vault, self._clock = database, vault, clock
        self._handlers = {handler.kind: handler for handler in handlers}
        self._terms = (waiting, kept)

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`, which is heard between two chunks."""
        backoff, cleaned = Backoff(), 0.0
        loop = asyncio.get_running_loop()
        while not stop.is_set():
            try:
                if cleaned == 0 or loop.time() - cleaned > _CLEANING:
                    await self.clean()
                    cleaned = loop.time()
                moved = await self.step()
            except Exception as error:  # noqa: BLE001 - what is away comes back
                _log.warning("interrupted", failure=telemetry.places(error))
                await backoff.pause(stop)
                continue
            backoff.reset()
            if not moved:
                await pause(stop, _IDLE)

    async def clean(self) -> None:
        async with self._database.transaction() as tx:
            await store.end_old(tx, self._clock.now(), *self._terms)

    async def step(self) -> bool:
        """One chunk of one intake; False where there was nothing to do."""
        intake: Intake | None = None
        try:
            async with self._database.transaction() as tx:
                intake = await store.claim(tx, self._handlers)
                if intake is not None:
                    await self._move_on(Unit(tx, self._vault, intake, self._clock.now()))
        except Exception as error:
            if intake is None or transient(error):
                raise
            await self._blame(intake, error)
        return intake is not None

    async def _move_on(self, unit: Unit) -> None:
        intake = unit.intake
        if intake.state in ENDED:
            await store.drop_rows(unit.tx, intake.intake_id)
            await unit.vault.forget(intake.intake_id, unit.now)
            await store.move(unit.tx, intake, intake.changed_at, forgotten=True)
            return
        chunk = await store.chunk_of(unit.tx, intake.intake_id, intake.next_chunk)
        if chunk is None:
            await self._end_phase(unit)
            return
        key = await unit.vault.reading_key(intake.intake_id)
        rows = chunk.opened(key)
        if intake.state is IntakeState.COMMITTING:
            await self._apply(unit, chunk, rows)
        else:
            await self._check(unit, chunk, rows)

    async def _check(self, unit: Unit, chunk: Chunk, rows: list[Row]) -> None:
        intake, known = unit.intake, set(chunk.faulty)
        handler = self._handlers[intake.kind]
        found = sorted(await handler.check(unit, [row for row in rows if row.cells]))
        wrong = [fault for fault in found if not fault.note]
        faulty = known | {fault.row for fault in wrong}
        told = intake.faults + intake.notes
        await store.keep_faults(unit.tx, intake.intake_id, told, found)
        await store.move_chunk(unit.tx, intake.intake_id, chunk.number, faulty=sorted(faulty))
        await store.move(
            unit.tx, intake, unit.now, state=IntakeState.CHECKING.value,
            done=intake.done + len(rows), next_chunk=chunk.number + 1,
            faulty=intake.faulty + len(faulty) - len(known), faults=intake.faults + len(wrong),
            notes=intake.notes + len(found) - len(wrong), tries=0,
        )  # fmt: skip

    async def _apply(self, unit: Unit, chunk: Chunk, rows: list[Row]) -> None:
        intake, wrong = unit.intake, set(chunk.faulty)
        todo = [row for row in rows if row.number not in wrong]
        outcomes = await self._handlers[intake.kind].apply(unit, todo) if todo else []
        kept = msgspec.msgpack.encode(list(outcomes))
        await store.move_chunk(unit.tx, intake.intake_id, chunk.number, outcomes=kept)
        refused = sum(bool(outcome.code) for outcome in outcomes)
        await store.move(
            unit.tx, intake, unit.now, done=intake.done + len(rows),
            next_chunk=chunk.number + 1, tries=0, refused=intake.refused + refused,
            applied=intake.applied + len(outcomes) - refused,
        )  # fmt: skip

    async def _end_phase(self, unit: Unit) -> None:
        intake, changes = unit.intake, dict[str, object](state=IntakeState.CHECKED.value)
        if intake.state is IntakeState.COMMITTING:
            changes = {"state": IntakeState.DONE.value}
        elif not intake.dry_run and intake.valid and (intake.only_valid or not intake.faulty):
            changes = {"state": IntakeState.COMMITTING.value, "done": 0, "next_chunk": 0}
        await store.move(unit.tx, intake, unit.now, **changes)

    async def _blame(self, intake: Intake, error: Exception) -> None:
        """What is no outage fails the intake after some tries; what was committed stays."""
        _log.error("failed", intake=str(intake.intake_id), failure=telemetry.places(error))
        tries = intake.tries + 1
        changes: dict[str, object] = {"tries": tries}
        if tries >= TRIES:
            code = getattr(error, "code", "") if isinstance(error, ContinuousLineError) else ""
            changes |= {"state": IntakeState.FAILED.value, "failure": code or "internal"}
        async with self._database.transaction() as tx:
            await store.move(tx, intake, self._clock.now(), **changes)


def row_id(intake_id: UUID, row: int) -> UUID:
    """The same for the same row, however often it is done."""

    return uuid5(intake_id, str(row))
