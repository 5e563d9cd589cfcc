"""Editions are made in a process of its own: how the worker starts it, and what it does."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from sqlalchemy import text

from continuous_line.clock import Clock
from continuous_line.config import Settings
from continuous_line.database import Database, Tx
from report_service import editions
from report_service.edition_making import LOCK, Making
from report_service.resources import Resources, open_resources

_logger = structlog.get_logger(__name__)
_AT_WORK = text(
    "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = :key AND database = "
    "(SELECT oid FROM pg_database WHERE datname = current_database())"
)


async def start_editions(
    database: Database, clock: Clock, stop: asyncio.Event, *, look: float = 1.0, again: float = 30.0
) -> None:
    """Start a process for what was asked for, or goes on where a killed one was."""
    pause = look
    while not await _stopped(stop, pause):
        pause = look
        try:
            if await _wanted(database, clock):
                pause = look if await _run(stop) == 0 else again
        except Exception as error:  # noqa: BLE001 - the database may be away: look again
            _logger.warning("editions not looked for", error=type(error).__name__)


async def _stopped(stop: asyncio.Event, pause: float) -> bool:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(pause):
            await stop.wait()
    return stop.is_set()


async def _run(stop: asyncio.Event) -> int:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "report_service", "editions"
    )
    _logger.info("making editions", pid=process.pid)
    ended, asked = asyncio.create_task(process.wait()), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({ended, asked}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        asked.cancel()
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
    return await ended


async def _wanted(database: Database, clock: Clock) -> bool:
    """Whether something can be made, and no process is at it."""
    async with database.reading() as tx:
        if await editions.to_make(tx, clock.now()) is None:
            return False
        return await tx.scalar(_AT_WORK, {"key": LOCK}) is None


async def make_editions(settings: Settings) -> int:
    """Whatever was asked for; how many were made. Raises as Making.all does."""
    async with open_resources(settings) as resources:
        return await Making(
            resources.database, resources.log, resources.clock, database_url=settings.database_url
        ).all()


def forgetting(resources: Resources) -> Callable[[Tx], Awaitable[int]]:
    """For `Worker(cleaning=...)`: by the setting; without it nothing is dropped by itself."""

    async def forget(tx: Tx) -> int:
        term = resources.own.edition_days
        if term is None:
            return 0
        return await editions.forget_old(tx, resources.clock.now() - timedelta(days=term))

    return forget
