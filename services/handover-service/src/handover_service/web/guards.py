"""Where a page decides: as the API's desk, for somebody who signed in with a browser."""

from dataclasses import dataclass
from typing import Any, cast

from fastapi import Depends, Request

from continuous_line.codes import Role
from continuous_line.web.pages import Form, PageWriting, Visitor
from continuous_line.web.pages.guards import ChangesSince, PageWritingGuard
from continuous_line.writing import Writing
from handover_service.resources import Resources
from handover_service.streams import Desk


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
        return PageDesk(request.app.state.resources.cases, page, reads=reads)


def page_desk(*roles: Role, changes: ChangesSince | None = None) -> Any:
    """`at: Annotated[PageDesk, page_desk(*roles.TALK)]`; also of a GET: its reading is kept."""
    return Depends(PageDeskGuard(*roles, changes=changes), scope="function")
