"""The web side of directory-service: wiring only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI

from continuous_line.clock import Clock
from continuous_line.config import Settings
from continuous_line.database import Database
from continuous_line.event_log import EventLog, open_event_log
from continuous_line.web import Service, create_service
from directory_service.api.routes import ROUTERS
from directory_service.streams import Directory, directory

NAME = "directory"
DESCRIPTION = (
    "Municipalities, labour-market regions and reception centres as they are on a day, the roles "
    "of people at work (without names), and who to turn to."
)


@dataclass(frozen=True, slots=True)
class Resources:
    settings: Settings
    database: Database
    log: EventLog
    clock: Clock
    directory: Directory


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """What a process of this service works with, as long as it runs."""
    log = open_event_log(
        settings.event_log_url,
        topic_prefix=settings.topic_prefix,
        replication_factor=settings.replication_factor,
    )
    url, size = settings.database_url, settings.pool_size
    try:
        async with Database(url, pool_size=size, name=f"{NAME}-service") as database:
            yield Resources(settings, database, log, settings.clock(), directory())
    finally:
        await log.close()


def create_app(settings: Settings, *, api: bool = True) -> Service:
    """Without `api` only health and metrics answer: the worker alone."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_resources(settings) as resources:
            app.state.resources = resources
            yield

    return create_service(
        name=NAME,
        title="Directory",
        description=DESCRIPTION,
        settings=settings,
        routers=ROUTERS if api else (),
        lifespan=lifespan,
    )
