"""A consumer on a real database, on both logs."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any
from uuid import uuid4

import pytest

from continuous_line.consumer import Consumer, Pace
from continuous_line.database import Database
from continuous_line.event_log import EventLog, open_event_log
from continuous_line.testing.counting import TOPICS, create_tables

QUICK = Pace(poll=0.1, look_for_wishes=0.05, check=0.1, note=0.1, leave_within=5)
SESSION_TIMEOUT = 6
Running = Callable[..., AbstractAsyncContextManager[Consumer]]


@pytest.fixture(params=["postgresql", "kafka"])
def log_url(request: pytest.FixtureRequest) -> str:
    if request.param == "kafka":
        return str(request.getfixturevalue("kafka_server").url)
    return str(request.getfixturevalue("new_database")())


@pytest.fixture
def topic_prefix() -> str:
    return f"t{uuid4().hex[:8]}-"


@pytest.fixture
async def log(log_url: str, topic_prefix: str) -> AsyncIterator[EventLog]:
    log = open_event_log(log_url, topic_prefix=topic_prefix, session_timeout=SESSION_TIMEOUT)
    await log.create_topics(TOPICS)
    yield log
    await log.close()


@pytest.fixture
async def database(fresh_database: str) -> AsyncIterator[Database]:
    await create_tables(fresh_database)
    async with Database(fresh_database, pool_size=10) as database:
        yield database


@pytest.fixture
def running(database: Database, log: EventLog) -> Running:
    """`async with running(handler, ...) as consumer`: until the block is left."""

    @asynccontextmanager
    async def run(handler: Any = None, **settings: Any) -> AsyncIterator[Consumer]:
        consumer = Consumer(
            settings.pop("database", database),
            settings.pop("log", log),
            name="counting",
            topics=TOPICS,
            handler=handler,
            **{"pace": QUICK} | settings,
        )
        stop = asyncio.Event()
        task = asyncio.create_task(consumer.run(stop))
        try:
            yield consumer
        finally:
            stop.set()
            await task

    return run
