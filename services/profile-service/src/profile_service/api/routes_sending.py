"""The profile itself: sections, completed versions, sendings, requests for a supplement."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from continuous_line.codes import Section
from profile_service import roles
from profile_service.api import schemas
from profile_service.api.dependencies import PermitHolderId, created, desk
from profile_service.application import sending
from profile_service.streams import Desk

router = APIRouter(tags=["profiles"])
Author = Annotated[Desk, desk(*roles.WRITE)]


@router.put(
    "/profiles/{permitHolderId}/sections/{section}", status_code=204, response_class=Response
)
async def record_section(
    permit_holder_id: PermitHolderId,
    section: Annotated[Section, Path()],
    body: schemas.RecordedSection,
    at: Author,
) -> Response:
    """How far the section is; its content is not kept in this version."""
    recorded = await sending.record_section(
        at, permit_holder_id, section, body.completeness, body.when()
    )
    return await at.writing.done(recorded.version)


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
