"""A migrated database, the embedded log, and what is told put through the live projection."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

import pytest

from continuous_line.clock import SystemClock
from continuous_line.database import Database
from continuous_line.event_log.opening import open_event_log
from continuous_line.event_log.port import EventLog, Record
from continuous_line.migrations import command
from report_service import generations
from report_service.catch_up import catch_up
from report_service.projections import TOPICS
from report_service.testing.log import publish


@pytest.fixture(scope="session")
def migrated_url(new_database: Callable[..., str]) -> str:
    url = new_database()
    command.upgrade(command.scripts("report_service"), url)
    return url


@pytest.fixture
def database_url(migrated_url: str, new_database: Callable[..., str]) -> str:
    return new_database(template=migrated_url)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with Database(database_url) as opened:
        async with opened.transaction() as tx:
            await generations.ensure(tx, SystemClock().now())
        yield opened


@pytest.fixture
async def log(new_database: Callable[..., str]) -> AsyncIterator[EventLog]:
    opened = open_event_log(await asyncio.to_thread(new_database))
    await opened.create_topics(TOPICS)
    yield opened
    await opened.close()


Live = Callable[[Sequence[Record]], Awaitable[None]]


@pytest.fixture
def live(database: Database, log: EventLog) -> Live:
    """Publish records, and project them into the serving generation as the worker does."""

    async def publish_and_project(records: Sequence[Record]) -> None:
        await publish(log, records)
        async with database.transaction() as tx:
            serving = await generations.serving_generation(tx)
        await catch_up(database, log, serving, await log.end_offsets(TOPICS))

    return publish_and_project
