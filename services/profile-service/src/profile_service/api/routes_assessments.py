"""Assessments and the talk about taking part."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from continuous_line.codes import AssessmentState
from continuous_line.pagination import Page, PagingParameters
from profile_service import notes, roles
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
from profile_service.application.assessments import Stage
from profile_service.application.recording import Recorded
from profile_service.domain import assessments
from profile_service.domain.assessments import Assessment
from profile_service.domain.events import AssessmentRecorded
from profile_service.files import File
from profile_service.streams import Desk

router = APIRouter(tags=["assessments"])
Assessor = Annotated[Desk, desk(*roles.ASSESS)]
Reader = Annotated[Desk, reader(*roles.READ)]


@router.get("/profiles/{permitHolderId}/assessments")
async def list_assessments(
    permit_holder_id: PermitHolderId, at: Reader, paging: PagingParameters
) -> Page[answers.AssessedResult]:
    file = await at.read(roles.READ, permit_holder_id, "assessments")
    shown, following = paging.part(assessments.assessments(file.state))
    results = await _results(at, file, shown)
    items = [answers.assessed(one, results.get(one.assessment_id)) for one in shown]
    return Page(items=items, next=following)


@router.post("/profiles/{permitHolderId}/assessments", status_code=201, response_class=Response)
async def record_assessment(
    permit_holder_id: PermitHolderId, body: schemas.NewAssessment, at: Assessor
) -> Response:
    """Asked for, or done: e.g. a NOA or the valuation of a diploma."""
    stage = Stage(body.state, body.happened_on, body.result)
    recorded = await use_cases.assess(at, permit_holder_id, body.kind, stage, body.when())
    return await _created(at, recorded)


@router.get("/profiles/{permitHolderId}/assessments/{assessmentId}")
async def read_assessment(
    permit_holder_id: PermitHolderId, assessment_id: AssessmentId, at: Reader
) -> answers.AssessedResult:
    file = await at.read(roles.READ, permit_holder_id, "assessments")
    found = assessments.find(file.state, assessment_id)
    results = await _results(at, file, [found])
    return answers.assessed(found, results.get(assessment_id))


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
    stage = Stage(AssessmentState.DONE, body.done_on, body.result)
    done = await use_cases.finish(at, permit_holder_id, assessment_id, stage, body.when())
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


async def _results(at: Desk, file: File, of: Sequence[Assessment]) -> dict[UUID, str]:
    """For whom the contents of the profile are."""
    if not file.tells(at.writing.who):
        return {}
    wanted = {one.assessment_id: file.person for one in of}
    return await notes.opened(at.writing.tx, at.vault, notes.Kind.RESULT, wanted)
