"""The web side of handover-service: wiring only."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, FastAPI

from continuous_line.config import Settings
from continuous_line.web import Service, create_service
from continuous_line.web.health import DATABASE, VAULT
from continuous_line.writing import Writing
from handover_service.api.routes import ROUTERS
from handover_service.application import arriving
from handover_service.duo import loading as duo
from handover_service.duo.form import NAME as DUO
from handover_service.duo.form import form_of
from handover_service.duo.room import Effect
from handover_service.duo.room import Room as DuoRoom
from handover_service.duo.routes import BODY_LIMITS
from handover_service.duo.routes import routes as duo_routes
from handover_service.resources import NAME, Resources, open_resources
from handover_service.streams import Desk
from handover_service.subscriptions.api.routes import ROUTERS as SUBSCRIPTIONS
from handover_service.subscriptions.config import Policy
from handover_service.subscriptions.push.opening import rules_of
from handover_service.subscriptions.room import CLOUD_EVENTS_ONLY, opened_room
from handover_service.subscriptions.web.kit import KIT as CONSOLE
from handover_service.subscriptions.web.pages import router as console
from handover_service.web.kit import KIT
from handover_service.web.pages import router as pages

DESCRIPTION = (
    "The way from reception centre to municipality, case by case: the link, who has the case, "
    "the warm handover or why there was none, the move and the closing."
)


def create_app(settings: Settings, *, api: bool = True) -> Service:
    """Without `api` only health and metrics answer: the worker alone. Raises CannotStart."""
    rules_of(settings, Policy())
    messages = duo.configured(settings)
    receiving = duo_routes(DuoRoom(messages.table, messages.parties, _moved))
    return create_service(
        name=NAME,
        title="Handover",
        description=DESCRIPTION,
        settings=settings,
        routers=(*SUBSCRIPTIONS, receiving, *ROUTERS) if api else (),
        lifespan=_lifespan(settings, messages),
        ready=(DATABASE, VAULT),
        pages=_pages() if api else None,
        kit=KIT.with_room(CONSOLE) if api else None,
        body_limits=BODY_LIMITS,
    )


def _pages() -> APIRouter:
    router = APIRouter()
    router.include_router(pages)
    router.include_router(console)
    return router


def _lifespan(
    settings: Settings, messages: duo.Configured
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """`app.state.resources`, and `app.state.subscriptions`: the room."""

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        async with open_resources(settings) as resources:
            forms = {**CLOUD_EVENTS_ONLY, DUO: form_of(messages, resources)}
            async with opened_room(resources, app.state.ending, forms) as room:
                app.state.resources, app.state.subscriptions = resources, room
                yield

    return running


async def _moved(
    given: Resources, unit: Writing, person: UUID, municipality: str | None, at: datetime
) -> Effect:
    """What a message of DUO's form about a move does."""
    desk = Desk(given.cases, unit, given.vault, given.policy)
    arrived = await arriving.moved(desk, person, municipality, at)
    return Effect(arrived.case_id, arrived.event_id, arrived.new)
