"""The plan and what is agreed in talks: drawn up, agreed to, done, taken over, taken back."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from continuous_line.codes import Party
from continuous_line.fields import Id
from continuous_line.writing import etag
from handover_service import roles
from handover_service.api import answers_plan
from handover_service.api import schemas_guidance as schemas
from handover_service.api.dependencies import CaseId, case_address, created, desk, reader
from handover_service.application import agreeing
from handover_service.application.recording import Recorded
from handover_service.streams import Desk

router = APIRouter(tags=["plan"])
Agreeing = Annotated[Desk, desk(*roles.AGREE)]
Talking = Annotated[Desk, desk(*roles.TALK)]
ActionId = Annotated[Id, Path(alias="actionId")]
PlanId = Annotated[Id, Path(alias="planId", description="Of a version of the plan.")]


@router.get("/cases/{caseId}/plan")
async def read_plan(
    case_id: CaseId, response: Response, at: Annotated[Desk, reader(*roles.AGREE)]
) -> answers_plan.IntegrationPlan:
    """The plan (PIP) with its words: agreed only once all three agreed."""
    read = await agreeing.read(at, case_id)
    response.headers["ETag"] = etag(read.file.version)
    return answers_plan.plan(read, at.writing.now)


@router.post("/cases/{caseId}/plans", status_code=201, response_class=Response)
async def draft_plan(case_id: CaseId, body: schemas.PlanDraft, at: Talking) -> Response:
    """A version that takes the place of the one before; everybody agrees anew."""
    goals = [goal.asked() for goal in body.goals]
    actions = [action.asked() for action in body.actions]
    return await _plan(at, await agreeing.draft(at, case_id, goals, actions, body.when()))


@router.post("/cases/{caseId}/plan-endorsements", status_code=201, response_class=Response)
async def endorse_plan(case_id: CaseId, body: schemas.PlanEndorsement, at: Agreeing) -> Response:
    """One party agrees to the version it read; the third makes it agreed."""
    said = await agreeing.endorse(at, case_id, body.plan_id, body.party, body.when())
    return await _plan(at, said)


@router.post(
    "/cases/{caseId}/plans/{planId}/endorsements/{party}/voidings",
    status_code=201,
    response_class=Response,
)
async def withdraw_endorsement(
    case_id: CaseId, plan_id: PlanId, party: Party, body: schemas.TakingBack, at: Agreeing
) -> Response:
    """Take back that a party agreed; an agreed plan is then not agreed any more."""
    taken = await agreeing.withdraw(at, case_id, plan_id, party, body.reason, body.when())
    return await _plan(at, taken)


@router.post("/cases/{caseId}/agreements", status_code=201, response_class=Response)
async def record_agreement(case_id: CaseId, body: schemas.TalkAgreement, at: Talking) -> Response:
    """What was agreed in a talk that was held, beside the plan."""
    actions = [action.asked() for action in body.actions]
    return await _plan(at, await agreeing.agree(at, case_id, actions, body.when()))


@router.post(
    "/cases/{caseId}/agreements/{agreementId}/voidings", status_code=201, response_class=Response
)
async def void_agreement(
    case_id: CaseId,
    agreement_id: Annotated[
        Id, Path(alias="agreementId", description="Of a plan, or of what a talk agreed.")
    ],
    body: schemas.TakingBack,
    at: Talking,
) -> Response:
    """Take back a version of the plan or an agreement of a talk, with its words."""
    taken = await agreeing.void(at, case_id, agreement_id, body.reason, body.when())
    return await _plan(at, taken)


@router.post(
    "/cases/{caseId}/plan-actions/{actionId}/completions", status_code=201, response_class=Response
)
async def complete_action(
    case_id: CaseId, action_id: ActionId, body: schemas.ActionCompletion, at: Agreeing
) -> Response:
    """Done; only who answers for the action says so."""
    return await created(at, await agreeing.complete(at, case_id, action_id, body.when()))


@router.post(
    "/cases/{caseId}/plan-actions/{actionId}/take-overs", status_code=201, response_class=Response
)
async def take_action_over(
    case_id: CaseId, action_id: ActionId, body: schemas.ActionTakeOver, at: Talking
) -> Response:
    """Your side does it from now on."""
    taken = await agreeing.take_over(at, case_id, action_id, body.reason, body.when())
    return await created(at, taken)


async def _plan(at: Desk, recorded: Recorded) -> Response:
    """Versions and agreements are no public events: what was recorded is read in the plan."""
    location = f"{case_address(recorded.case_id)}/plan"
    return await at.writing.created(location, recorded.version)
