"""Building partition numbers of a new generation: each is folded, derived and written whole.

Several processes may be at it, each with numbers of its own (rebuild_helpers.py).
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import aclosing
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import text

from continuous_line import positions
from continuous_line.clock import Clock
from continuous_line.database import Database, Tx, copy_rows
from continuous_line.event_log.port import EventLog
from report_service import generations, rebuild_records
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
from report_service.pace import Pace, quick_allocation
from report_service.projections import CONSUMER, TOPICS
from report_service.refused import park
from report_service.tables import schema_of

Record = tuple[Any, ...]
_AT_ONCE = 1000
"""Persons whose rows are held in memory."""
_NUMBER = 7_215_008
"""First key of the advisory lock under which one partition number is written."""
_logger = structlog.get_logger(__name__)


async def build(
    database: Database, log: EventLog, clock: Clock, rebuild: UUID, numbers: Sequence[int]
) -> None:
    """Those partition numbers of the rebuild's generation; while one is written, the next is read.

    Raises Cancelled or LogUnavailable; what is written until then stays.
    """
    ends = await log.end_offsets(TOPICS)
    async with database.transaction() as tx:
        record = await rebuild_records.load(tx, rebuild)
        green = record.generation or 0
        definitions = await generations.definitions_of(tx, green)
    pace = Pace(total=record.total, skipped=record.done)
    writing: asyncio.Task[None] | None = None
    try:
        with quick_allocation():
            folding = fold_partitions(log, numbers, ends, definitions)
            async with aclosing(folding) as partitions:
                async for folded in partitions:
                    if writing is not None:
                        await writing
                    writing = asyncio.create_task(
                        _write(database, clock, rebuild, green, folded, pace)
                    )
                    del folded
            if writing is not None:
                await writing
    finally:
        if writing is not None:
            writing.cancel()


async def _write(
    database: Database, clock: Clock, rebuild: UUID, green: int, folded: Folded, pace: Pace
) -> None:
    """One transaction; nothing where somebody else has written the number meanwhile."""
    now = clock.now()
    async with database.transaction() as tx:
        key = {"space": _NUMBER, "number": green * 1000 + folded.number}
        await tx.execute(text("SELECT pg_advisory_xact_lock(:space, :number)"), key)
        if folded.number in await rebuild_records.finished(tx, green):
            return
        await _copy(tx, schema_of(green), folded)
        for record, error in folded.refused:
            await park(tx, green, record, error=error, at=now)
        await positions.save(
            tx, CONSUMER, str(green), folded.number, positions=folded.positions, moved_at=now
        )
        done, total = await rebuild_records.advance(tx, rebuild, folded.events, pace)
    _logger.info("partition rebuilt", number=folded.number, done=done, total=total)


async def _copy(tx: Tx, schema: str, folded: Folded) -> None:
    persons, places = folded.fold.take_persons(), folded.fold.places
    subjects, observed, by = folded.fold.subjects, list[Record](), folded.definitions
    while persons:
        of_persons = _emptying(persons, by, observed)
        await copy_rows(tx, "person", PERSON_COLUMNS, of_persons, schema=schema)
        await copy_rows(tx, "observed", OBSERVED_COLUMNS, observed, schema=schema)
        observed.clear()
    of_subjects = _records(subjects, by, observed)
    await copy_rows(tx, "subject", SUBJECT_COLUMNS, of_subjects, schema=schema)
    await copy_rows(tx, "observed", OBSERVED_COLUMNS, observed, schema=schema)
    of_places = (place_record(code, facts) for code, facts in places.items())
    await copy_rows(tx, "place", PLACE_COLUMNS, of_places, schema=schema)


def _emptying(
    persons: dict[UUID, Facts], by: Definitions, observed: list[Record]
) -> Iterator[Record]:
    """Of some of them; what is written makes room for what is read meanwhile."""
    for _ in range(min(_AT_ONCE, len(persons))):
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
