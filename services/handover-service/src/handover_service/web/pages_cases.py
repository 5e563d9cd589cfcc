"""Where somebody begins, and the work list."""

from typing import Annotated

from fastapi import APIRouter, Response

from continuous_line.auth import EVERY_ROLE
from continuous_line.web.pages import Visitor, signed_in
from handover_service import roles
from handover_service.web.guards import PageDesk, page_desk
from handover_service.web.look import show

router = APIRouter()


@router.get("/")
async def start(visitor: Annotated[Visitor, signed_in(*EVERY_ROLE)]) -> Response:
    """Where somebody with these roles begins; who has no page here learns who they are."""
    begins = ((roles.STAFF, "/cases"),)
    found = (path for allowed, path in begins if visitor.who.has(*allowed))
    return visitor.see(next(found, "/sign-in/account"))


@router.get("/cases")
async def cases_page(at: Annotated[PageDesk, page_desk(*roles.STAFF)]) -> Response:
    return await show(at, "cases.html")
