"""The talk: what came of it, and whether it was of use."""

from typing import Annotated

from fastapi import APIRouter, Response

from handover_service import roles
from handover_service.api import schemas_talks as schemas
from handover_service.api.dependencies import CaseId, created, desk
from handover_service.application import talks
from handover_service.application.households import save_all
from handover_service.streams import Desk

router = APIRouter(tags=["talks"])
Talking = Annotated[Desk, desk(*roles.TALK)]


@router.post("/cases/{caseId}/handover-outcomes", status_code=201, response_class=Response)
async def record_handover(case_id: CaseId, body: schemas.TalkOutcome, at: Talking) -> Response:
    """Warm, by phone or not held; for one person, or with `members` for a household."""
    decided = await talks.decide_talk(
        at, case_id, body.new(), body.members, body.when(), body.other()
    )
    return await created(at, (await save_all(at, decided))[case_id])


@router.post("/cases/{caseId}/acknowledgements", status_code=201, response_class=Response)
async def acknowledge_handover(
    case_id: CaseId,
    body: schemas.Acknowledgement,
    at: Annotated[Desk, desk(*roles.ACKNOWLEDGE)],
) -> Response:
    """The receiver says whether it was usable; `incomplete` asks for a supplement."""
    sections = tuple(dict.fromkeys(body.sections))
    said = await talks.acknowledge(at, case_id, body.verdict, sections, body.when())
    return await created(at, said)
