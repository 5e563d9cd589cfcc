"""The closing: what is still needed first, who does what from now on, who keeps the overview."""

from typing import Annotated

from fastapi import APIRouter, Response

from continuous_line.act import When
from continuous_line.codes import Outcome, Party, VoidReason
from continuous_line.corrections import UnknownEvent
from continuous_line.days import day
from continuous_line.web.pages import Form
from handover_service import roles
from handover_service.api.dependencies import CaseId, EventId
from handover_service.application import closing, recording
from handover_service.domain.closing import NewClosing
from handover_service.domain.events import ClosingReason, Task, TaskCode
from handover_service.domain.receiving import accepted_by
from handover_service.web.guards import PageDesk, page_desk
from handover_service.web.look import show
from handover_service.web.pages_correcting import ON_PAGES

router = APIRouter()
Closing = Annotated[PageDesk, page_desk(*roles.CLOSE)]
Correcting = Annotated[PageDesk, page_desk(*roles.CORRECT_ON_PAGES)]


@router.get("/cases/{caseId}/closing")
async def closing_form(case_id: CaseId, at: Closing) -> Response:
    form = Form.of(at.visitor, outcome=Outcome.ACCEPTED.value, overview=Party.CLIENT_MANAGER.value)
    return await _closing(at, case_id, form)


@router.post("/cases/{caseId}/closing")
async def close(case_id: CaseId, at: Closing) -> Response:
    form = at.form
    outcome = form.choice("outcome", [one.value for one in Outcome])
    overview = form.choice("overview", [one.value for one in Party])
    reason = form.choice(
        "closing_reason", [one.value for one in ClosingReason], required=outcome == Outcome.OTHER
    )
    tasks = tuple(
        Task(task=TaskCode(task), party=Party(party))
        for task in TaskCode
        if (party := form.choice(f"task_{task}", [one.value for one in Party], required=False))
    )
    if outcome == Outcome.ACCEPTED and not tasks:
        form.fault("tasks", "tasks_needed", f"task_{next(iter(TaskCode))}")
    if form.faults or outcome is None or overview is None:
        return await _closing(at, case_id, form, 400)
    new = NewClosing(
        Outcome(outcome), Party(overview), tasks, ClosingReason(reason) if reason else None
    )
    await closing.close(at, case_id, new, When())
    return await at.unit.see(f"/cases/{case_id}", "closed")


async def _closing(at: PageDesk, case_id: CaseId, form: Form, status: int = 200) -> Response:
    file = await at.open(roles.CLOSE, case_id)
    case, now = file.case(case_id), at.writing.now
    municipality = case.municipality(now)
    return await show(
        at, "closing_form.html", status, form=form, here=f"/cases/{case_id}",
        version=file.version, places=[municipality], municipality=municipality,
        accepted=bool(municipality and accepted_by(case, municipality)),
        moved=case.move(day(now)) is not None,
        outcomes=[one.value for one in Outcome], parties=[one.value for one in Party],
        tasks=[one.value for one in TaskCode], reasons=[one.value for one in ClosingReason],
        directory=f"{at.resources.policy.directory_pages}/directory",
    )  # fmt: skip


@router.get("/cases/{caseId}/events/{eventId}/voiding")
async def voiding_form(case_id: CaseId, event_id: EventId, at: Correcting) -> Response:
    return await _voiding(at, case_id, event_id, Form.of(at.visitor))


@router.post("/cases/{caseId}/events/{eventId}/voiding")
async def void(case_id: CaseId, event_id: EventId, at: Correcting) -> Response:
    reason = at.form.choice("void_reason", [one.value for one in VoidReason])
    if reason is None:
        return await _voiding(at, case_id, event_id, at.form, 400)
    await recording.void(at, case_id, event_id, VoidReason(reason), When())
    return await at.unit.see(f"/cases/{case_id}", "voided")


async def _voiding(
    at: PageDesk, case_id: CaseId, event_id: EventId, form: Form, status: int = 200
) -> Response:
    file = await at.open(roles.CORRECT, case_id)
    found = file.find(event_id)
    if found is None or found.event.case_id != case_id:
        raise UnknownEvent("There is no such event in this case.")
    return await show(
        at, "voiding_form.html", status, form=form, here=f"/cases/{case_id}",
        version=file.version, kind=type(found.event).__name__, at_=found.event.at,
        reasons=[one.value for one in VoidReason],
        action=f"/cases/{case_id}/events/{event_id}/voiding",
        correction=f"/cases/{case_id}/events/{event_id}/correction"
        if isinstance(found.event, ON_PAGES) and at.writing.who.has(*roles.TALK) else None,
    )  # fmt: skip
