"""What the municipality does first, when the move is, and that it takes the case over."""

from typing import Annotated

from fastapi import APIRouter, Response

from continuous_line.act import When
from continuous_line.codes import OwnerReason, Role
from continuous_line.days import day
from continuous_line.web.pages import Form
from handover_service import roles
from handover_service.api.dependencies import CaseId
from handover_service.application import closing, link, people
from handover_service.domain.receiving import NewClientManager, client_manager_on, named
from handover_service.queries_colleagues import NEVER_OWN, colleagues
from handover_service.web.guards import PageDesk, page_desk
from handover_service.web.look import show
from handover_service.web.moments import when_on
from handover_service.web.refusing import refused_at

router = APIRouter()
PLAN_MOVE: roles.Roles = (Role.CASE_MANAGER, Role.CLIENT_MANAGER)
FIELDS = {"reason-needed": "owner_reason", "ends-before-it-begins": "until"}
Receiving = Annotated[PageDesk, page_desk(*roles.NAME_CLIENT_MANAGER)]
Talking = Annotated[PageDesk, page_desk(*roles.TALK)]
Moving = Annotated[PageDesk, page_desk(*PLAN_MOVE)]


@router.get("/cases/{caseId}/client-managers/new")
async def name_form(case_id: CaseId, at: Receiving) -> Response:
    form = Form.of(at.visitor, client_manager_id=at.writing.who.subject)
    return await _naming(at, case_id, form)


@router.post("/cases/{caseId}/client-managers/new")
async def name(case_id: CaseId, at: Receiving) -> Response:
    form = at.form
    who = form.code("client_manager_id")
    reason = form.choice("owner_reason", [one.value for one in OwnerReason], required=False)
    until = form.day("until", required=False)
    if form.faults:
        return await _naming(at, case_id, form, 400)
    new = NewClientManager(who, OwnerReason(reason) if reason else None, until)
    with refused_at(at, form, "client_manager_id", FIELDS):
        await people.name_client_manager(at, case_id, new, When())
    if form.faults:
        return await _naming(at, case_id, form, 400)
    return await at.unit.see(f"/cases/{case_id}", "named")


async def _naming(at: PageDesk, case_id: CaseId, form: Form, status: int = 200) -> Response:
    file = await at.open(roles.NAME_CLIENT_MANAGER, case_id)
    case, now = file.case(case_id), at.writing.now
    municipality = case.municipality(now)
    known = await colleagues(
        at.writing.tx, [Role.CLIENT_MANAGER], at.writing.who.places, day(now), NEVER_OWN
    )
    return await show(
        at, "client_manager_form.html", status, form=form, here=f"/cases/{case_id}",
        colleagues=sorted({*known, at.writing.who.subject}), version=file.version,
        present=client_manager_on(case, municipality, day(now)),
        before=bool(municipality and named(case, municipality)),
        reasons=[one.value for one in OwnerReason],
    )  # fmt: skip


@router.get("/cases/{caseId}/first-contacts/new")
async def contact_form(case_id: CaseId, at: Talking) -> Response:
    return await _contact(at, case_id, Form.of(at.visitor, contact_on=day(at.writing.now)))


@router.post("/cases/{caseId}/first-contacts/new")
async def contact(case_id: CaseId, at: Talking) -> Response:
    on = at.form.day("contact_on")
    if on and on > day(at.writing.now):
        at.form.fault("contact_on", "ahead", "contact_on-day")
    if at.form.faults or on is None:
        return await _contact(at, case_id, at.form, 400)
    await people.make_first_contact(at, case_id, when_on(at, on))
    return await at.unit.see(f"/cases/{case_id}", "contact")


async def _contact(at: PageDesk, case_id: CaseId, form: Form, status: int = 200) -> Response:
    file = await at.open(roles.TALK, case_id)
    return await show(
        at, "first_contact_form.html", status, form=form, here=f"/cases/{case_id}",
        version=file.version,
    )  # fmt: skip


@router.get("/cases/{caseId}/move-plans/new")
async def move_form(case_id: CaseId, at: Moving) -> Response:
    return await move_shown(at, case_id, Form.of(at.visitor))


@router.post("/cases/{caseId}/move-plans/new")
async def plan_move(case_id: CaseId, at: Moving) -> Response:
    on = at.form.day("planned_on")
    if at.form.faults or on is None:
        return await move_shown(at, case_id, at.form, 400)
    await link.plan_move(at, case_id, on, When())
    return await at.unit.see(f"/cases/{case_id}", "move_planned")


async def move_shown(
    at: PageDesk, case_id: CaseId, form: Form, status: int = 200, *, corrects: bool = False
) -> Response:
    file = await at.open(PLAN_MOVE, case_id)
    return await show(
        at, "move_plan_form.html", status, form=form, here=f"/cases/{case_id}",
        version=file.version, corrects=corrects,
    )  # fmt: skip


@router.get("/cases/{caseId}/acceptance")
async def acceptance_form(
    case_id: CaseId, at: Annotated[PageDesk, page_desk(*roles.ACCEPT)]
) -> Response:
    file = await at.open(roles.ACCEPT, case_id)
    case, now = file.case(case_id), at.writing.now
    return await show(
        at, "acceptance.html", here=f"/cases/{case_id}", version=file.version,
        present=client_manager_on(case, case.municipality(now), day(now)),
        me=at.writing.who.subject,
    )  # fmt: skip


@router.post("/cases/{caseId}/acceptance")
async def accept(case_id: CaseId, at: Annotated[PageDesk, page_desk(*roles.ACCEPT)]) -> Response:
    await closing.accept(at, case_id, When())
    return await at.unit.see(f"/cases/{case_id}", "accepted")
