"""A talk planned and confirmed on pages; the invitation as a file."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Response

from continuous_line.act import When
from continuous_line.codes import Mode, NoWarmReason, Party, Scenario
from continuous_line.codes_guidance import MeetingPlace
from continuous_line.days import day
from continuous_line.web.pages import Form
from continuous_line.web.pages.language import moment as in_words
from handover_service import roles
from handover_service.api.dependencies import CaseId, flags_of, issuer_of
from handover_service.api.routes_planning import PlanId, invitation_file
from handover_service.application import talks_agenda, talks_invitation, talks_planning
from handover_service.application.households import save_all
from handover_service.domain import talks_planning as planning
from handover_service.domain.errors import NothingToConfirm
from handover_service.domain.events import HandoverPlanned
from handover_service.domain.talks_planning import Choice, NewPlan
from handover_service.invitations import Language, number
from handover_service.streams import File
from handover_service.web import codes_talks
from handover_service.web.guards import Desks, PageDesk, page_desk, page_desks
from handover_service.web.household import Shown, finished, to_tick
from handover_service.web.look import names, show
from handover_service.web.refusing import refused_at
from handover_service.web.talk_forms import MOMENTS, read_plan

router = APIRouter()
Asking = Annotated[Desks, page_desks(*roles.TALK)]
FIELDS = {
    "reason-needed": "talk_reason",
    "scenario-needed": "talk_scenario",
    "scenario-by-municipality": "talk_confirmed_scenario",
    "scheduled-in-the-past": "talk_first_on",
    "moments-needed": "talk_first_on",
    "not-one-household": "talk_members",
}


@router.get("/cases/{caseId}/handovers/new")
async def plan_form(case_id: CaseId, desks: Asking) -> Response:
    async with desks() as at:
        file = await at.open(roles.TALK, case_id)
        made = await _planning(at, file, case_id, Form.of(at.visitor))
    return await finished(made)


@router.post("/cases/{caseId}/handovers/new")
async def plan_page(case_id: CaseId, desks: Asking) -> Response:
    """First a page to check; sent by the button on it."""
    async with desks() as at:
        made = await _plan(at, case_id)
    return await finished(made)


async def _plan(at: PageDesk, case_id: UUID) -> Response | Shown:
    file = await at.open(roles.TALK, case_id)
    form, known = at.form, await talks_planning.household(at, file, case_id)
    read = read_plan(form, roles.side_of(at.writing.who), known)
    decided = None
    if read is not None:
        with refused_at(at, form, "talk_first_on", FIELDS):
            decided = await talks_planning.decide_plan(at, case_id, read[0], When(), read[1])
    if read is None or decided is None or form.changing:
        return await _planning(at, file, case_id, form, 400 if form.faults else 200)
    if not form.confirmed:
        return await _checked(at, file, case_id, form, *read)
    await save_all(at, decided)
    token, flags = at.visitor.token, flags_of(at.resources)
    talks_agenda.ask_after_planning(at, flags, token, decided)
    return await at.unit.see(f"/cases/{case_id}", "talk_planned")


@router.get("/cases/{caseId}/handovers/{planId}/confirmation")
async def confirmation_form(case_id: CaseId, plan_id: PlanId, desks: Asking) -> Response:
    async with desks() as at:
        file = await at.open(roles.TALK, case_id)
        proposed = _proposal(at, file, case_id, plan_id)
        along = await _waiting_too(at, file, case_id, proposed)
        first = Form.of(
            at.visitor,
            talk_confirmed_scenario=proposed.scenario,
            talk_members=[str(member) for member in along],
        )
        made = await _confirming(at, file, case_id, proposed, first)
    return await finished(made)


@router.post("/cases/{caseId}/handovers/{planId}/confirmation")
async def confirmation_page(case_id: CaseId, plan_id: PlanId, desks: Asking) -> Response:
    async with desks() as at:
        made = await _confirm(at, case_id, plan_id)
    return await finished(made)


async def _confirm(at: PageDesk, case_id: UUID, plan_id: UUID) -> Response | Shown:
    file = await at.open(roles.TALK, case_id)
    proposed, form = _proposal(at, file, case_id, plan_id), at.form
    moments = {moment.isoformat(): moment for moment in planning.moments_of(proposed)}
    side, known = roles.side_of(at.writing.who), await _waiting_too(at, file, case_id, proposed)
    several = len(moments) > 1
    chosen = form.choice("talk_chosen", moments, required=several) if several else None
    scenario = None
    if side is Party.CLIENT_MANAGER:
        scenario = form.choice("talk_confirmed_scenario", tuple(Scenario))
    ticked = form.choices("talk_members", [str(member) for member in known])
    decided = None
    if not form.faults:
        choice = Choice(side, moments[chosen] if chosen else None,
                        Scenario(scenario) if scenario else None)  # fmt: skip
        members = [member for member in known if str(member) in ticked]
        with refused_at(at, form, "talk_chosen", FIELDS | {"nothing-to-confirm": "talk_members"}):
            decided = await talks_planning.decide_confirmation(at, case_id, choice, When(), members)
    if decided is None:
        return await _confirming(at, file, case_id, proposed, form, 400)
    await save_all(at, decided)
    return await at.unit.see(f"/cases/{case_id}", "talk_confirmed")


@router.get("/cases/{caseId}/handovers/{planId}/invitation")
async def invitation(
    case_id: CaseId, plan_id: PlanId, at: Annotated[PageDesk, page_desk(*roles.STAFF)]
) -> Response:
    file = await at.open(roles.STAFF, case_id)
    language, issuer = Language(at.visitor.language.value), issuer_of(at.resources)
    written = await talks_invitation.written(at, file, case_id, plan_id, language, issuer)
    return invitation_file(written)


def _proposal(at: PageDesk, file: File, case_id: UUID, plan_id: UUID) -> HandoverPlanned:
    """Raises UnknownPlan, and NothingToConfirm where it waits for nobody any more."""
    planned, case = talks_planning.plan_of(file, case_id, plan_id), file.case(case_id)
    if planned != planning.waiting(case, case.municipality(at.writing.now)):
        raise NothingToConfirm("This proposal waits for nobody any more.", needs=["proposal"])
    return planned


async def _waiting_too(
    at: PageDesk, file: File, case_id: UUID, proposed: HandoverPlanned
) -> dict[UUID, UUID]:
    """Of the household who waits for the same moments by the same side."""
    members = await talks_planning.household(at, file, case_id)
    files = await at.cases.files(at.writing.tx, members) if members else {}
    asked = (planning.moments_of(proposed), proposed.proposed_by)
    found: dict[UUID, UUID] = {}
    for member, person in members.items():
        other = planning.waiting(files[member].case(member), proposed.municipality)
        if other and (planning.moments_of(other), other.proposed_by) == asked:
            found[member] = person
    return found


async def _planning(
    at: PageDesk, file: File, case_id: UUID, form: Form, status: int = 200
) -> Shown:
    options = await talks_planning.meeting_options(at, file, case_id)
    chooses = roles.side_of(at.writing.who) is Party.CLIENT_MANAGER
    known = planning.client_manager_known(file.case(case_id), options.municipality)
    members = await talks_planning.household(at, file, case_id)
    return to_tick(
        at, "handover_new.html", status, members,
        **await _around(at, file, case_id, form),
        directory=at.resources.policy.directory_pages,
        options=options,
        moments=MOMENTS,
        modes=[mode.value for mode in Mode],
        reasons=[reason.value for reason in NoWarmReason],
        scenarios=[scenario.value for scenario in Scenario],
        places=[place.value for place in MeetingPlace],
        chooses=chooses,
        nobody=not chooses and not known,
        number_of=number,
    )  # fmt: skip


async def _confirming(
    at: PageDesk, file: File, case_id: UUID, proposed: HandoverPlanned, form: Form,
    status: int = 200,
) -> Shown:  # fmt: skip
    language = at.visitor.language
    members = await _waiting_too(at, file, case_id, proposed)
    return to_tick(
        at, "handover_confirmation.html", status, members,
        **await _around(at, file, case_id, form),
        plan=proposed,
        moments=[
            (moment.isoformat(), in_words(moment, language))
            for moment in planning.moments_of(proposed)
        ],
        scenarios=[scenario.value for scenario in Scenario],
        chooses=roles.side_of(at.writing.who) is Party.CLIENT_MANAGER,
    )  # fmt: skip


async def _checked(
    at: PageDesk, file: File, case_id: UUID, form: Form, plan: NewPlan, members: list[UUID]
) -> Response:
    case = file.case(case_id)
    return await show(
        at, "handover_check.html", **await _around(at, file, case_id, form),
        plan=plan,
        members=[number(member) for member in members],
        after_move=any(case.move(day(moment)) for moment in plan.moments),
    )  # fmt: skip


async def _around(at: PageDesk, file: File, case_id: UUID, form: Form) -> dict[str, Any]:
    """What each of these pages is shown with."""
    about = file.about(case_id, at.writing.now)
    municipality = about.case.municipality(at.writing.now)
    named = await names(at, (about.azc, municipality))
    return {
        "form": form,
        "said": codes_talks.CODES[at.visitor.language],
        "here": f"/cases/{case_id}",
        "number": number(case_id),
        "version": file.version,
        "azc": named.get(about.azc or "", ""),
        "municipality": named.get(municipality or "", ""),
    }
