"""Making an edition: the log from its beginning to a moment, folded and derived as a rebuild does.

Partition number by partition number, each in one transaction, so that a killed run goes on after
the last that is finished. What is kept never depends on the generation that serves.
"""

from collections.abc import Iterator
from contextlib import aclosing
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import text

from continuous_line.clock import Clock
from continuous_line.database import Database, copy_rows
from continuous_line.errors import HistoryIncomplete
from continuous_line.event_log.port import PARTITIONS, EventLog
from continuous_line.retrying import transient
from report_service import editions, tables
from report_service.beginnings import require_whole
from report_service.domain.definitions import Definitions
from report_service.domain.observe import CODE_VERSION
from report_service.editions import Edition, State
from report_service.fold import (
    OBSERVED_COLUMNS,
    PERSON_COLUMNS,
    PLACE_COLUMNS,
    Facts,
    person_record,
    place_record,
    subject_record,
)
from report_service.fold_log import Belongs, Folded, fold_partitions
from report_service.own_process import alone
from report_service.pace import Pace, quick_allocation
from report_service.projections import TOPICS

LOCK = 7_215_006
"""Key of the advisory lock that the one running process that makes editions holds."""
_OTHERS = OBSERVED_COLUMNS.index("others")
_logger = structlog.get_logger(__name__)


class Making:
    """`await Making(...).all()`; `database_url` is for the lock's own connection."""

    def __init__(
        self, database: Database, log: EventLog, clock: Clock, *, database_url: str
    ) -> None:
        self._database, self._log, self._clock = database, log, clock
        self._database_url = database_url

    async def all(self) -> int:
        """Make whatever was asked for, one after the other; how many are kept now that were not.

        None at all where another process is at it. Raises LogUnavailable.
        """
        made = 0
        async with alone(self._database_url, "editions", LOCK) as nobody_else:
            while nobody_else:
                async with self._database.reading() as tx:
                    edition = await editions.to_make(tx, self._clock.now())
                if edition is None:
                    break
                made += await self._make(edition) == "kept"
        return made

    async def _make(self, edition: Edition) -> State:
        """What fails for good is told and stands in nobody's way; what is away is tried again."""
        try:
            await require_whole(self._database, self._log, TOPICS)
            if edition.code_version != CODE_VERSION:
                return await self._end(edition, "failed", "other-release")
            if not await self._fold(edition):
                return "failed"
        except HistoryIncomplete as error:
            _logger.warning("history incomplete", faults=str(error))
            return await self._end(edition, "failed", "history-incomplete")
        except Exception as error:
            if transient(error):
                raise
            _logger.exception("edition not made", as_of=edition.as_of.isoformat())
            return await self._end(edition, "failed", type(error).__name__)
        return await self._end(edition, "kept")

    async def _fold(self, edition: Edition) -> bool:
        """False where it was dropped before it was begun."""
        ends = await self._log.end_offsets(TOPICS)
        finished = frozenset(map(int, edition.parts))
        pace = Pace(
            total=sum(ends.values()),
            skipped=sum(end for at, end in ends.items() if at.partition in finished),
        )
        async with self._database.transaction() as tx:
            if not await editions.begin(tx, edition, total=pace.total, now=self._clock.now()):
                return False
        numbers = sorted(frozenset(range(PARTITIONS)) - finished)
        folding = fold_partitions(
            self._log, numbers, ends, edition.definitions, _recorded_by(edition.as_of)
        )
        with quick_allocation():
            async with aclosing(folding) as partitions:
                async for folded in partitions:
                    pace.add(sum(end for at, end in ends.items() if at.partition == folded.number))
                    await self._write(edition, folded, pace)
                    del folded
        return True

    async def _write(self, edition: Edition, folded: Folded, pace: Pace) -> None:
        schema, by, fold = tables.schema_of_edition(edition.number), folded.definitions, folded.fold
        observed = list[tuple[Any, ...]]()
        several = list(_several(fold.take_persons(), by, observed))
        for code, facts in fold.subjects.items():
            observed += subject_record(code, facts, by)[1]
        places = [place_record(code, facts) for code, facts in fold.places.items()]
        last = {topic: position.sequence for topic, position in folded.positions.items()}
        async with self._database.transaction() as tx:
            await copy_rows(tx, "observed", OBSERVED_COLUMNS, observed, schema=schema)
            await copy_rows(tx, "person", PERSON_COLUMNS, several, schema=schema)
            await copy_rows(tx, "place", PLACE_COLUMNS, places, schema=schema)
            await editions.finish_part(
                tx, edition.id, folded.number, last, done=pace.done, rate=pace.rate,
                refused=tables.editions.c.refused + len(folded.refused),
            )  # fmt: skip

    async def _end(self, edition: Edition, state: State, reason: str | None = None) -> State:
        async with self._database.transaction() as tx:
            if state == "kept":
                await tx.execute(
                    text(f"ANALYZE {tables.schema_of_edition(edition.number)}.observed")
                )
            await editions.change(
                tx, edition.id, state=state, reason=reason, made_at=self._clock.now()
            )
        _logger.info("edition ended", state=state, reason=reason, as_of=edition.as_of.isoformat())
        return state


def _recorded_by(moment: datetime) -> Belongs:
    return lambda _topic, _number, _sequence, recorded_at: recorded_at <= moment


def _several(
    persons: dict[UUID, Facts], by: Definitions, observed: list[tuple[Any, ...]]
) -> Iterator[tuple[Any, ...]]:
    """The records of those who named several municipalities; all that is observed is added."""
    while persons:
        record, rows = person_record(*persons.popitem(), by)
        observed += rows
        if any(row[_OTHERS] for row in rows):
            yield record
