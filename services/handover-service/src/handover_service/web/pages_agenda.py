"""The agenda of a talk, ticked in the talk; and what the receiver says of the handover."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from continuous_line.act import When
from continuous_line.codes import Role, Section, Verdict
from continuous_line.codes_guidance import InformationItem
from continuous_line.web.pages import Form
from handover_service import roles
from handover_service.api.dependencies import CaseId, flags_of
from handover_service.application import talks, talks_agenda
from handover_service.application.talks_agenda import Agenda, Read
from handover_service.domain.talks_agenda import InPersonFlag, Said
from handover_service.invitations import number
from handover_service.streams import File
from handover_service.web import codes_talks
from handover_service.web.guards import Desks, PageDesk, page_desk, page_desks
from handover_service.web.look import page, show
from handover_service.web.refusing import refused_at

router = APIRouter()
ACKNOWLEDGE = (Role.CLIENT_MANAGER,)
Talking = Annotated[Desks, page_desks(*roles.TALK)]
Receiving = Annotated[PageDesk, page_desk(*ACKNOWLEDGE)]


@router.get("/cases/{caseId}/agenda")
async def agenda_form(case_id: CaseId, desks: Talking) -> Response:
    async with desks() as at:
        read = await _read(at, case_id)
    return await _agenda(at, read, Form.of(at.visitor))


@router.post("/cases/{caseId}/agenda")
async def agenda_page(case_id: CaseId, desks: Talking) -> Response:
    """What is ticked is confirmed; of what was discussed in person nothing is stored."""
    async with desks() as at:
        form, recorded = at.form, None
        ticked = form.choices("agenda_items", tuple(InformationItem))
        said = Said(
            tuple(item for item in InformationItem if item in ticked),
            form.has("agenda_discuss", "yes"),
        )
        flags = flags_of(at.resources)
        if not form.faults:
            with refused_at(at, form, "agenda_items", {"not-on-the-agenda": "agenda_discuss"}):
                recorded = await talks_agenda.confirm(at, flags, case_id, said, When())
        if recorded is not None:
            return await at.unit.see(f"/cases/{case_id}", "agenda")
        read = await _read(at, case_id)
    return await _agenda(at, read, form, 400)


@router.get("/cases/{caseId}/acknowledgement")
async def acknowledgement_form(case_id: CaseId, at: Receiving) -> Response:
    file = await at.open(ACKNOWLEDGE, case_id)
    return await _acknowledging(at, file, case_id, Form.of(at.visitor))


@router.post("/cases/{caseId}/acknowledgement")
async def acknowledgement_page(case_id: CaseId, at: Receiving) -> Response:
    """Incomplete asks the reception centre for a supplement by itself."""
    file, form = await at.open(ACKNOWLEDGE, case_id), at.form
    verdict = form.choice("ack_verdict", tuple(Verdict))
    chosen = form.choices("ack_sections", tuple(Section), required=verdict == Verdict.INCOMPLETE)
    if verdict == Verdict.USABLE and chosen:
        form.fault("ack_sections", "ack_only_incomplete")
    recorded = None
    if not form.faults and verdict is not None:
        sections = tuple(section for section in Section if section in chosen)
        with refused_at(at, form, "ack_verdict", {"sections-needed": "ack_sections"}):
            recorded = await talks.acknowledge(at, case_id, Verdict(verdict), sections, When())
    if recorded is None:
        return await _acknowledging(at, file, case_id, form, 400)
    return await at.unit.see(f"/cases/{case_id}", "acknowledged")


async def _read(at: PageDesk, case_id: UUID) -> Read:
    return await talks_agenda.read(at, flags_of(at.resources), case_id)


async def _agenda(at: PageDesk, known: Read, form: Form, status: int = 200) -> Response:
    """Once the transaction is over: the profile may still be asked."""
    case_id, file = known.case_id, known.file
    agenda = await talks_agenda.agenda_of(known, flags_of(at.resources), at.visitor.token)
    said = codes_talks.CODES[at.visitor.language]
    beside = at.visitor.words["agenda_not_required"]
    left = [
        (
            item.value,
            said["information"][item].capitalize()
            + ("" if item in agenda.required else f" ({beside})"),
        )
        for item in agenda.items
        if item not in agenda.told
    ]
    return page(
        at, "agenda.html", status,
        named={},
        form=form,
        said=said,
        here=f"/cases/{case_id}",
        number=number(case_id),
        version=file.version,
        points=left,
        told=[(item.value, fact.at) for item, fact in agenda.told.items()],
        discussed=agenda.discussed,
        discuss=_to_discuss(agenda),
        unknown=agenda.flag is InPersonFlag.UNKNOWN and agenda.discussed is None,
    )  # fmt: skip


def _to_discuss(agenda: Agenda) -> bool:
    """Also where the profile could not be read: whoever leads the talk may know."""
    return agenda.discussed is None and agenda.flag is not InPersonFlag.NOTHING


async def _acknowledging(
    at: PageDesk, file: File, case_id: UUID, form: Form, status: int = 200
) -> Response:
    return await show(
        at, "acknowledgement.html", status,
        form=form,
        here=f"/cases/{case_id}",
        number=number(case_id),
        version=file.version,
    )  # fmt: skip
