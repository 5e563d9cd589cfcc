"""Wishes for an activity, and their answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from continuous_line.fields import Code, QueryBool
from continuous_line.pagination import Page, PagingParameters
from profile_service import notes, roles, wishes
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
    await at.account_rows({row.permit_holder_id: False for row in shown}, "activity-requests")
    words = await _wishes(at, {row.request_id: row.permit_holder_id for row in shown})
    items = [answers.listed_request(row, words.get(row.request_id)) for row in shown]
    return Page(items=items, next=following)


@router.get("/profiles/{permitHolderId}/activity-requests")
async def list_requests_of_person(
    permit_holder_id: PermitHolderId, at: Reader, paging: PagingParameters
) -> Page[answers.ActivityRequest]:
    file = await at.read(roles.SEE_WISHES, permit_holder_id, "activity-requests")
    shown, following = paging.part(requests.requests(file.state))
    words = await _wishes(at, {one.request_id: permit_holder_id for one in shown})
    items = [answers.request(one, permit_holder_id, words.get(one.request_id)) for one in shown]
    return Page(items=items, next=following)


@router.post(
    "/profiles/{permitHolderId}/activity-requests", status_code=201, response_class=Response
)
async def request_activity(
    permit_holder_id: PermitHolderId,
    body: schemas.NewRequest,
    at: Annotated[Desk, desk(*roles.WISH)],
) -> Response:
    """By the permit holder, or the case manager on their behalf."""
    asked = await activities.request(
        at, permit_holder_id, body.activity_type, body.wish, body.when()
    )
    if not isinstance(asked.event, ActivityRequested):
        return await created(at, asked)
    location = f"{address(permit_holder_id)}/activity-requests/{asked.event.request_id}"
    return await at.writing.created(location, asked.version)


@router.get("/profiles/{permitHolderId}/activity-requests/{requestId}")
async def read_activity_request(
    permit_holder_id: PermitHolderId, request_id: RequestId, at: Reader
) -> answers.ActivityRequest:
    file = await at.read(roles.SEE_WISHES, permit_holder_id, "activity-requests")
    found = requests.find(file.state, request_id)
    words = await _wishes(at, {request_id: permit_holder_id})
    return answers.request(found, permit_holder_id, words.get(request_id))


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


async def _wishes(at: Desk, wanted: Mapping[UUID, UUID]) -> dict[UUID, str]:
    return await notes.opened(at.writing.tx, at.vault, notes.Kind.WISH, wanted)
