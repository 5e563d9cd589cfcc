"""Assessments and the talk about taking part."""

from typing import Annotated

from fastapi import APIRouter, Response

from continuous_line.pagination import Page, PagingParameters
from profile_service import roles
from profile_service.api import answers, schemas
from profile_service.api.dependencies import (
    AssessmentId,
    PermitHolderId,
    address,
    created,
    desk,
    reader,
)
from profile_service.application import assessments as use_cases
from profile_service.application.recording import Recorded
from profile_service.domain import assessments
from profile_service.domain.events import AssessmentRecorded
from profile_service.streams import Desk

router = APIRouter(tags=["assessments"])
Assessor = Annotated[Desk, desk(*roles.ASSESS)]
Reader = Annotated[Desk, reader(*roles.READ)]


@router.get("/profiles/{permitHolderId}/assessments")
async def list_assessments(
    permit_holder_id: PermitHolderId, at: Reader, paging: PagingParameters
) -> Page[answers.Assessment]:
    file = await at.open(roles.READ, permit_holder_id)
    shown, following = paging.part(assessments.assessments(file.state))
    return Page(items=[answers.assessment(one) for one in shown], next=following)


@router.post("/profiles/{permitHolderId}/assessments", status_code=201, response_class=Response)
async def record_assessment(
    permit_holder_id: PermitHolderId, body: schemas.NewAssessment, at: Assessor
) -> Response:
    """Asked for, or done: e.g. a NOA or the valuation of a diploma."""
    recorded = await use_cases.assess(
        at, permit_holder_id, body.kind, body.state, body.happened_on, body.when()
    )
    return await _created(at, recorded)


@router.get("/profiles/{permitHolderId}/assessments/{assessmentId}")
async def read_assessment(
    permit_holder_id: PermitHolderId, assessment_id: AssessmentId, at: Reader
) -> answers.Assessment:
    file = await at.open(roles.READ, permit_holder_id)
    return answers.assessment(assessments.find(file.state, assessment_id))


@router.post(
    "/profiles/{permitHolderId}/assessments/{assessmentId}/results",
    status_code=201,
    response_class=Response,
)
async def finish_assessment(
    permit_holder_id: PermitHolderId,
    assessment_id: AssessmentId,
    body: schemas.AssessmentResult,
    at: Assessor,
) -> Response:
    """What was asked for is done."""
    done = await use_cases.finish(at, permit_holder_id, assessment_id, body.done_on, body.when())
    return await _created(at, done)


@router.post(
    "/profiles/{permitHolderId}/participation-talks", status_code=201, response_class=Response
)
async def hold_participation_talk(
    permit_holder_id: PermitHolderId, body: schemas.ParticipationTalk, at: Assessor
) -> Response:
    """Whoever had none a term after the permit is found by `noParticipationTalk` in the list."""
    return await created(
        at, await use_cases.hold_talk(at, permit_holder_id, body.held_on, body.when())
    )


async def _created(at: Desk, recorded: Recorded) -> Response:
    if not isinstance(recorded.event, AssessmentRecorded):
        return await created(at, recorded)
    location = f"{address(recorded.person)}/assessments/{recorded.event.assessment_id}"
    return await at.writing.created(location, recorded.version)
