"""What a process of any service works with, as long as it runs."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from fastapi import FastAPI

from continuous_line.clock import Clock
from continuous_line.config import Settings
from continuous_line.database import Database
from continuous_line.event_log import EventLog, open_event_log


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """A service adds its own in a subclass, each with a default factory."""

    settings: Settings
    database: Database
    log: EventLog
    clock: Clock


R = TypeVar("R", bound=Resources)
Opening = Callable[[Settings], AbstractAsyncContextManager[Resources]]


@asynccontextmanager
async def opened(kind: type[R], settings: Settings, *, service: str) -> AsyncIterator[R]:
    """The resources of the service, connecting when first used; closed with the block."""
    log = open_event_log(
        settings.event_log_url,
        topic_prefix=settings.topic_prefix,
        replication_factor=settings.replication_factor,
    )
    url, size = settings.database_url, settings.pool_size
    try:
        async with Database(url, pool_size=size, name=f"{service}-service") as database:
            yield kind(settings=settings, database=database, log=log, clock=settings.clock())
    finally:
        await log.close()


def lifespan(
    open_resources: Opening, settings: Settings
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """For `create_service`: an app that holds the resources as `app.state.resources`."""

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        async with open_resources(settings) as app.state.resources:
            yield

    return running
