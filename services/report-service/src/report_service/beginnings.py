"""What the log began with when it was first read: a log that begins later has lost something."""

import asyncio
import contextlib
from collections.abc import Sequence

import structlog
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from continuous_line.database import Database
from continuous_line.errors import HistoryIncomplete
from continuous_line.event_log.port import EventLog
from report_service.history import require_history
from report_service.tables import log_beginnings

_logger = structlog.get_logger(__name__)


async def require_whole(database: Database, log: EventLog, topics: Sequence[str]) -> bool:
    """Before anything is built. What a topic begins with is kept when it is first seen.

    Whether it is known of all of them. Raises HistoryIncomplete; then nothing is kept.
    """
    async with database.reading() as tx:
        rows = await tx.execute(select(log_beginnings))
    known: dict[str, int] = {row.topic: row.sequence for row in rows}
    found = await require_history(log, topics, known)
    new = [
        {"topic": topic, "sequence": first} for topic, first in found.items() if topic not in known
    ]
    if new:
        async with database.transaction() as tx:
            await tx.execute(insert(log_beginnings).values(new).on_conflict_do_nothing())
    return set(topics) == {*known, *found}


async def note_beginnings(
    database: Database,
    log: EventLog,
    topics: Sequence[str],
    stop: asyncio.Event,
    *,
    look: float = 60.0,
) -> None:
    """While the worker runs, until each topic has begun: so that what is lost before the first
    rebuild is noticed by it."""
    while not stop.is_set():
        try:
            if await require_whole(database, log, topics):
                return
        except HistoryIncomplete as error:
            _logger.error("history incomplete", faults=str(error))  # noqa: TRY400 - told, not ours
            return
        except Exception as error:  # noqa: BLE001 - log or database may be away: look again
            _logger.warning("beginnings not looked for", error=type(error).__name__)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(look):
                await stop.wait()
