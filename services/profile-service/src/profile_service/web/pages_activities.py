"""What somebody did, does and is planned to do; recorded and ended."""

from typing import Annotated, Any

from fastapi import APIRouter, Response

from continuous_line.act import When
from continuous_line.codes import ActivityEndReason, ActivitySetting, ActivityType
from continuous_line.days import day
from continuous_line.web.pages import Form
from profile_service import roles
from profile_service.api.dependencies import ActivityId, PermitHolderId
from profile_service.application import activities as use_cases
from profile_service.domain import activities, plans
from profile_service.domain.activities import Doing
from profile_service.domain.errors import UnknownActivity
from profile_service.domain.plans import Plan
from profile_service.web.codes import named
from profile_service.web.codes_activities import OFFERS
from profile_service.web.doings import address, shown, told
from profile_service.web.guards import PageDesk, page_desk

router = APIRouter()
Author = Annotated[PageDesk, page_desk(*roles.WRITE)]
Planner = Annotated[PageDesk, page_desk(*roles.PLAN)]


@router.get("/profiles/{permitHolderId}/activities")
async def activities_page(
    permit_holder_id: PermitHolderId, at: Annotated[PageDesk, page_desk(*roles.DOINGS)]
) -> Response:
    found = await told(at, permit_holder_id)
    allowed = {
        "write": roles.WRITE, "plan": roles.PLAN, "wish": roles.WISH,
        "answer": roles.ANSWER, "assess": roles.ASSESS, "own": roles.OWN,
    }  # fmt: skip
    may = {what: at.writing.who.has(*some) for what, some in allowed.items()}
    return await shown(at, "activities.html", person=permit_holder_id, may=may, **found)


@router.get("/profiles/{permitHolderId}/activities/new")
async def activity_form(permit_holder_id: PermitHolderId, at: Author) -> Response:
    await at.open(roles.WRITE, permit_holder_id)
    return await _form(at, permit_holder_id, "activity_form.html", Form.of(at.visitor))


@router.post("/profiles/{permitHolderId}/activities/new")
async def activity_page(permit_holder_id: PermitHolderId, at: Author) -> Response:
    """Also what began before the permit."""
    await at.open(roles.WRITE, permit_holder_id)
    form, policy = at.form, at.profiles.policy
    kind = form.choice("activity_type", tuple(ActivityType))
    setting = form.choice("setting", tuple(ActivitySetting))
    started, ended = _past(at, "started_on"), _past(at, "ended_on", required=False)
    programme = form.choice("programme", policy.programmes, required=False)
    training = form.choice("training", policy.trainings, required=False)
    provider = form.code("provider", required=False)
    if started and ended and ended < started:
        form.fault("ended_on", "ends_too_early", "ended_on-day")
    if form.faults or kind is None or setting is None or started is None:
        return await _form(at, permit_holder_id, "activity_form.html", form, 400)
    goes_on = form.has("continues", "yes")
    doing = Doing(
        ActivityType(kind), ActivitySetting(setting), started, ended, programme, goes_on,
        provider or None, training,
    )  # fmt: skip
    await use_cases.record(at, permit_holder_id, doing, When())
    return await at.unit.see(address(permit_holder_id), "activity_recorded")


@router.get("/profiles/{permitHolderId}/activities/{activityId}/ending")
async def ending_form(
    permit_holder_id: PermitHolderId, activity_id: ActivityId, at: Author
) -> Response:
    return await _ending(at, permit_holder_id, activity_id, Form.of(at.visitor))


@router.post("/profiles/{permitHolderId}/activities/{activityId}/ending")
async def ending_page(
    permit_holder_id: PermitHolderId, activity_id: ActivityId, at: Author
) -> Response:
    """It is kept, as experience."""
    form = at.form
    reason = form.choice("end_reason", tuple(ActivityEndReason))
    ended = _past(at, "ended_on")
    if form.faults or reason is None or ended is None:
        return await _ending(at, permit_holder_id, activity_id, form, 400)
    await use_cases.end(
        at, permit_holder_id, activity_id, ended_on=ended, reason=ActivityEndReason(reason),
        when=When(),
    )  # fmt: skip
    return await at.unit.see(address(permit_holder_id), "activity_ended")


@router.get("/profiles/{permitHolderId}/planned-activities/new")
async def plan_form(permit_holder_id: PermitHolderId, at: Planner) -> Response:
    await at.open(roles.PLAN, permit_holder_id)
    return await _form(at, permit_holder_id, "plan_form.html", Form.of(at.visitor))


@router.post("/profiles/{permitHolderId}/planned-activities/new")
async def plan_page(permit_holder_id: PermitHolderId, at: Planner) -> Response:
    """The check page says whether the same training was done or planned before."""
    file = await at.open(roles.PLAN, permit_holder_id)
    form = at.form
    kind = form.choice("activity_type", tuple(ActivityType))
    provider = form.code("plan_provider")
    training = form.choice("training", at.profiles.policy.trainings, required=False)
    starts = form.day("starts_on", required=False)
    if form.faults or form.changing or kind is None:
        status = 400 if form.faults else 200
        return await _form(at, permit_holder_id, "plan_form.html", form, status)
    plan = Plan(ActivityType(kind), provider, training, starts)
    if not form.confirmed:
        await at.account(file, ["planned-activities"])
        warnings = plans.warnings(file.state, plan)
        return await shown(at, "plan_check.html", form=form, plan=plan, warnings=warnings)
    await use_cases.plan(at, permit_holder_id, plan, When())
    return await at.unit.see(address(permit_holder_id), "activity_planned")


def _past(at: PageDesk, name: str, *, required: bool = True) -> Any:
    found = at.form.day(name, required=required)
    if found is not None and found > day(at.writing.now):
        at.form.fault(name, "not_ahead", f"{name}-day")
    return found


async def _form(
    at: PageDesk, person: PermitHolderId, template: str, form: Form, status: int = 200
) -> Response:
    policy, language = at.profiles.policy, at.visitor.language
    programmes = [(code, named(OFFERS, language, code)) for code in policy.programmes]
    trainings = [(code, named(OFFERS, language, code)) for code in policy.trainings]
    return await shown(
        at, template, status, form=form, back=address(person),
        programmes=programmes, trainings=trainings,
    )  # fmt: skip


async def _ending(
    at: PageDesk, person: PermitHolderId, activity_id: ActivityId, form: Form, status: int = 200
) -> Response:
    """Raises UnknownActivity."""
    file = await at.read(roles.WRITE, person, "activities")
    for one in activities.activities(file.state):
        if one.activity_id == activity_id:
            return await shown(
                at, "activity_ending.html", status, form=form, activity=one, back=address(person)
            )
    raise UnknownActivity("No such activity of this person is recorded.")
