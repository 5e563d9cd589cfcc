"""Check what goes to whom, send it, and ask for more."""

from typing import Annotated

from fastapi import APIRouter, Response

from continuous_line.act import When
from continuous_line.codes import Section
from profile_service import roles
from profile_service.api import answers_contents
from profile_service.api.dependencies import PermitHolderId
from profile_service.application import sending
from profile_service.web.codes import DIFFERENCES, SECTIONS, WHYS
from profile_service.web.guards import PageDesk, page_desk
from profile_service.web.look import show
from profile_service.web.pages_profile import field_labels

router = APIRouter()


@router.get("/profiles/{permitHolderId}/sendings/new")
async def check(
    permit_holder_id: PermitHolderId, at: Annotated[PageDesk, page_desk(*roles.WRITE)]
) -> Response:
    """To whom, what of it, and what not and why."""
    preview = answers_contents.preview(await sending.preview(at, permit_holder_id))
    language = at.visitor.language
    return await show(
        at,
        "sending.html",
        places=[preview.municipality],
        here=f"/profiles/{permit_holder_id}",
        preview=preview,
        labels=field_labels(at),
        whys=WHYS[language],
        differences=DIFFERENCES[language],
    )


@router.post("/profiles/{permitHolderId}/sendings/new")
async def send(
    permit_holder_id: PermitHolderId, at: Annotated[PageDesk, page_desk(*roles.WRITE)]
) -> Response:
    """To the municipality that was shown; another one is refused."""
    await sending.send(at, permit_holder_id, at.form.value("municipality") or None, When())
    return await at.unit.see(f"/profiles/{permit_holder_id}", "sent")


@router.get("/profiles/{permitHolderId}/supplement-requests/new")
async def ask(
    permit_holder_id: PermitHolderId, at: Annotated[PageDesk, page_desk(*roles.ASK)]
) -> Response:
    await at.read(roles.ASK, permit_holder_id, "profile")
    return await _asking(at, permit_holder_id)


@router.post("/profiles/{permitHolderId}/supplement-requests/new")
async def request_supplement(
    permit_holder_id: PermitHolderId, at: Annotated[PageDesk, page_desk(*roles.ASK)]
) -> Response:
    wanted = at.form.choices("supplement", [one.value for one in Section], required=True)
    if at.form.faults:
        return await _asking(at, permit_holder_id, 400)
    chosen = tuple(Section(one) for one in dict.fromkeys(wanted))
    await sending.request_supplement(at, permit_holder_id, chosen, When())
    return await at.unit.see(f"/profiles/{permit_holder_id}", "supplement")


async def _asking(at: PageDesk, person: PermitHolderId, status: int = 200) -> Response:
    options = list(SECTIONS[at.visitor.language].items())
    return await show(
        at, "supplement.html", status, form=at.form, here=f"/profiles/{person}", options=options
    )
