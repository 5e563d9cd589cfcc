"""The web side of profile-service: wiring only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI

from continuous_line.clock import Clock
from continuous_line.config import Settings
from continuous_line.database import Database
from continuous_line.event_log import EventLog, open_event_log
from continuous_line.web import Service, create_service
from profile_service.api.routes import ROUTERS
from profile_service.config import Policy
from profile_service.profilefile import Profiles

NAME = "profile"
DESCRIPTION = (
    "What is known at the reception centre that helps the municipality: how complete it is, to "
    "whom it was sent, whether it was opened, and what people did meanwhile."
)


@dataclass(frozen=True, slots=True)
class Resources:
    settings: Settings
    database: Database
    log: EventLog
    clock: Clock
    profiles: Profiles


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
            yield Resources(settings, database, log, settings.clock(), Profiles(Policy()))
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
        title="Profile",
        description=DESCRIPTION,
        settings=settings,
        routers=ROUTERS if api else (),
        lifespan=lifespan,
    )
