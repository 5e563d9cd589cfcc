"""The small service, with some of its pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from continuous_line.clock import SystemClock
from continuous_line.config import Settings
from continuous_line.database import Database
from continuous_line.web import Service, create_service
from sample_pages import KIT, Resources, api


def app_of(settings: Settings, *routers: APIRouter, name: str = "sample") -> Service:
    @asynccontextmanager
    async def lifespan(root: FastAPI) -> AsyncIterator[None]:
        async with Database(settings.database_url) as database:
            root.state.resources = Resources(database, SystemClock())
            yield

    pages = APIRouter()
    for router in routers:
        pages.include_router(router)
    return create_service(
        name=name, title="Sample", settings=settings, routers=[api], lifespan=lifespan,
        pages=pages, kit=KIT,
    )  # fmt: skip
