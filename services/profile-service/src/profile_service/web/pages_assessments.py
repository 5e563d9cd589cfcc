"""Assessments asked for and done, and the talk about taking part."""

from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Response

from continuous_line.act import When
from continuous_line.codes import AssessmentKind, AssessmentState
from continuous_line.days import day
from continuous_line.web.pages import Form
from profile_service import roles
from profile_service.api.dependencies import AssessmentId, PermitHolderId
from profile_service.application import assessments as use_cases
from profile_service.application.assessments import Stage
from profile_service.domain import assessments
from profile_service.web.doings import address, shown
from profile_service.web.guards import PageDesk, page_desk

router = APIRouter()
Assessor = Annotated[PageDesk, page_desk(*roles.ASSESS)]
LONGEST: Final = 500


@router.get("/profiles/{permitHolderId}/assessments/new")
async def assessment_form(permit_holder_id: PermitHolderId, at: Assessor) -> Response:
    await at.open(roles.ASSESS, permit_holder_id)
    return await _new(at, permit_holder_id, Form.of(at.visitor))


@router.post("/profiles/{permitHolderId}/assessments/new")
async def assessment_page(permit_holder_id: PermitHolderId, at: Assessor) -> Response:
    """Asked for, or done; a result is sealed and in no event."""
    await at.open(roles.ASSESS, permit_holder_id)
    form = at.form
    kind = form.choice("assessment_kind", tuple(AssessmentKind))
    stage = form.choice("assessment_stage", tuple(AssessmentState))
    on, result = _past(at, "assessed_on"), form.text("result", longest=LONGEST, required=False)
    if stage == AssessmentState.REQUESTED and result:
        form.fault("result", "no_result_yet")
    if form.faults or kind is None or stage is None or on is None:
        return await _new(at, permit_holder_id, form, 400)
    told = Stage(AssessmentState(stage), on, result or None)
    await use_cases.assess(at, permit_holder_id, AssessmentKind(kind), told, When())
    return await at.unit.see(address(permit_holder_id), "assessed")


@router.get("/profiles/{permitHolderId}/assessments/{assessmentId}/result")
async def result_form(
    permit_holder_id: PermitHolderId, assessment_id: AssessmentId, at: Assessor
) -> Response:
    return await _result(at, permit_holder_id, assessment_id, Form.of(at.visitor))


@router.post("/profiles/{permitHolderId}/assessments/{assessmentId}/result")
async def result_page(
    permit_holder_id: PermitHolderId, assessment_id: AssessmentId, at: Assessor
) -> Response:
    on = _past(at, "assessed_on")
    result = at.form.text("result", longest=LONGEST, required=False)
    if at.form.faults or on is None:
        return await _result(at, permit_holder_id, assessment_id, at.form, 400)
    stage = Stage(AssessmentState.DONE, on, result or None)
    await use_cases.finish(at, permit_holder_id, assessment_id, stage, When())
    return await at.unit.see(address(permit_holder_id), "assessed")


@router.get("/profiles/{permitHolderId}/participation-talks/new")
async def talk_form(permit_holder_id: PermitHolderId, at: Assessor) -> Response:
    await at.open(roles.ASSESS, permit_holder_id)
    form = Form.of(at.visitor)
    return await shown(at, "talk_form.html", form=form, back=address(permit_holder_id))


@router.post("/profiles/{permitHolderId}/participation-talks/new")
async def talk_page(permit_holder_id: PermitHolderId, at: Assessor) -> Response:
    held = _past(at, "held_on")
    if held is None or at.form.faults:
        await at.open(roles.ASSESS, permit_holder_id)
        return await shown(at, "talk_form.html", 400, form=at.form, back=address(permit_holder_id))
    await use_cases.hold_talk(at, permit_holder_id, held, When())
    return await at.unit.see(address(permit_holder_id), "talked")


def _past(at: PageDesk, name: str) -> date | None:
    found = at.form.day(name)
    if found is not None and found > day(at.writing.now):
        at.form.fault(name, "not_ahead", f"{name}-day")
    return found


async def _new(at: PageDesk, person: PermitHolderId, form: Form, status: int = 200) -> Response:
    return await shown(at, "assessment_form.html", status, form=form, back=address(person))


async def _result(
    at: PageDesk, person: PermitHolderId, assessment_id: AssessmentId, form: Form,
    status: int = 200,
) -> Response:  # fmt: skip
    """Raises UnknownAssessment."""
    file = await at.read(roles.ASSESS, person, "assessments")
    found = assessments.find(file.state, assessment_id)
    return await shown(
        at, "assessment_result.html", status, form=form, assessment=found, back=address(person)
    )
