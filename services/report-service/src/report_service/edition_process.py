"""Editions are made in a process of its own: how the worker starts it, and what it does."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from continuous_line.clock import Clock
from continuous_line.config import Settings
from continuous_line.database import Database, Tx
from report_service import editions
from report_service.edition_making import LOCK, Making
from report_service.own_process import at_work, start_when_wanted
from report_service.resources import Resources, open_resources


async def start_editions(
    database: Database, clock: Clock, stop: asyncio.Event, *, look: float = 1.0, again: float = 30.0
) -> None:
    """Start a process for what was asked for, or goes on where a killed one was."""

    async def wanted() -> bool:
        """Whether something can be made, and no process is at it."""
        async with database.reading() as tx:
            if await editions.to_make(tx, clock.now()) is None:
                return False
            return not await at_work(tx, LOCK)

    await start_when_wanted("editions", wanted, stop, look=look, again=again)


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
