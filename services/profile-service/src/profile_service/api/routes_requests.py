"""Wishes for an activity, and their answers."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from continuous_line.fields import Code, QueryBool
from continuous_line.pagination import Page, PagingParameters
from profile_service import roles, wishes
from profile_service.api import answers_access as answers
from profile_service.api import schemas
from profile_service.api.dependencies import (
    PermitHolderId,
    RequestId,
    address,
    created,
    desk,
    reader,
)
from profile_service.application import activities
from profile_service.domain import requests
from profile_service.domain.events import ActivityRequested
from profile_service.streams import Desk

router = APIRouter(tags=["activities"])
Reader = Annotated[Desk, reader(*roles.SEE_WISHES)]


@router.get("/activity-requests")
async def list_activity_requests(
    at: Annotated[Desk, reader(*roles.LIST_WISHES)],
    paging: PagingParameters,
    *,
    azc: Annotated[Code | None, Query()] = None,
    answered: Annotated[QueryBool | None, Query(description="`later` is no answer yet.")] = None,
) -> Page[answers.ActivityRequest]:
    """At the reader's reception centres, the oldest first: `answered=false` is the work list."""
    after = paging.after(datetime, UUID)
    unit = at.writing
    rows = await wishes.at_places(
        unit.tx, unit.who.places, azc=azc, answered=answered, after=after, limit=paging.limit
    )
    shown, following = paging.cut(rows, lambda row: (row.requested_at, row.request_id))
    return Page(items=[answers.listed_request(row) for row in shown], next=following)


@router.get("/profiles/{permitHolderId}/activity-requests")
async def list_requests_of_person(
    permit_holder_id: PermitHolderId, at: Reader, paging: PagingParameters
) -> Page[answers.ActivityRequest]:
    file = await at.open(roles.SEE_WISHES, permit_holder_id)
    shown, following = paging.part(requests.requests(file.state))
    return Page(items=[answers.request(one, permit_holder_id) for one in shown], next=following)


@router.post(
    "/profiles/{permitHolderId}/activity-requests", status_code=201, response_class=Response
)
async def request_activity(
    permit_holder_id: PermitHolderId,
    body: schemas.NewRequest,
    at: Annotated[Desk, desk(*roles.WISH)],
) -> Response:
    """By the permit holder, or the case manager on their behalf."""
    asked = await activities.request(at, permit_holder_id, body.activity_type, body.when())
    if not isinstance(asked.event, ActivityRequested):
        return await created(at, asked)
    location = f"{address(permit_holder_id)}/activity-requests/{asked.event.request_id}"
    return await at.writing.created(location, asked.version)


@router.get("/profiles/{permitHolderId}/activity-requests/{requestId}")
async def read_activity_request(
    permit_holder_id: PermitHolderId, request_id: RequestId, at: Reader
) -> answers.ActivityRequest:
    file = await at.open(roles.SEE_WISHES, permit_holder_id)
    return answers.request(requests.find(file.state, request_id), permit_holder_id)


@router.post(
    "/profiles/{permitHolderId}/activity-requests/{requestId}/answers",
    status_code=201,
    response_class=Response,
)
async def answer_activity_request(
    permit_holder_id: PermitHolderId,
    request_id: RequestId,
    body: schemas.RequestAnswered,
    at: Annotated[Desk, desk(*roles.ANSWER)],
) -> Response:
    """Every wish is answered, also where nothing fits."""
    given = await activities.answer(
        at,
        permit_holder_id,
        request_id,
        given=body.answer,
        provider=body.provider,
        when=body.when(),
    )
    return await created(at, given)
