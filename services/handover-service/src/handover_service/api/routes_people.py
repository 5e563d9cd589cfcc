"""Who has the case on either side."""

from typing import Annotated

from fastapi import APIRouter, Response

from handover_service import roles
from handover_service.api import schemas
from handover_service.api.dependencies import CaseId, created, desk
from handover_service.application import people
from handover_service.streams import Desk

router = APIRouter(tags=["people"])


@router.post("/cases/{caseId}/owners", status_code=201, response_class=Response)
async def name_owner(
    case_id: CaseId, body: schemas.Ownership, at: Annotated[Desk, desk(*roles.OWN)]
) -> Response:
    """The first owner by the location manager; later ones, and stand-ins, with a reason."""
    return await created(at, await people.name_owner(at, case_id, body.new(), body.when()))


@router.post("/cases/{caseId}/client-managers", status_code=201, response_class=Response)
async def name_client_manager(
    case_id: CaseId,
    body: schemas.ClientManager,
    at: Annotated[Desk, desk(*roles.NAME_CLIENT_MANAGER)],
) -> Response:
    named = await people.name_client_manager(at, case_id, body.new(), body.when())
    return await created(at, named)


@router.post("/cases/{caseId}/first-contacts", status_code=201, response_class=Response)
async def record_first_contact(
    case_id: CaseId, body: schemas.FirstContact, at: Annotated[Desk, desk(*roles.TALK)]
) -> Response:
    return await created(at, await people.make_first_contact(at, case_id, body.when()))
