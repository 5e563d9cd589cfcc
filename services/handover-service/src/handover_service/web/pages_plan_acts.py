"""What is done with a plan: agreed to, done, taken over, taken back."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from continuous_line.act import When
from continuous_line.codes import Party, VoidReason
from continuous_line.codes_guidance import TakeOverReason
from continuous_line.days import day
from continuous_line.fields import Id
from continuous_line.web.pages import Form
from handover_service import roles
from handover_service.api import answers_plan
from handover_service.api.dependencies import CaseId
from handover_service.api.routes_plans import ActionId, PlanId
from handover_service.application import agreeing
from handover_service.domain.errors_guidance import UnknownAction, UnknownPlan
from handover_service.web.agreed import options, shown
from handover_service.web.guards import PageDesk, page_desk
from handover_service.web.moments import when_on
from handover_service.web.pages_plan import plan_shown

router = APIRouter()
Agreer = Annotated[PageDesk, page_desk(*roles.AGREE)]
Talker = Annotated[PageDesk, page_desk(*roles.TALK)]
AgreementId = Annotated[Id, Path(alias="agreementId")]
PARTIES = tuple(Party)


@router.post("/cases/{caseId}/plan/versions/{planId}/endorsements")
async def endorse(case_id: CaseId, plan_id: PlanId, at: Agreer) -> Response:
    """To the version that was on the page; another one in force is refused."""
    party = at.form.choice("party", PARTIES, required=False)
    if at.form.faults:
        return await at.unit.see(_back(at, case_id))
    said = Party(party) if party else None
    if said is Party.PERMIT_HOLDER and at.writing.who.has(*roles.TALK):
        return await _endorse_for(at, case_id, plan_id)
    await agreeing.endorse(at, case_id, plan_id, said, When())
    return await at.unit.see(_back(at, case_id), "endorsed")


async def _endorse_for(at: PageDesk, case_id: CaseId, plan_id: PlanId) -> Response:
    """What the permit holder said in a talk, with its day: on the day of the plan itself it was
    said once the plan was there."""
    on, now = at.form.day("told_on"), at.writing.now
    if on and on > day(now):
        at.form.fault("told_on", "ahead_of_now", "told_on-day")
    if at.form.faults or on is None:
        return await plan_shown(at, case_id, at.form, 400)
    plan = answers_plan.plan(await agreeing.read(at, case_id), now).present
    said = when_on(at, on).occurred_at or now
    if plan is not None and plan.plan_id == plan_id and day(plan.drafted_at) == on:
        said = max(said, plan.drafted_at)
    await agreeing.endorse(at, case_id, plan_id, Party.PERMIT_HOLDER, When(said))
    return await at.unit.see(_back(at, case_id), "endorsed")


@router.post("/cases/{caseId}/plan/actions/{actionId}/completion")
async def complete(case_id: CaseId, action_id: ActionId, at: Agreer) -> Response:
    await agreeing.complete(at, case_id, action_id, When())
    return await at.unit.see(_back(at, case_id), "completed")


@router.get("/cases/{caseId}/plan/actions/{actionId}/take-over")
async def take_over_form(case_id: CaseId, action_id: ActionId, at: Talker) -> Response:
    return await _take_over(at, case_id, action_id, Form.of(at.visitor))


@router.post("/cases/{caseId}/plan/actions/{actionId}/take-over")
async def take_over(case_id: CaseId, action_id: ActionId, at: Talker) -> Response:
    reason = at.form.choice("take_over_reason", tuple(TakeOverReason))
    if at.form.faults or reason is None:
        return await _take_over(at, case_id, action_id, at.form, 400)
    await agreeing.take_over(at, case_id, action_id, TakeOverReason(reason), When())
    return await at.unit.see(f"/cases/{case_id}/plan", "taken_over")


@router.get("/cases/{caseId}/plan/agreements/{agreementId}/taking-back")
async def taking_back_form(case_id: CaseId, agreement_id: AgreementId, at: Talker) -> Response:
    return await _taking_back(at, case_id, agreement_id, Form.of(at.visitor))


@router.post("/cases/{caseId}/plan/agreements/{agreementId}/taking-back")
async def taking_back(case_id: CaseId, agreement_id: AgreementId, at: Talker) -> Response:
    """Of a version of the plan, or of what a talk agreed."""
    reason = at.form.choice("why_taken_back", tuple(VoidReason))
    if at.form.faults or reason is None:
        return await _taking_back(at, case_id, agreement_id, at.form, 400)
    await agreeing.void(at, case_id, agreement_id, VoidReason(reason), When())
    return await at.unit.see(f"/cases/{case_id}/plan", "taken_back")


@router.post("/cases/{caseId}/plan/versions/{planId}/endorsements/{party}/taking-back")
async def withdraw(case_id: CaseId, plan_id: PlanId, party: Party, at: Agreer) -> Response:
    """That a party agreed, by whoever recorded it."""
    await agreeing.withdraw(at, case_id, plan_id, party, VoidReason.OTHER, When())
    return await at.unit.see(_back(at, case_id), "withdrawn")


def _back(at: PageDesk, case_id: CaseId) -> str:
    own = not at.writing.who.has(*roles.TALK)
    return "/my-case" if own else f"/cases/{case_id}/plan"


async def _take_over(
    at: PageDesk, case_id: CaseId, action_id: ActionId, form: Form, status: int = 200
) -> Response:
    """Raises UnknownAction."""
    plan = answers_plan.plan(await agreeing.read(at, case_id), at.writing.now)
    action = next((one for one in plan.actions if one.action_id == action_id), None)
    if action is None:
        raise UnknownAction("There is no such action in the present plan.")
    reasons = options(at, "take_over_reason")
    return await _shown(
        at, "plan_take_over.html", status, case_id, form, action=action, reasons=reasons
    )


async def _taking_back(
    at: PageDesk, case_id: CaseId, agreement_id: AgreementId, form: Form, status: int = 200
) -> Response:
    """Raises UnknownPlan."""
    plan = answers_plan.plan(await agreeing.read(at, case_id), at.writing.now)
    versions = [*([plan.present] if plan.present else []), *plan.former]
    version = next((one for one in versions if one.plan_id == agreement_id), None)
    actions = [one for one in plan.actions if one.agreement_id == agreement_id]
    if version is None and not actions:
        raise UnknownPlan("There is no such plan or agreement in this case.")
    return await _shown(
        at, "plan_taking_back.html", status, case_id, form, taken=version, actions=actions,
        reasons=options(at, "void_reason"),
    )  # fmt: skip


async def _shown(
    at: PageDesk, template: str, status: int, case_id: CaseId, form: Form, **context: Any
) -> Response:
    here, number = f"/cases/{case_id}", str(case_id)[:8]
    return await shown(at, template, status, form=form, here=here, number=number, **context)
