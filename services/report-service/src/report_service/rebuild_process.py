"""A rebuild is a process of its own: how the worker starts it, and what it does."""

import asyncio
import contextlib
import signal
import sys
from datetime import UTC, datetime
from uuid import UUID, uuid4

import structlog
from sqlalchemy import text

from continuous_line.config import Settings
from continuous_line.database import Database
from report_service import generations, rebuild_records
from report_service.rebuild import LOCK, Rebuild
from report_service.rebuild_helpers import Helpers
from report_service.rebuild_records import State
from report_service.resources import Resources, open_resources

_logger = structlog.get_logger(__name__)


async def start_rebuilds(
    database: Database, stop: asyncio.Event, *, look: float = 1.0, again: float = 30.0
) -> None:
    """Start a process for the rebuild that was asked for, or goes on where a killed one was."""
    process: asyncio.subprocess.Process | None = None
    pause, known = look, False
    while not stop.is_set():
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await stop.wait()
                break
        pause = look
        if process is not None:
            if process.returncode is None:
                continue
            pause, process = (again if process.returncode else look), None
            continue
        try:
            known = known or await _rules_looked_at(database)
            if await _wanted(database):
                process = await asyncio.create_subprocess_exec(
                    sys.executable, "-P", "-m", "report_service", "rebuild"
                )
                _logger.info("rebuild started", pid=process.pid)
        except Exception as error:  # noqa: BLE001 - the database may be away: look again
            _logger.warning("rebuilds not looked for", error=type(error).__name__)
    if process is not None and process.returncode is None:
        process.send_signal(signal.SIGTERM)
        await process.wait()


async def _rules_looked_at(database: Database) -> bool:
    async with database.transaction() as tx:
        if await generations.ask_where_rules_changed(tx, datetime.now(UTC)):
            _logger.info("rules changed: a rebuild was asked for")
    return True


async def _wanted(database: Database) -> bool:
    """Whether a rebuild has not ended, and no process is at work on it."""
    async with database.reading() as tx:
        if await rebuild_records.unfinished(tx) is None:
            return False
        at_work = text(
            "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = :key AND database = "
            "(SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        return await tx.scalar(at_work, {"key": LOCK}) is None


async def rebuild_now(settings: Settings) -> State:
    """The rebuild that has not ended, or a new one. Raises as Rebuild.run does."""
    async with open_resources(settings) as resources:
        rebuild = await _to_do(resources)
        return await Rebuild(
            resources.database,
            resources.log,
            resources.clock,
            database_url=settings.database_url,
            patience=resources.own.rebuild_patience,
            helpers=Helpers.of(settings, resources.own.rebuild_processes),
        ).run(rebuild)


async def _to_do(resources: Resources) -> UUID:
    async with resources.database.transaction() as tx:
        found = await rebuild_records.unfinished(tx)
        if found is None:
            found = uuid4()
            await rebuild_records.request(tx, found, by="command-line", now=resources.clock.now())
        return found
