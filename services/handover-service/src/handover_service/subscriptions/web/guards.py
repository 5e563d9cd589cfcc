"""Who sees the console, and what its pages work with."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from continuous_line.auth import Principal
from continuous_line.database import Tx
from continuous_line.idempotency import RequestKey
from continuous_line.web.pages import Change, PageReading, PageWriting, Visitor
from continuous_line.web.pages.guards import PageWritingGuard, page_reading, page_writing
from handover_service.subscriptions.changes import changes_of
from handover_service.subscriptions.roles import ON_PAGES
from handover_service.subscriptions.room import Room
from handover_service.subscriptions.web.look import what_of


async def changes_since(tx: Tx, request: Request, _seen: int | None) -> Sequence[Change]:
    """The last thing that somebody did to it. Changes carry no version to compare with."""
    visitor: Visitor = request.state.visitor
    subscription_id = UUID(request.path_params["subscriptionId"])
    return [
        Change(one.at, one.by, what_of(one.what, visitor.words))
        for one in await changes_of(tx, subscription_id, limit=1)
    ]


class _SecretGuard(PageWritingGuard):
    """Of a form with something secret: of what was sent nothing is kept, not even a hash."""

    keeps_input = False

    async def request_key(self, request: Request, who: Principal) -> RequestKey | None:  # noqa: ARG002
        return None


Units = Callable[[], AbstractAsyncContextManager[PageWriting]]


class _UnitsGuard(PageWritingGuard):
    """Leaves it to the page how long a transaction is open: a sink is asked with none."""

    async def __call__(self, request: Request) -> Units:  # type: ignore[override]
        request.state.admitted = await self.admit(request)
        return lambda: asynccontextmanager(super(_UnitsGuard, self).__call__)(request)

    async def enter(self, request: Request) -> Principal:
        admitted: Principal = request.state.admitted
        return admitted

    async def request_key(self, request: Request, who: Principal) -> RequestKey | None:  # noqa: ARG002
        return None


View = Annotated[PageReading, page_reading(*ON_PAGES)]
Unit = Annotated[PageWriting, page_writing(*ON_PAGES)]
Changing = Annotated[PageWriting, page_writing(*ON_PAGES, changes=changes_since)]
Secretly = Annotated[PageWriting, Depends(_SecretGuard(*ON_PAGES), scope="function")]
ToAsk = Annotated[Units, Depends(_UnitsGuard(*ON_PAGES), scope="function")]


def room_of(visitor: Visitor) -> Room:
    room: Room = visitor.request.app.state.subscriptions
    return room
