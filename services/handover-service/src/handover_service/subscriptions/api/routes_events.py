"""Pulling: the events of a subscription from a position on, waited for or as a stream."""

import time
from contextlib import ExitStack
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field

from continuous_line.auth import Principal, authenticate, requires
from continuous_line.codes import Role
from continuous_line.fields import AS_INTEGER, Id
from handover_service.subscriptions import positions
from handover_service.subscriptions.api.answers_events import (
    EVENT_TYPE,
    EventBatch,
    written,
)
from handover_service.subscriptions.pulling import Batch
from handover_service.subscriptions.room import Room
from handover_service.subscriptions.streaming import MEDIA_TYPE, Look, Stream, frames

router = APIRouter(tags=["subscriptions"])

System = Annotated[Principal, requires(Role.MUNICIPAL_SYSTEM)]
SubscriptionId = Annotated[Id, Path(alias="subscriptionId", description="Of your organisation.")]
Since = Annotated[
    str | None,
    Query(
        pattern=positions.PATTERN,
        description="`next` of an answer, of this subscription or another of your municipality; "
        "without it from where the subscription begins.",
    ),
]
Limit = Annotated[int, Field(ge=1, le=1000), AS_INTEGER, Query(description="Events at most.")]
Wait = Annotated[
    int,
    Field(ge=0, le=300),
    AS_INTEGER,
    Query(description="Seconds that the answer may be kept back until there is an event."),
]
_GONE: Final = {
    "description": "`position-gone`: what came next is no longer kept, and `earliest` is where to "
    "go on; `subscription-ended`: there is nothing to read any more."
}
_BUSY: Final = {"description": "`too-many-waiting`: `most` requests look, wait or stream already."}
_PAUSED: Final = {"description": "`subscription-paused`: resume it first; its place is kept."}
_EVENTS: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "Events, or the stream of them.",
        "model": EventBatch,
        "content": {MEDIA_TYPE: {"schema": {"type": "string"}}},
    },
    409: _PAUSED,
    410: _GONE,
    429: _BUSY,
}
_EVENT: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The whole event.",
        "content": {EVENT_TYPE: {"schema": {"$ref": "#/components/schemas/SubscribedEvent"}}},
    },
    410: {"description": "`subscription-ended`: there is nothing to read any more."},
}


@router.get("/subscriptions/{subscriptionId}/events", responses=_EVENTS)
async def pull_events(
    request: Request,
    who: System,
    subscription_id: SubscriptionId,
    since: Since = None,
    limit: Limit = 100,
    wait: Wait = 0,
) -> Response:
    """What happened to persons linked to your municipality, as far as you may know it now.

    At least once and in order per person: ask again with `next` once the events are handled. An
    answer without events says that there are none, unless `more` says that it only took long to
    look. `wait` is cut to what the service allows.

    With `Accept: text/event-stream` the answer goes on as server-sent events, `id` the position
    and `event` the type, until the token or the subscription ends; `Last-Event-ID` is where to go
    on and is taken before `since`.
    """
    room: Room = request.app.state.subscriptions
    streams = MEDIA_TYPE in request.headers.get("accept", "")
    if streams:
        since = request.headers.get("last-event-id") or since

    async def look(since: str | int | None) -> Batch:
        return await room.pulling.look(await authenticate(request), subscription_id, since, limit)

    with ExitStack() as seat:
        seat.enter_context(room.seats.taken(who.organisation))
        first = await look(since)
        if streams:
            heartbeat = room.policy.heartbeat.total_seconds()
            return Stream(frames(first, look, room.bell, heartbeat), seat.pop_all().close)
        seconds = min(float(wait), room.policy.longest_wait.total_seconds())
        found = first if first.told else await _waited(room, look, first, seconds)
    return Response(written(found), media_type="application/json")


async def _waited(room: Room, look: Look, batch: Batch, seconds: float) -> Batch:
    """The first look that has events, or the last one within so many seconds."""
    until = time.monotonic() + seconds
    while not batch.told and (left := until - time.monotonic()) > 0 and not room.bell.ending:
        if not batch.more:
            await room.bell.after(batch.municipality, batch.reached, left)
        batch = await look(batch.reached)
    return batch


@router.get(
    "/subscriptions/{subscriptionId}/events/{eventId}", responses=_EVENT, response_class=Response
)
async def read_subscribed_event(
    request: Request,
    who: System,
    subscription_id: SubscriptionId,
    event_id: Annotated[Id, Path(alias="eventId", description="Id of the event.")],
) -> Response:
    """The whole event that a `dataref` points at, if you may still be told of it."""
    room: Room = request.app.state.subscriptions
    body = await room.pulling.one(who, subscription_id, event_id)
    return Response(body, media_type=EVENT_TYPE)
