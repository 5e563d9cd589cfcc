"""What is known about somebody, and who read it: for the permit holder, and whoever answers."""

from typing import Annotated

from fastapi import APIRouter

from continuous_line.history import History, history, page_of
from continuous_line.pagination import Page, PagingParameters
from profile_service import publishing, roles
from profile_service.api import answers, answers_own
from profile_service.api.dependencies import PermitHolderId, reader
from profile_service.application import own_data
from profile_service.identity import DOMAIN
from profile_service.streams import Desk

router = APIRouter(tags=["own data"])
Self = Annotated[Desk, reader(*roles.OWN)]


@router.get("/my-data", responses={404: {"description": "No profile of yours is here"}})
async def read_my_data(at: Self) -> answers_own.OwnData:
    """Who received the profile, who can see it now, and why."""
    found = await own_data.read(at)
    state, now = found.file.state, at.writing.now
    return answers_own.OwnData(
        permit_holder_id=found.file.person,
        azc=state.azc(now),
        granted_on=state.granted_on,
        recipients=[answers_own.recipient(one) for one in found.receipts],
        can_see=[answers_own.can_see(one) for one in found.seers],
        links_may_be_late=found.links_may_be_late,
    )


@router.get("/my-data/events")
async def list_my_events(at: Self, paging: PagingParameters) -> History:
    """Everything that was recorded, when and by which organisation."""
    file = await at.read(roles.OWN, own_data.themselves(at), "history")
    stored = await at.profiles.history(at.writing.tx, file.person)
    whole = history(stored, DOMAIN, publishing.publish)
    return page_of(answers.told(whole, file.state, municipality=None, sections=True), paging)


@router.get("/my-data/accesses")
async def list_my_accesses(at: Self, paging: PagingParameters) -> Page[answers_own.Access]:
    """Who read what, when and why, the newest first; refusals too."""
    return await _accesses(at, own_data.themselves(at), paging)


@router.get("/profiles/{permitHolderId}/accesses")
async def list_accesses(
    permit_holder_id: PermitHolderId,
    at: Annotated[Desk, reader(*roles.SEE_ACCESSES)],
    paging: PagingParameters,
) -> Page[answers_own.Access]:
    """Who read what, when and why, the newest first; refusals too."""
    return await _accesses(at, permit_holder_id, paging)


async def _accesses(
    at: Desk, person: PermitHolderId, paging: PagingParameters
) -> Page[answers_own.Access]:
    after = paging.after(int)
    found = await own_data.accesses(
        at, person, after=after[0] if after else None, limit=paging.limit
    )
    shown, following = paging.cut(found, lambda one: (one.position,))
    return Page(items=[answers_own.access(one) for one in shown], next=following)
