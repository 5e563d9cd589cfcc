"""The web side of handover-service: wiring only."""

from datetime import datetime
from uuid import UUID

from continuous_line.config import Settings
from continuous_line.resources import lifespan
from continuous_line.web import Service, create_service
from continuous_line.web.health import DATABASE, VAULT
from continuous_line.writing import Writing
from handover_service.api.routes import ROUTERS
from handover_service.application import arriving
from handover_service.duo import loading as duo
from handover_service.duo.room import Effect, Room
from handover_service.duo.routes import routes as duo_routes
from handover_service.resources import NAME, Resources, open_resources
from handover_service.streams import Desk
from handover_service.web.kit import KIT
from handover_service.web.pages import router as pages

DESCRIPTION = (
    "The way from reception centre to municipality, case by case: the link, who has the case, "
    "the warm handover or why there was none, the move and the closing."
)


def create_app(settings: Settings, *, api: bool = True) -> Service:
    """Without `api` only health and metrics answer: the worker alone."""
    messages = duo.configured(settings)
    room = Room(messages.table, messages.parties, _moved)
    return create_service(
        name=NAME,
        title="Handover",
        description=DESCRIPTION,
        settings=settings,
        routers=(*ROUTERS, duo_routes(room)) if api else (),
        lifespan=lifespan(open_resources, settings),
        ready=(DATABASE, VAULT),
        pages=pages if api else None,
        kit=KIT if api else None,
    )


async def _moved(
    given: Resources, unit: Writing, person: UUID, municipality: str | None, at: datetime
) -> Effect:
    """What a message of DUO's form about a move does."""
    desk = Desk(given.cases, unit, given.vault, given.policy)
    arrived = await arriving.moved(desk, person, municipality, at)
    return Effect(arrived.case_id, arrived.event_id, arrived.new)
