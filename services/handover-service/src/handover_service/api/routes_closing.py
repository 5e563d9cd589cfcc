"""Acceptance, closing, and taking back what was recorded wrongly."""

from typing import Annotated

from fastapi import APIRouter, Response

from handover_service import roles
from handover_service.api import schemas
from handover_service.api.dependencies import CaseId, EventId, created, desk
from handover_service.application import closing, recording
from handover_service.streams import Desk

router = APIRouter(tags=["closing"])


@router.post("/cases/{caseId}/acceptances", status_code=201, response_class=Response)
async def accept_case(
    case_id: CaseId, body: schemas.Acceptance, at: Annotated[Desk, desk(*roles.ACCEPT)]
) -> Response:
    """The municipality takes the case over."""
    return await created(at, await closing.accept(at, case_id, body.when()))


@router.post("/cases/{caseId}/closings", status_code=201, response_class=Response)
async def close_case(
    case_id: CaseId, body: schemas.Closing, at: Annotated[Desk, desk(*roles.CLOSE)]
) -> Response:
    """COA closes, once the receiver has accepted or the stay ended otherwise."""
    return await created(at, await closing.close(at, case_id, body.new(), body.when()))


@router.post("/cases/{caseId}/events/{eventId}/voidings", status_code=201, response_class=Response)
async def void_event(
    case_id: CaseId,
    event_id: EventId,
    body: schemas.Voiding,
    at: Annotated[Desk, desk(*roles.CORRECT)],
) -> Response:
    """Take back what your organisation recorded."""
    voided = await recording.void(at, case_id, event_id, body.reason, body.when())
    return await created(at, voided)
