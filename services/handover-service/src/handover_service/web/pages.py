"""The pages of handover-service: who is signed in; the work itself goes over the API."""

from typing import Annotated

from fastapi import APIRouter, Response

from continuous_line.web.pages import PageKit, Visitor, signed_in

KIT = PageKit()
router = APIRouter()


@router.get("/")
async def home(visitor: Annotated[Visitor, signed_in()]) -> Response:
    """Where signing in leads to without a page that was asked for."""
    return visitor.see("/sign-in/account")
