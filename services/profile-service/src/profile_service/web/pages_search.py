"""Finding a person by a number that is in no address."""

import re
from typing import Annotated, Final

from fastapi import APIRouter, Response

from profile_service import roles
from profile_service.api.answers_look_up import found_profile
from profile_service.application import looking_up
from profile_service.web.codes import FINDINGS, SECTIONS
from profile_service.web.guards import PageDesk, page_desk
from profile_service.web.look import show

router = APIRouter()
_V_NUMBER: Final = re.compile(r"\d{10}", re.ASCII)


@router.post("/profile-searches")
async def search(at: Annotated[PageDesk, page_desk(*roles.STAFF)]) -> Response:
    """Why there seemed to be nothing. Who is not there, and who is not the reader's, are the same
    404."""
    digits = "".join(one for one in at.form.text("v_number", longest=40) if one not in " .-")
    if not at.form.faults and not _V_NUMBER.fullmatch(digits):
        at.form.fault("v_number", "no_v_number")
    if at.form.faults:
        return await show(at, "search.html", 400, form=at.form, found=None, finding="")
    looked = await looking_up.search(at, digits)
    found = found_profile(looked, looked.file.state.azc(at.writing.now) or "")
    empty = ", ".join(SECTIONS[at.visitor.language][one] for one in found.empty_sections)
    finding = FINDINGS[at.visitor.language][found.finding] if found.finding else ""
    return await show(
        at,
        "search.html",
        places=[found.azc, found.municipality],
        form=at.form,
        found=found,
        finding=finding.format(empty=empty.lower()),
    )
