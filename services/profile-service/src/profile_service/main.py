"""The web side of profile-service: wiring only."""

from continuous_line.config import Settings
from continuous_line.resources import lifespan
from continuous_line.web import Service, create_service
from continuous_line.web.health import DATABASE, VAULT
from profile_service.api.routes import ROUTERS
from profile_service.resources import NAME, open_resources

DESCRIPTION = (
    "What is known at the reception centre that helps the municipality: how complete it is, to "
    "whom it was sent, whether it was opened, and what people did meanwhile."
)


def create_app(settings: Settings, *, api: bool = True) -> Service:
    """Without `api` only health and metrics answer: the worker alone."""
    return create_service(
        name=NAME,
        title="Profile",
        description=DESCRIPTION,
        settings=settings,
        routers=ROUTERS if api else (),
        lifespan=lifespan(open_resources, settings),
        ready=(DATABASE, VAULT),
    )
