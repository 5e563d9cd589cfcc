"""Rebuild: a new generation from offset 0 beside the one that serves, and the switch to it.

Partition number by partition number: fold, derive, COPY and the positions in one transaction.
What is finished is kept, so that a killed rebuild goes on after its last finished number.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import aclosing, asynccontextmanager
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import text

from continuous_line import positions
from continuous_line.clock import Clock
from continuous_line.database import Database, copy_rows, direct_engine
from continuous_line.errors import HistoryIncomplete
from continuous_line.event_log.port import PARTITIONS, EventLog
from report_service import generations, rebuild_records
from report_service.catch_up import catch_up, moment, offsets_of, until_past
from report_service.domain.definitions import Definitions
from report_service.fold import (
    OBSERVED_COLUMNS,
    PERSON_COLUMNS,
    PLACE_COLUMNS,
    SUBJECT_COLUMNS,
    Facts,
    person_record,
    place_record,
    subject_record,
)
from report_service.fold_log import Folded, fold_partitions
from report_service.history import require_history
from report_service.pace import Pace, quick_allocation
from report_service.projections import CONSUMER, TOPICS
from report_service.rebuild_records import AlreadyRunning, Cancelled, State
from report_service.refused import park
from report_service.tables import schema_of

Record = tuple[Any, ...]
LOCK = 7_215_005
"""Key of the advisory lock that the one running rebuild holds."""
_logger = structlog.get_logger(__name__)


class Rebuild:
    """One run: `await Rebuild(...).run(id)`; `database_url` is for the lock's own connection.

    `patience`: seconds for which the serving generation may stand still before it has got as
    far as the new one.
    """

    def __init__(
        self,
        database: Database,
        log: EventLog,
        clock: Clock,
        *,
        database_url: str,
        patience: float = 60,
    ) -> None:
        self._database, self._log, self._clock = database, log, clock
        self._database_url, self._patience = database_url, patience

    async def run(self, rebuild: UUID) -> State:
        """Build, compare and switch; or go on where a killed run of it was.

        Raises AlreadyRunning, LogUnavailable, or HistoryIncomplete where the log does not keep
        everything: such a rebuild has failed, and nothing was written.
        """
        async with self._alone():
            try:
                await require_history(self._log, TOPICS)
            except HistoryIncomplete:
                await self._end(rebuild, "failed", reason="history-incomplete")
                raise
            green = await self._take_up(rebuild)
            try:
                with quick_allocation():
                    await self._build(rebuild, green)
                return await self._compare_and_switch(rebuild, green)
            except Cancelled:
                return await self._drop(green)

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        engine = direct_engine(self._database_url, name="rebuild")
        try:
            async with engine.connect() as connection:
                locked = text("SELECT pg_try_advisory_lock(:key)")
                if not await connection.scalar(locked, {"key": LOCK}):
                    raise AlreadyRunning("Another rebuild is running.")
                await connection.commit()
                yield
        finally:
            await engine.dispose()

    async def _take_up(self, rebuild: UUID) -> int:
        now = self._clock.now()
        async with self._database.transaction() as tx:
            await generations.ensure(tx, now)
            green = (await rebuild_records.load(tx, rebuild)).generation
            if green is None:
                green = await generations.make(tx, now)
                await rebuild_records.change(
                    tx, rebuild, state="running", generation=green, started_at=now
                )
        return green

    async def _build(self, rebuild: UUID, green: int) -> None:
        """While one partition number is written, the next is read."""
        ends = await self._log.end_offsets(TOPICS)
        async with self._database.transaction() as tx:
            finished = await rebuild_records.finished(tx, green)
            definitions = await generations.definitions_of(tx, green)
        pace = Pace(
            total=sum(ends.values()),
            skipped=sum(end for at, end in ends.items() if at.partition in finished),
        )
        numbers = sorted(frozenset(range(PARTITIONS)) - finished)
        writing: asyncio.Task[None] | None = None
        try:
            folding = fold_partitions(self._log, numbers, ends, definitions)
            async with aclosing(folding) as partitions:
                async for folded in partitions:
                    if writing is not None:
                        await writing
                    writing = asyncio.create_task(self._write(rebuild, green, folded, pace))
                    del folded
            if writing is not None:
                await writing
        finally:
            if writing is not None:
                writing.cancel()

    async def _write(self, rebuild: UUID, green: int, folded: Folded, pace: Pace) -> None:
        schema, now = schema_of(green), self._clock.now()
        persons, places = folded.fold.take_persons(), folded.fold.places
        subjects, observed = folded.fold.subjects, list[Record]()
        by = folded.definitions
        async with self._database.transaction() as tx:
            of_persons = _emptying(persons, by, observed)
            await copy_rows(tx, "person", PERSON_COLUMNS, of_persons, schema=schema)
            of_subjects = _records(subjects, by, observed)
            await copy_rows(tx, "subject", SUBJECT_COLUMNS, of_subjects, schema=schema)
            await copy_rows(tx, "observed", OBSERVED_COLUMNS, observed, schema=schema)
            of_places = (place_record(code, facts) for code, facts in places.items())
            await copy_rows(tx, "place", PLACE_COLUMNS, of_places, schema=schema)
            for record, error in folded.refused:
                await park(tx, green, record, error=error, at=now)
            await positions.save(
                tx, CONSUMER, str(green), folded.number, positions=folded.positions, moved_at=now
            )
            pace.add(folded.events)
            await rebuild_records.go_on(
                tx, rebuild, "running", total=pace.total, done=pace.done, rate=pace.rate
            )
        _logger.info("partition rebuilt", number=folded.number, done=pace.done, total=pace.total)

    async def _compare_and_switch(self, rebuild: UUID, green: int) -> State:
        """Where the rules changed there is nothing to compare with: then it is switched at once."""
        async with self._database.transaction() as tx:
            await rebuild_records.go_on(tx, rebuild, "comparing")
            blue = await generations.serving_generation(tx)
            same_rules = await generations.rules_of(tx, blue) == await generations.rules_of(
                tx, green
            )
            reached = await offsets_of(tx, green)
        if blue == green:
            return await self._end(rebuild, "switched")
        if not same_rules:
            return await self._switch(rebuild, green, blue)
        if not await until_past(self._database, blue, reached, patience=self._patience):
            return await self._end(rebuild, "ready", reason="serving-generation-behind")
        async with self._database.reading() as tx:
            served = await moment(tx, blue)
        await catch_up(self._database, self._log, green, served.offsets)
        async with self._database.reading() as tx:
            digest = await generations.digest(tx, green)
        if digest != served.digest:
            _logger.error("digests differ", served=served.digest, rebuilt=digest)
            return await self._end(
                rebuild, "ready", "digests-differ", digest=digest, served_digest=served.digest
            )
        return await self._switch(rebuild, green, blue, digest=digest, served_digest=served.digest)

    async def _switch(self, rebuild: UUID, green: int, blue: int, **digests: str) -> State:
        async with self._database.transaction() as tx:
            await rebuild_records.go_on(tx, rebuild, "comparing")
            await generations.switch(tx, green, instead_of=blue)
        return await self._end(rebuild, "switched", **digests)

    async def _drop(self, green: int) -> State:
        async with self._database.transaction() as tx:
            await generations.drop(tx, green, self._clock.now())
        _logger.info("rebuild cancelled", generation=green)
        return "cancelled"

    async def _end(
        self, rebuild: UUID, state: State, reason: str | None = None, **digests: str
    ) -> State:
        async with self._database.transaction() as tx:
            await rebuild_records.change(
                tx, rebuild, state=state, reason=reason, ended_at=self._clock.now(), **digests
            )
        _logger.info("rebuild ended", state=state, reason=reason, **digests)
        return state


def _emptying(
    persons: dict[UUID, Facts], by: Definitions, observed: list[Record]
) -> Iterator[Record]:
    """What is written makes room for what is read meanwhile."""
    while persons:
        record, rows = person_record(*persons.popitem(), by)
        observed += rows
        yield record


def _records(
    subjects: Mapping[str, Facts], by: Definitions, observed: list[Record]
) -> Iterator[Record]:
    for code, facts in subjects.items():
        record, rows = subject_record(code, facts, by)
        observed += rows
        yield record
