"""The web side of report-service: wiring only."""

from continuous_line.config import Settings
from continuous_line.resources import lifespan
from continuous_line.web import Service, create_service
from report_service.api.routes import ROUTERS
from report_service.resources import NAME, open_resources
from report_service.web.kit import KIT
from report_service.web.pages import router as pages

DESCRIPTION = (
    "The figures of the continuous line, each with its own numerator and denominator, counted from "
    "what the other services published; and the rebuilding of what they are counted from."
)


def create_app(settings: Settings, *, api: bool = True) -> Service:
    """Without `api` only health and metrics answer: the worker alone."""
    return create_service(
        name=NAME,
        title="Report",
        description=DESCRIPTION,
        settings=settings,
        routers=ROUTERS if api else (),
        lifespan=lifespan(open_resources, settings),
        pages=pages if api else None,
        kit=KIT if api else None,
    )
