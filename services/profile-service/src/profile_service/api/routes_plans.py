"""What is planned for a person, with a warning where the same training was done before."""

from typing import Annotated

from fastapi import APIRouter, Response

from continuous_line.pagination import Page, PagingParameters
from profile_service import roles
from profile_service.api import answers_activities, schemas
from profile_service.api.dependencies import (
    ActivityId,
    PermitHolderId,
    address,
    created,
    desk,
    reader,
)
from profile_service.application import activities
from profile_service.domain import plans
from profile_service.domain.events import ActivityPlanned
from profile_service.streams import Desk

router = APIRouter(tags=["activities"])
Planner = Annotated[Desk, desk(*roles.PLAN)]
Reader = Annotated[Desk, reader(*roles.READ)]


@router.get("/profiles/{permitHolderId}/planned-activities")
async def list_planned_activities(
    permit_holder_id: PermitHolderId, at: Reader, paging: PagingParameters
) -> Page[answers_activities.PlannedActivity]:
    """Whoever plans them; each with its warnings."""
    file = await at.read(roles.READ, permit_holder_id, "planned-activities")
    shown, following = paging.part(plans.plans(file.state))
    items = [
        answers_activities.planned_activity(
            one, plans.warnings(file.state, one.plan, one.activity_id)
        )
        for one in shown
    ]
    return Page(items=items, next=following)


@router.post(
    "/profiles/{permitHolderId}/planned-activities", status_code=201, response_class=Response
)
async def plan_activity(
    permit_holder_id: PermitHolderId, body: schemas.NewPlan, at: Planner
) -> Response:
    """It is planned also where a warning follows: read it at `Location`."""
    planned = await activities.plan(at, permit_holder_id, body.plan(), body.when())
    if not isinstance(planned.event, ActivityPlanned):
        return await created(at, planned)
    location = f"{address(permit_holder_id)}/planned-activities/{planned.event.activity_id}"
    return await at.writing.created(location, planned.version)


@router.get("/profiles/{permitHolderId}/planned-activities/{activityId}")
async def read_planned_activity(
    permit_holder_id: PermitHolderId, activity_id: ActivityId, at: Reader
) -> answers_activities.PlannedActivity:
    state = (await at.read(roles.READ, permit_holder_id, "planned-activities")).state
    found = plans.find_plan(state, activity_id)
    return answers_activities.planned_activity(
        found, plans.warnings(state, found.plan, activity_id)
    )


@router.post("/profiles/{permitHolderId}/planned-activity-previews")
async def preview_planned_activity(
    permit_holder_id: PermitHolderId,
    body: schemas.PlanToPreview,
    at: Annotated[Desk, reader(*roles.PLAN)],
) -> answers_activities.PlanPreview:
    """The warnings that such a plan would have; nothing is planned."""
    file = await at.read(roles.PLAN, permit_holder_id, "planned-activities")
    return answers_activities.PlanPreview(
        warnings=answers_activities.warnings(plans.warnings(file.state, body.plan()))
    )
