"""The talk before it is held: proposed, confirmed, invited to, prepared by an agenda."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from continuous_line.fields import Id
from handover_service import roles
from handover_service.api import answers_talks as answers
from handover_service.api import schemas_talks as schemas
from handover_service.api.dependencies import (
    CaseId,
    Desks,
    case_address,
    created,
    desk,
    desks,
    flags_of,
    issuer_of,
)
from handover_service.application import talks_agenda, talks_invitation, talks_planning
from handover_service.application.households import save_all
from handover_service.domain.events import HandoverPlanned
from handover_service.identity import IDS
from handover_service.invitations import TYPE, Language
from handover_service.streams import Desk

router = APIRouter(tags=["talks"])
Talking = Annotated[Desk, desk(*roles.TALK)]
Looking = Annotated[Desk, desk(*roles.STAFF)]
PlanId = Annotated[Id, Path(alias="planId", description="Id of a planned talk.")]


class Calendar(Response):
    media_type = TYPE


def invitation_file(written: talks_invitation.Written) -> Response:
    """As calendars take it: the method stands beside the type, too."""
    return Response(
        written.content,
        media_type=f"{TYPE}; charset=utf-8; method={written.method}",
        headers={"Content-Disposition": f'attachment; filename="{written.name}"'},
    )


def _token(request: Request) -> str:
    return request.headers["authorization"].partition(" ")[2].strip()


@router.post("/cases/{caseId}/handovers", status_code=201, response_class=Response)
async def plan_handover(
    case_id: CaseId, body: schemas.PlannedTalk, at: Talking, request: Request
) -> Response:
    """Propose a talk; the other side confirms it. What is odd about it is among its `warnings`."""
    new = body.new(roles.side_of(at.writing.who))
    decided = await talks_planning.decide_plan(at, case_id, new, body.when(), body.members)
    planned = (await save_all(at, decided))[case_id]
    flags = flags_of(request.app.state.resources)
    talks_agenda.ask_after_planning(at, flags, _token(request), decided)
    location = f"{case_address(case_id)}/handovers/{planned.event_id}"
    return await at.writing.created(location, planned.version)


@router.post("/cases/{caseId}/handover-confirmations", status_code=201, response_class=Response)
async def confirm_handover(case_id: CaseId, body: schemas.Confirmation, at: Talking) -> Response:
    """Confirm the last proposal of the other side: one of its moments, and the scenario."""
    choice = body.choice(roles.side_of(at.writing.who))
    decided = await talks_planning.decide_confirmation(
        at, case_id, choice, body.when(), body.members
    )
    return await created(at, (await save_all(at, decided))[case_id])


@router.get("/cases/{caseId}/handovers")
async def list_handovers(case_id: CaseId, at: Looking) -> answers.Plans:
    """The talks that were planned, also those taken back; the last one first."""
    file = await at.open(roles.STAFF, case_id)
    case = file.case(case_id)
    found = [fact for fact in file.state.facts if isinstance(fact, HandoverPlanned)]
    mine = [fact for fact in reversed(found) if fact.case_id == case_id]
    return answers.Plans(
        items=[answers.plan(case, fact, id_) for fact in mine if (id_ := IDS.of(fact))]
    )


@router.get("/cases/{caseId}/handovers/{planId}")
async def read_handover(case_id: CaseId, plan_id: PlanId, at: Looking) -> answers.Plan:
    file = await at.open(roles.STAFF, case_id)
    planned = talks_planning.plan_of(file, case_id, plan_id)
    return answers.plan(file.case(case_id), planned, plan_id)


@router.get("/cases/{caseId}/handovers/{planId}/invitation", response_class=Calendar)
async def read_invitation(
    case_id: CaseId,
    plan_id: PlanId,
    at: Looking,
    request: Request,
    language: Annotated[Language, Query(description="In which language it is written.")] = (
        Language.NL
    ),
) -> Response:
    """An iCalendar file, without the name of a person; the same entry when it is planned anew."""
    file, issuer = await at.open(roles.STAFF, case_id), issuer_of(request.app.state.resources)
    written = await talks_invitation.written(at, file, case_id, plan_id, language, issuer)
    return invitation_file(written)


@router.get("/cases/{caseId}/meeting-options")
async def read_meeting_options(case_id: CaseId, at: Looking) -> answers.MeetingOptions:
    """Against distance: who else waits there, and when the municipality comes anyway."""
    file = await at.open(roles.STAFF, case_id)
    return answers.options(await talks_planning.meeting_options(at, file, case_id))


@router.get("/cases/{caseId}/agenda")
async def read_agenda(
    case_id: CaseId, opens: Annotated[Desks, desks(*roles.TALK)], request: Request
) -> answers.Agenda:
    """What must be said to the permit holder, and what of it was."""
    flags = flags_of(request.app.state.resources)
    async with opens() as at:
        known = await talks_agenda.read(at, flags, case_id)
    return answers.agenda(await talks_agenda.agenda_of(known, flags, _token(request)))


@router.post("/cases/{caseId}/agenda-confirmations", status_code=201, response_class=Response)
async def confirm_agenda(
    case_id: CaseId, body: schemas.Telling, at: Talking, request: Request
) -> Response:
    """What was said in the talk; of what was discussed in person nothing is stored."""
    flags = flags_of(request.app.state.resources)
    confirmed = await talks_agenda.confirm(at, flags, case_id, body.said(), body.when())
    return await created(at, confirmed)
