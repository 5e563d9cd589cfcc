"""What somebody reads about their own data, and who looked at it."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response

from profile_service import roles
from profile_service.api.dependencies import PermitHolderId
from profile_service.application import own_data
from profile_service.web.guards import PageDesk, page_desk
from profile_service.web.look import show
from profile_service.web.sheets import AT_A_TIME, look, organisations_of, sheet

router = APIRouter()
Self = Annotated[PageDesk, page_desk(*roles.OWN)]
Show = Annotated[PageDesk, page_desk(*roles.SHOW_ACCESS)]
Before = Annotated[int | None, Query(ge=1, le=2**62)]


@router.get("/my-data")
async def my_data_page(at: Self) -> Response:
    return await show(at, "sharing.html", **await sheet(at, await own_data.read(at), own=True))


@router.get("/profiles/{permitHolderId}/access")
async def access_page(permit_holder_id: PermitHolderId, at: Show) -> Response:
    """The same, to show or print."""
    found = await own_data.shared_with(at, permit_holder_id)
    return await show(at, "sharing.html", **await sheet(at, found, own=False))


@router.get("/my-data/accesses")
async def my_accesses_page(at: Self, before: Before = None) -> Response:
    return await _accesses(at, own_data.themselves(at), before, own=True)


@router.get("/profiles/{permitHolderId}/accesses")
async def accesses_page(
    permit_holder_id: PermitHolderId, at: Show, before: Before = None
) -> Response:
    return await _accesses(at, permit_holder_id, before, own=False)


async def _accesses(at: PageDesk, person: UUID, before: int | None, *, own: bool) -> Response:
    """The newest first; `before` is the place in the log where the page before ended."""
    found = await own_data.accesses(at, person, after=before, limit=AT_A_TIME + 1)
    shown, following = found[:AT_A_TIME], len(found) > AT_A_TIME
    context: dict[str, Any] = {
        "own": own,
        "back": "/my-data" if own else f"/profiles/{person}/access",
        "looked": [look(at, one) for one in shown],
        "older": shown[-1].position if following else None,
        "first": before is None,
    }
    return await show(at, "accesses.html", places=organisations_of(shown), **context)
