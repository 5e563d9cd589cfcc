"""What people do in reception."""

from typing import Annotated

from fastapi import APIRouter, Response

from continuous_line.pagination import Page, PagingParameters
from profile_service import roles
from profile_service.api import answers, schemas
from profile_service.api.dependencies import (
    ActivityId,
    PermitHolderId,
    ProfileFiles,
    View,
    address,
    created,
    desk,
)
from profile_service.application import activities as use_cases
from profile_service.domain import activities
from profile_service.domain.errors import UnknownActivity
from profile_service.domain.events import ActivityRecorded
from profile_service.streams import Desk

router = APIRouter(tags=["activities"])
Author = Annotated[Desk, desk(*roles.WRITE)]


@router.get("/profiles/{permitHolderId}/activities")
async def list_activities(
    permit_holder_id: PermitHolderId, profiles: ProfileFiles, view: View, paging: PagingParameters
) -> Page[answers.Activity]:
    """All of them, in the order of their first days; also from before the permit."""
    file = await profiles.admitted(view.tx, view.who, roles.READ, permit_holder_id, now=view.now)
    after = paging.after(int)
    numbered = list(enumerate(activities.activities(file.state)))[after[0] + 1 if after else 0 :]
    shown, following = paging.cut(numbered[: paging.limit], lambda row: (row[0],))
    return Page(items=[answers.activity(one) for _, one in shown], next=following)


@router.post("/profiles/{permitHolderId}/activities", status_code=201, response_class=Response)
async def record_activity(
    permit_holder_id: PermitHolderId, body: schemas.NewActivity, at: Author
) -> Response:
    recorded = await use_cases.record(at, permit_holder_id, body.doing(), body.when())
    if not isinstance(recorded.event, ActivityRecorded):
        return await created(at, recorded)
    location = f"{address(permit_holder_id)}/activities/{recorded.event.activity_id}"
    return await at.writing.created(location, recorded.version)


@router.get("/profiles/{permitHolderId}/activities/{activityId}")
async def read_activity(
    permit_holder_id: PermitHolderId, activity_id: ActivityId, profiles: ProfileFiles, view: View
) -> answers.Activity:
    file = await profiles.admitted(view.tx, view.who, roles.READ, permit_holder_id, now=view.now)
    for one in activities.activities(file.state):
        if one.activity_id == activity_id:
            return answers.activity(one)
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
