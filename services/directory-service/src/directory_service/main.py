"""The web side of directory-service: wiring only."""

from continuous_line.config import Settings
from continuous_line.intake.upload import LARGEST_REQUEST
from continuous_line.resources import lifespan
from continuous_line.web import Service, create_service
from continuous_line.web.health import DATABASE, VAULT
from directory_service.api.routes import ROUTERS
from directory_service.resources import NAME, open_resources
from directory_service.web.kit import KIT
from directory_service.web.pages import router as pages

UPLOADS = ("/v1/contact-imports", "/contact-imports/new")
DESCRIPTION = (
    "Municipalities, labour-market regions and reception centres as they are on a day, the roles "
    "of people at work (without names), and who to turn to."
)


def create_app(settings: Settings, *, api: bool = True) -> Service:
    """Without `api` only health and metrics answer: the worker alone."""
    return create_service(
        name=NAME,
        title="Directory",
        description=DESCRIPTION,
        settings=settings,
        routers=ROUTERS if api else (),
        lifespan=lifespan(open_resources, settings),
        ready=(DATABASE, VAULT),
        pages=pages if api else None,
        kit=KIT if api else None,
        body_limits=dict.fromkeys(UPLOADS, LARGEST_REQUEST),
    )
