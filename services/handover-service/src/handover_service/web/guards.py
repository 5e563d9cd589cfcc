"""Where a page decides: as the API's desk, for somebody who signed in with a browser."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

from fastapi import Depends, Request

from continuous_line.auth import Principal
from continuous_line.codes import Role
from continuous_line.idempotency import RequestKey
from continuous_line.web.pages import Form, PageWriting, Visitor
from continuous_line.web.pages.guards import ChangesSince, PageWritingGuard
from continuous_line.writing import Writing
from handover_service.resources import Resources
from handover_service.streams import Desk
from handover_service.web.changes import changes_since


@dataclass(frozen=True, slots=True)
class PageDesk(Desk):
    """The desk of a page: `unit` ends the request, `visitor` shows it, `form` was sent."""

    @property
    def unit(self) -> PageWriting:
        return cast(PageWriting, self.writing)

    @property
    def visitor(self) -> Visitor:
        return self.unit.visitor

    @property
    def form(self) -> Form:
        return self.unit.form

    @property
    def resources(self) -> Resources:
        found: Resources = self.visitor.request.app.state.resources
        return found


class PageDeskGuard(PageWritingGuard):
    def given(self, request: Request, unit: Writing) -> PageDesk:  # type: ignore[override]
        page = PageWritingGuard.given(self, request, unit)
        reads = request.method in ("GET", "HEAD")
        r: Resources = request.app.state.resources
        return PageDesk(r.cases, page, r.vault, r.policy, reads=reads)


def page_desk(*roles: Role, changes: ChangesSince = changes_since) -> Any:
    """`at: Annotated[PageDesk, page_desk(*roles.TALK)]`; also of a GET: its reading is kept.

    `changes`: what whoever was too late is told that others did.
    """
    return Depends(PageDeskGuard(*roles, changes=changes), scope="function")


Desks = Callable[[], AbstractAsyncContextManager[PageDesk]]


class PageDesksGuard(PageDeskGuard):
    """Lets in as `PageDeskGuard`, and leaves it to the page how long its transaction is open."""

    async def __call__(self, request: Request) -> Desks:  # type: ignore[override]
        request.state.admitted = await self.admit(request)
        return lambda: asynccontextmanager(super(PageDesksGuard, self).__call__)(request)

    async def enter(self, request: Request) -> Principal:
        admitted: Principal = request.state.admitted
        return admitted


def page_desks(*roles: Role) -> Any:
    """`desks: Annotated[Desks, page_desks(*roles.STAFF)]`, for a page that asks other services.

    `async with desks() as at:` reads or records, and commits where the block ends. Who waits for
    another service afterwards keeps no transaction open, and no connection from who needs one.
    """
    return Depends(PageDesksGuard(*roles, changes=changes_since), scope="function")


class ForgetfulPageGuard(PageDeskGuard):
    """Of a form of which nothing is kept but what is recorded: no hash, no input that waits."""

    keeps_input = False

    async def request_key(self, request: Request, who: Principal) -> RequestKey | None:  # noqa: ARG002
        return None


def forgetful_desk(*roles: Role) -> Any:
    """As `page_desk`; a form that is sent twice is answered by the rules alone."""
    return Depends(ForgetfulPageGuard(*roles), scope="function")
