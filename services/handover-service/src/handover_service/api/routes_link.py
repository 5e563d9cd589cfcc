"""Link, unlink, move, return: what the TVS-like system registers."""

from typing import Annotated

from fastapi import APIRouter, Response

from handover_service import roles
from handover_service.api import schemas
from handover_service.api.dependencies import CaseId, case_address, created, desk
from handover_service.application import link as use_cases
from handover_service.streams import Desk

router = APIRouter(tags=["link and move"])
Linking = Annotated[Desk, desk(*roles.LINK)]
Moving = Annotated[Desk, desk(*roles.MOVE)]


@router.post("/links", status_code=201, response_class=Response)
async def link_person(body: schemas.NewLink, at: Linking) -> Response:
    """Opens a case, or links again within the open one; another link ends in the same act."""
    recorded = await use_cases.link(at, body.request(), body.when())
    return await at.writing.created(case_address(recorded.case_id), recorded.version)


@router.post("/cases/{caseId}/unlinkings", status_code=201, response_class=Response)
async def unlink_person(case_id: CaseId, body: schemas.Unlinking, at: Linking) -> Response:
    return await created(at, await use_cases.unlink(at, case_id, body.reason, body.when()))


@router.post("/cases/{caseId}/move-plans", status_code=201, response_class=Response)
async def plan_move(
    case_id: CaseId, body: schemas.PlannedMove, at: Annotated[Desk, desk(*roles.PLAN_MOVE)]
) -> Response:
    return await created(at, await use_cases.plan_move(at, case_id, body.planned_on, body.when()))


@router.post("/cases/{caseId}/moves", status_code=201, response_class=Response)
async def record_move(case_id: CaseId, body: schemas.Move, at: Moving) -> Response:
    """Moved out, often registered later; by default to the municipality linked to."""
    recorded = await use_cases.move(at, case_id, body.moved_on, body.municipality, body.when())
    return await created(at, recorded)


@router.post("/cases/{caseId}/returns", status_code=201, response_class=Response)
async def record_return(case_id: CaseId, body: schemas.Return, at: Moving) -> Response:
    """Back in reception, after a move or after the closing."""
    return await created(at, await use_cases.come_back(at, case_id, body.azc, body.when()))
