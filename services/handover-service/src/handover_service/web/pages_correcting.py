"""A talk or a planned move as it should have been recorded: the form of it, filled in; the new fact
takes the place of the old in one act."""

from typing import Annotated

from fastapi import APIRouter, Response

from continuous_line.act import When
from continuous_line.corrections import NotCorrectable, UnknownEvent
from continuous_line.web.pages import Form
from handover_service import roles
from handover_service.api.dependencies import CaseId, EventId
from handover_service.application import link, recording
from handover_service.domain.corrections import TALKS
from handover_service.domain.events import HandoverByPhone, HandoverNotHeld, MovePlanned, Talk
from handover_service.domain.fact import Fact
from handover_service.streams import File
from handover_service.web import pages_outcome
from handover_service.web.guards import PageDesk, page_desk
from handover_service.web.household import finished
from handover_service.web.pages_outcome import Wrong
from handover_service.web.pages_receiving import move_shown
from handover_service.web.talk_forms import BY_PHONE, NOT_HELD, TOGETHER

router = APIRouter()
Talking = Annotated[PageDesk, page_desk(*roles.TALK)]
ON_PAGES = (*TALKS, MovePlanned)
"""What has a form of its own; everything else is taken back and recorded anew."""


@router.get("/cases/{caseId}/events/{eventId}/correction")
async def correction_form(case_id: CaseId, event_id: EventId, at: Talking) -> Response:
    file, fact = await _wrong(at, case_id, event_id)
    if isinstance(fact, MovePlanned):
        form = Form.of(at.visitor, planned_on=fact.planned_on)
        return await move_shown(at, case_id, form, corrects=True)
    form = Form.of(at.visitor, talk_outcome=_outcome(fact))
    return await pages_outcome.first(at, file, case_id, form, wrong=Wrong(event_id, fact))


@router.post("/cases/{caseId}/events/{eventId}/correction")
async def correct(case_id: CaseId, event_id: EventId, at: Talking) -> Response:
    file, fact = await _wrong(at, case_id, event_id)
    if not isinstance(fact, MovePlanned):
        # of one person at a time: nobody is asked for names
        made = await pages_outcome.answer(at, case_id, file, wrong=Wrong(event_id, fact))
        return await finished(made)
    on = at.form.day("planned_on")
    if at.form.faults or on is None:
        return await move_shown(at, case_id, at.form, 400, corrects=True)
    await link.plan_move(at, case_id, on, When(None, event_id))
    return await at.unit.see(f"/cases/{case_id}", "corrected")


async def _wrong(
    at: PageDesk, case_id: CaseId, event_id: EventId
) -> tuple[File, Talk | MovePlanned]:
    """Raises UnknownEvent, OtherOrganisation, and NotCorrectable also for what has no form."""
    file = await at.open(roles.TALK, case_id)
    found = file.find(event_id)
    if found is None or found.event.case_id != case_id:
        raise UnknownEvent("There is no such event in this case.")
    recording.reference(at, file, found)
    fact = found.event
    if not isinstance(fact, ON_PAGES):
        raise NotCorrectable("This is taken back and recorded anew.")
    return file, fact


def _outcome(fact: Fact) -> str:
    match fact:
        case HandoverByPhone():
            return BY_PHONE
        case HandoverNotHeld():
            return NOT_HELD
        case _:
            return TOGETHER
