"""The web side of profile-service: wiring only."""

from continuous_line.config import Settings
from continuous_line.intake.upload import LARGEST_REQUEST
from continuous_line.resources import lifespan
from continuous_line.web import Service, create_service
from continuous_line.web.health import DATABASE, VAULT
from profile_service.api.routes import routers
from profile_service.config import Policy
from profile_service.resources import NAME, open_resources
from profile_service.sections import load
from profile_service.web.kit import KIT
from profile_service.web.pages import routes

UPLOADS = ("/v1/profile-intakes", "/profile-intakes/new")
DESCRIPTION = (
    "What is known at the reception centre that helps the municipality: what each section says, to "
    "whom which version was sent, whether it was opened, and what people did meanwhile."
)


def create_app(settings: Settings, *, api: bool = True) -> Service:
    """Without `api` only health and metrics answer: the worker alone. Raises SchemasRefused."""
    sections = load(Policy().sections)
    return create_service(
        name=NAME,
        title="Profile",
        description=DESCRIPTION,
        settings=settings,
        routers=routers(sections) if api else (),
        lifespan=lifespan(open_resources, settings),
        ready=(DATABASE, VAULT),
        body_limits=dict.fromkeys(UPLOADS, LARGEST_REQUEST),
        pages=routes(sections) if api else None,
        kit=KIT if api else None,
    )
