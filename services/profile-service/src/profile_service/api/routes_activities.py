"""What people do in reception."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from continuous_line.pagination import Page, PagingParameters
from profile_service import knowledge, roles
from profile_service.api import answers_activities, schemas
from profile_service.api.answers_activities import ActivityState
from profile_service.api.dependencies import (
    ActivityId,
    PermitHolderId,
    address,
    created,
    desk,
    reader,
)
from profile_service.application import activities as use_cases
from profile_service.domain import activities
from profile_service.domain.errors import UnknownActivity
from profile_service.domain.events import ActivityRecorded
from profile_service.domain.moves import after_move
from profile_service.streams import Desk

router = APIRouter(tags=["activities"])
Author = Annotated[Desk, desk(*roles.WRITE)]
Reader = Annotated[Desk, reader(*roles.READ)]


@router.get("/profiles/{permitHolderId}/activities")
async def list_activities(
    permit_holder_id: PermitHolderId,
    at: Reader,
    paging: PagingParameters,
    state: Annotated[ActivityState | None, Query()] = None,
) -> Page[answers_activities.Activity]:
    """All of them, in the order of their first days; also from before the permit.

    What ended is experience. What is open after the move says whether it goes on.
    """
    found = await _activities(at, permit_holder_id)
    wanted = [one for one in found if state in (None, one.state)]
    shown, following = paging.part(wanted)
    return Page(items=shown, next=following)


@router.post("/profiles/{permitHolderId}/activities", status_code=201, response_class=Response)
async def record_activity(
    permit_holder_id: PermitHolderId, body: schemas.NewActivity, at: Author
) -> Response:
    recorded = await use_cases.record(
        at, permit_holder_id, body.doing(), body.when(), body.planned_activity_id
    )
    if not isinstance(recorded.event, ActivityRecorded):
        return await created(at, recorded)
    location = f"{address(permit_holder_id)}/activities/{recorded.event.activity_id}"
    return await at.writing.created(location, recorded.version)


@router.get("/profiles/{permitHolderId}/activities/{activityId}")
async def read_activity(
    permit_holder_id: PermitHolderId, activity_id: ActivityId, at: Reader
) -> answers_activities.Activity:
    for one in await _activities(at, permit_holder_id):
        if one.activity_id == activity_id:
            return one
    raise UnknownActivity("No such activity of this person is recorded.")


@router.post(
    "/profiles/{permitHolderId}/activities/{activityId}/endings",
    status_code=201,
    response_class=Response,
)
async def end_activity(
    permit_holder_id: PermitHolderId,
    activity_id: ActivityId,
    body: schemas.ActivityEnding,
    at: Author,
) -> Response:
    ended = await use_cases.end(
        at,
        permit_holder_id,
        activity_id,
        ended_on=body.ended_on,
        reason=body.reason,
        when=body.when(),
    )
    return await created(at, ended)


async def _activities(at: Desk, person: PermitHolderId) -> list[answers_activities.Activity]:
    file = await at.read(roles.READ, person, "activities")
    moves = await knowledge.moves_of(at.writing.tx, person)
    within = at.profiles.policy.continues_within_km
    return [
        answers_activities.activity(one, after_move(one, moves, within))
        for one in activities.activities(file.state)
    ]
