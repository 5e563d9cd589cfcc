"""The permit holder's own case: read, and the answer to how it went."""

from typing import Annotated

from fastapi import APIRouter, Response

from handover_service import roles
from handover_service.api import answers_plan
from handover_service.api import schemas_guidance as schemas
from handover_service.api.dependencies import forgetful, reader
from handover_service.application import own_case
from handover_service.streams import Desk

router = APIRouter(tags=["own case"])


@router.get("/my-case", responses={404: {"description": "No case of yours is here"}})
async def read_my_case(at: Annotated[Desk, reader(*roles.OWN_CASE)]) -> answers_plan.MyCase:
    """Where it stands, the plan with your own actions, and whether you are asked how it went."""
    return answers_plan.my_case(await own_case.read(at), at.writing.now)


@router.post(
    "/my-case/experiences",
    status_code=201,
    response_class=Response,
    responses={404: {"description": "No case of yours is here"}},
)
async def answer_experience(
    body: schemas.Experience, at: Annotated[Desk, forgetful(*roles.OWN_CASE)]
) -> Response:
    """How it went after the move, once. Only that you answered is kept with you.

    An `Idempotency-Key` is not heeded: not even a hash of the answer is kept.
    """
    recorded = await own_case.answer(at, body.answer)
    return await at.writing.created("/v1/my-case", recorded.version)
