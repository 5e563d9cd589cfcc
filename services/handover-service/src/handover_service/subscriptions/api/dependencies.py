"""What the routes of subscriptions are given beside the request."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Annotated, Any, Final

from fastapi import Depends, Path, Request

from continuous_line.auth import Principal
from continuous_line.fields import Id
from continuous_line.idempotency import RequestKey
from continuous_line.writing import Reading, Writing, WritingGuard, reading, writing
from handover_service.subscriptions.roles import MANAGE
from handover_service.subscriptions.room import Room

NO_SINK: Final[dict[int | str, Any]] = {409: {"description": "It has no sink: nothing is sent"}}
"""Of what is read of a push subscription only."""
REFUSED: Final[dict[int | str, Any]] = {
    409: {"description": "It has no sink, it has ended, or a rule refuses it"},
    412: {"description": "`If-Match` names another version"},
}
"""Of a POST whose answer has a body: the document knows the others by their guard."""


async def _room(request: Request) -> Room:
    room: Room = request.app.state.subscriptions
    return room


class _ShownOnceGuard(WritingGuard):
    """Of a POST whose answer has a body: it is not remembered, so it takes no Idempotency-Key."""

    writes = False

    async def request_key(self, request: Request, who: Principal) -> RequestKey | None:  # noqa: ARG002
        return None


Units = Callable[[], AbstractAsyncContextManager[Writing]]


class _UnitsGuard(_ShownOnceGuard):
    """Leaves it to the route how long a transaction is open: a sink is asked with none."""

    async def __call__(self, request: Request) -> Units:  # type: ignore[override]
        request.state.admitted = await super().enter(request)
        return lambda: asynccontextmanager(super(_UnitsGuard, self).__call__)(request)

    async def enter(self, request: Request) -> Principal:
        admitted: Principal = request.state.admitted
        return admitted


SubscriptionId = Annotated[Id, Path(alias="subscriptionId", description="Of the subscription.")]
SecretId = Annotated[Id, Path(alias="secretId", description="Of the secret, not the secret.")]
InRoom = Annotated[Room, Depends(_room, scope="function")]
View = Annotated[Reading, reading(*MANAGE)]
Unit = Annotated[Writing, writing(*MANAGE)]
ShownOnce = Annotated[Writing, Depends(_ShownOnceGuard(*MANAGE), scope="function")]
ToAsk = Annotated[Units, Depends(_UnitsGuard(*MANAGE), scope="function")]


def address_of(subscription_id: Any) -> str:
    return f"/v1/subscriptions/{subscription_id}"
