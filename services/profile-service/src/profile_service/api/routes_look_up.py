"""Finding a person: by a number in a body, never in an address."""

from typing import Annotated

from fastapi import APIRouter

from profile_service import roles
from profile_service.admission import unknown
from profile_service.api import answers_look_up as answers
from profile_service.api import schemas
from profile_service.api.dependencies import reader
from profile_service.application import looking_up
from profile_service.streams import Desk

router = APIRouter(tags=["look-up"])


@router.post(
    "/profile-searches", responses={404: {"description": "Nobody by this number, or not for you"}}
)
async def search_profile(
    body: schemas.Search, at: Annotated[Desk, reader(*roles.LOOK_UP)]
) -> answers.FoundProfile:
    """By V-number. "Nothing in the system" is never sent, not opened, or a section that is empty.

    404 for who is not there and for who is not yours alike.
    """
    found = await looking_up.search(at, body.digits())
    azc = found.file.state.azc(at.writing.now)
    if azc is None:
        raise unknown()
    return answers.found_profile(found, azc)
