"""The stay in reception, as the system that knows of permits registers it."""

from typing import Annotated

from fastapi import APIRouter, Response

from profile_service import roles
from profile_service.api import schemas
from profile_service.api.dependencies import HouseholdId, PermitHolderId, created, desk
from profile_service.application import stay
from profile_service.streams import Desk

router = APIRouter(tags=["stay"])
At = Annotated[Desk, desk(*roles.REGISTER)]


@router.post("/profiles/{permitHolderId}/permits", status_code=201, response_class=Response)
async def grant_permit(permit_holder_id: PermitHolderId, body: schemas.Permit, at: At) -> Response:
    """The day may lie before the profile was opened."""
    granted = await stay.grant_permit(at, permit_holder_id, body.granted_on, body.when())
    return await created(at, granted)


@router.post("/profiles/{permitHolderId}/relocations", status_code=201, response_class=Response)
async def relocate_permit_holder(
    permit_holder_id: PermitHolderId, body: schemas.Relocation, at: At
) -> Response:
    """To another reception centre; everything stays, and `keptBy` says who keeps it now."""
    moved = await stay.relocate(at, permit_holder_id, body.to_azc, body.case_manager, body.when())
    return await created(at, moved)


@router.post("/profiles/{permitHolderId}/stay-endings", status_code=201, response_class=Response)
async def end_stay(permit_holder_id: PermitHolderId, body: schemas.StayEnding, at: At) -> Response:
    """Otherwise than by a move to a municipality."""
    return await created(at, await stay.end_stay(at, permit_holder_id, body.reason, body.when()))


@router.post(
    "/profiles/{permitHolderId}/household-memberships", status_code=201, response_class=Response
)
async def join_household(
    permit_holder_id: PermitHolderId, body: schemas.HouseholdMembership, at: At
) -> Response:
    joined = await stay.join_household(at, permit_holder_id, body.household_id, body.when())
    return await created(at, joined)


@router.post(
    "/profiles/{permitHolderId}/household-memberships/{householdId}/endings",
    status_code=201,
    response_class=Response,
)
async def leave_household(
    permit_holder_id: PermitHolderId,
    household_id: HouseholdId,
    body: schemas.Occurrence,
    at: At,
) -> Response:
    left = await stay.leave_household(at, permit_holder_id, household_id, body.when())
    return await created(at, left)
