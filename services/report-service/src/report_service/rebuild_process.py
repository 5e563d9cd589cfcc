"""A rebuild is a process of its own: how the worker starts it, and what it does."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID, uuid4

import structlog

from continuous_line.config import Settings
from continuous_line.database import Database
from report_service import generations, rebuild_records
from report_service.own_process import at_work, start_when_wanted
from report_service.rebuild import LOCK, Rebuild
from report_service.rebuild_helpers import Helpers
from report_service.rebuild_records import State
from report_service.resources import Resources, open_resources

_logger = structlog.get_logger(__name__)


async def start_rebuilds(
    database: Database, stop: asyncio.Event, *, look: float = 1.0, again: float = 30.0
) -> None:
    """Start a process for the rebuild that was asked for, or goes on where a killed one was."""
    rules_looked_at = False

    async def wanted() -> bool:
        """Whether a rebuild has not ended, and no process is at work on it."""
        nonlocal rules_looked_at
        if not rules_looked_at:
            await _ask_where_rules_changed(database)
            rules_looked_at = True
        async with database.reading() as tx:
            if await rebuild_records.unfinished(tx) is None:
                return False
            return not await at_work(tx, LOCK)

    await start_when_wanted("rebuild", wanted, stop, look=look, again=again)


async def _ask_where_rules_changed(database: Database) -> None:
    async with database.transaction() as tx:
        if await generations.ask_where_rules_changed(tx, datetime.now(UTC)):
            _logger.info("rules changed: a rebuild was asked for")


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
