"""Completing and sending a profile, and requests for a supplement."""

from typing import Annotated

from fastapi import APIRouter, Response

from profile_service import roles
from profile_service.api import answers_contents, schemas
from profile_service.api.dependencies import PermitHolderId, created, desk, reader
from profile_service.application import sending
from profile_service.streams import Desk

router = APIRouter(tags=["profiles"])
Author = Annotated[Desk, desk(*roles.WRITE)]


@router.post("/profiles/{permitHolderId}/completions", status_code=201, response_class=Response)
async def complete_profile(
    permit_holder_id: PermitHolderId, body: schemas.Occurrence, at: Author
) -> Response:
    """The next version; 409 names the required sections that are missing."""
    return await created(at, await sending.complete(at, permit_holder_id, body.when()))


@router.post("/profiles/{permitHolderId}/sendings", status_code=201, response_class=Response)
async def send_profile(
    permit_holder_id: PermitHolderId, body: schemas.Sending, at: Author
) -> Response:
    """The last completed version, to the municipality linked at that moment."""
    sent = await sending.send(at, permit_holder_id, body.municipality, body.when())
    return await created(at, sent)


@router.get("/profiles/{permitHolderId}/sendings/preview")
async def preview_sending(
    permit_holder_id: PermitHolderId, at: Annotated[Desk, reader(*roles.WRITE)]
) -> answers_contents.SendingPreview:
    """To whom it would go, what of it, and what not and why."""
    return answers_contents.preview(await sending.preview(at, permit_holder_id))


@router.post(
    "/profiles/{permitHolderId}/supplement-requests", status_code=201, response_class=Response
)
async def request_supplement(
    permit_holder_id: PermitHolderId,
    body: schemas.SupplementRequest,
    at: Annotated[Desk, desk(*roles.ASK)],
) -> Response:
    """By the linked municipality, of a profile that was sent to it."""
    asked = await sending.request_supplement(at, permit_holder_id, body.once_each(), body.when())
    return await created(at, asked)
