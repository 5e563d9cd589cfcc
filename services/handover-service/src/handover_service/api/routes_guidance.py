"""What the permit holder is shown and given: the role card, a welcome, a referral."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from continuous_line.fields import Id
from handover_service import roles
from handover_service.api import schemas_guidance as schemas
from handover_service.api.dependencies import CaseId, created, desk
from handover_service.application import guiding
from handover_service.streams import Desk

router = APIRouter(tags=["guidance"])
Talking = Annotated[Desk, desk(*roles.TALK)]


@router.post("/cases/{caseId}/role-cards", status_code=201, response_class=Response)
async def show_role_card(case_id: CaseId, body: schemas.RoleCard, at: Talking) -> Response:
    """Who does what was shown to the permit holder."""
    return await created(at, await guiding.show_role_card(at, case_id, body.when()))


@router.post("/cases/{caseId}/welcomes", status_code=201, response_class=Response)
async def send_welcome(
    case_id: CaseId, body: schemas.Welcome, at: Annotated[Desk, desk(*roles.WELCOME)]
) -> Response:
    """The municipality welcomes before the move; it is no handover."""
    return await created(at, await guiding.send_welcome(at, case_id, body.welcome, body.when()))


@router.post("/cases/{caseId}/referrals", status_code=201, response_class=Response)
async def refer(case_id: CaseId, body: schemas.Referral, at: Talking) -> Response:
    """To whom the permit holder is referred; the event names the referral's number."""
    return await created(at, await guiding.refer(at, case_id, body.referral_to, body.when()))


@router.post(
    "/cases/{caseId}/referrals/{referralId}/confirmations", status_code=201, response_class=Response
)
async def confirm_referral(
    case_id: CaseId,
    referral_id: Annotated[Id, Path(alias="referralId")],
    body: schemas.ReferralConfirmation,
    at: Talking,
) -> Response:
    """The first contact took place."""
    return await created(at, await guiding.confirm_referral(at, case_id, referral_id, body.when()))
