"""The web side of report-service: wiring only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from continuous_line.config import Settings
from continuous_line.web import Service, create_service
from report_service.api.routes import ROUTERS
from report_service.resources import NAME, open_resources
from report_service.web.pages import router as pages

DESCRIPTION = (
    "The figures of the continuous line, each with its own numerator and denominator, counted from "
    "what the other services published; and the rebuilding of what they are counted from."
)


def create_app(settings: Settings, *, api: bool = True) -> Service:
    """With `api=False`, health and metrics only."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_resources(settings) as resources:
            app.state.resources = resources
            yield

    return create_service(
        name=NAME,
        title="Report",
        description=DESCRIPTION,
        settings=settings,
        routers=ROUTERS if api else (),
        lifespan=lifespan,
        pages=pages if api else None,
    )
