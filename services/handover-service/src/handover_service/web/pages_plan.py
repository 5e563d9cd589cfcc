"""The plan as a page, and the forms in which it is drawn up and what a talk agreed is recorded."""

from typing import Annotated

from fastapi import APIRouter, Response

from continuous_line.act import When
from continuous_line.codes import Party
from continuous_line.days import day
from continuous_line.web.pages import Form
from handover_service import roles
from handover_service.api import answers_plan
from handover_service.api.dependencies import CaseId
from handover_service.application import agreeing
from handover_service.web import plan_form
from handover_service.web.agreed import places_of, plan_context, shown
from handover_service.web.guards import PageDesk, page_desk
from handover_service.web.plan_changes import plan_changes
from handover_service.web.plan_form import PlanForm

router = APIRouter()
Reader = Annotated[PageDesk, page_desk(*roles.AGREE)]
Talker = Annotated[PageDesk, page_desk(*roles.TALK, changes=plan_changes)]


@router.get("/cases/{caseId}/plan")
async def plan_page(case_id: CaseId, at: Reader) -> Response:
    return await plan_shown(at, case_id, Form.of(at.visitor))


async def plan_shown(at: PageDesk, case_id: CaseId, form: Form, status: int = 200) -> Response:
    """`form`: the day on which the permit holder agreed, where somebody records it for them."""
    read = await agreeing.read(at, case_id)
    may_write = at.writing.who.has(*roles.TALK)
    return await shown(
        at, "plan.html", status, form=form, places=places_of(read), may_write=may_write,
        number=str(case_id)[:8], **plan_context(at, read),
    )  # fmt: skip


@router.get("/cases/{caseId}/plan/edit")
async def plan_form_page(case_id: CaseId, at: Talker) -> Response:
    read = await agreeing.read(at, case_id)
    plan = answers_plan.plan(read, at.writing.now)
    form = plan_form.of_plan(Form.of(at.visitor), plan)
    return await _form(at, case_id, form, version=read.file.version)


@router.post("/cases/{caseId}/plan/edit")
async def plan_sent(case_id: CaseId, at: Talker) -> Response:
    """A whole version: what is left empty is left out."""
    form = plan_form.sent(at.form)
    if plan_form.asking_more(form):
        return await _form(at, case_id, form)
    asked = plan_form.read(form, day(at.writing.now))
    if form.faults:
        return await _form(at, case_id, form, 400)
    await agreeing.draft(at, case_id, asked.goals, asked.actions, When())
    return await at.unit.see(f"/cases/{case_id}/plan", "drafted")


@router.get("/cases/{caseId}/agreements/new")
async def agreement_form(case_id: CaseId, at: Talker) -> Response:
    return await _form(at, case_id, plan_form.sent(Form.of(at.visitor)), goals=False)


@router.post("/cases/{caseId}/agreements/new")
async def agreement_sent(case_id: CaseId, at: Talker) -> Response:
    """What was agreed in a talk that is recorded already."""
    form = plan_form.sent(at.form)
    if plan_form.asking_more(form):
        return await _form(at, case_id, form, goals=False)
    asked = plan_form.read(form, day(at.writing.now), goals=False)
    if form.faults:
        return await _form(at, case_id, form, 400, goals=False)
    await agreeing.agree(at, case_id, asked.actions, When())
    return await at.unit.see(f"/cases/{case_id}/plan", "agreed")


async def _form(
    at: PageDesk,
    case_id: CaseId,
    form: PlanForm,
    status: int = 200,
    *,
    goals: bool = True,
    version: int | None = None,
) -> Response:
    await at.open(roles.TALK, case_id)
    known = {f"action.{n}": form.value(f"action.{n}.id") for n in range(plan_form.MOST["action"])}
    return await shown(
        at, "plan_form.html", status, form=form, goals=goals, version=version,
        here=f"/cases/{case_id}", number=str(case_id)[:8],
        goal_rows=plan_form.rows(form, "goal"), action_rows=plan_form.rows(form, "action"),
        known={name for name, id_ in known.items() if id_},
        parties=[(party.value, at.visitor.words[f"of_{_word(party)}"]) for party in Party],
    )  # fmt: skip


def _word(party: Party) -> str:
    return party.value.replace("-", "_")
