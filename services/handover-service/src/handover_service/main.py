"""The web side of handover-service: wiring only."""

from continuous_line.config import Settings
from continuous_line.resources import lifespan
from continuous_line.web import Service, create_service
from continuous_line.web.health import DATABASE, VAULT
from handover_service.api.routes import ROUTERS
from handover_service.resources import NAME, open_resources
from handover_service.subscriptions import opening
from handover_service.subscriptions.api import routes_events
from handover_service.web.kit import KIT
from handover_service.web.pages import router as pages

DESCRIPTION = (
    "The way from reception centre to municipality, case by case: the link, who has the case, "
    "the warm handover or why there was none, the move and the closing."
)


def create_app(settings: Settings, *, api: bool = True) -> Service:
    """Without `api` only health and metrics answer: the worker alone."""
    return create_service(
        name=NAME,
        title="Handover",
        description=DESCRIPTION,
        settings=settings,
        routers=(*ROUTERS, routes_events.router) if api else (),
        lifespan=opening.reading(lifespan(open_resources, settings)),
        ready=(DATABASE, VAULT),
        pages=pages if api else None,
        kit=KIT if api else None,
    )
