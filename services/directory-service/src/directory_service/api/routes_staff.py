"""People at work, by the subject of their token: roles and places, no names."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response

from continuous_line.codes import Role
from continuous_line.days import day
from continuous_line.fields import Code
from continuous_line.history import History, history, page_of
from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import Reading, Writing, etag, reading, writing
from directory_service import publishing, queries
from directory_service.api import schemas
from directory_service.api.dependencies import On, Streams
from directory_service.application import people
from directory_service.domain.errors import UnknownStaff
from directory_service.domain.validity import start
from directory_service.identity import DOMAIN
from directory_service.roles import COLLEAGUES, STAFF_KEEPERS

router = APIRouter(tags=["staff"])
View = Annotated[Reading, reading(*COLLEAGUES)]
Unit = Annotated[Writing, writing(*STAFF_KEEPERS)]


@router.get("/staff")
async def list_staff(
    view: View,
    paging: PagingParameters,
    *,
    on: On = None,
    place: Annotated[Code | None, Query(description="Code of an azc or municipality.")] = None,
    role: Annotated[Role | None, Query()] = None,
    organisation: Annotated[Code | None, Query()] = None,
) -> Page[schemas.Staff]:
    """Who holds a post on a day."""
    after = paging.after(str)
    rows = await queries.staff_on(
        view.tx,
        on or day(view.now),
        place=place,
        role=role,
        organisation=organisation,
        after=after[0] if after else None,
        limit=paging.limit,
    )
    shown, following = paging.cut(rows, lambda row: (row.staff_id,))
    found = [
        schemas.Staff(
            staff_id=row.staff_id,
            organisation=row.organisation,
            roles=row.roles,
            places=row.places,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in shown
    ]
    return Page(items=found, next=following)


@router.post("/staff", status_code=201, response_class=Response)
async def register_staff(body: schemas.NewStaff, streams: Streams, unit: Unit) -> Response:
    """By a location manager or a municipality, for its own; roles that exclude each other: 409."""
    version = await people.register_staff(
        streams,
        unit,
        body.staff_id,
        body.post(),
        valid_from=body.valid_from,
        occurred_at=body.occurred_at,
    )
    return await unit.created(f"/v1/staff/{body.staff_id}", version)


@router.get("/staff/{staffId}")
async def read_staff(
    staff_id: schemas.StaffId, response: Response, streams: Streams, view: View, on: On = None
) -> schemas.Staff:
    """The post held on a day; 404 where none was."""
    found = await streams.staff.load(view.tx, staff_id)
    asked = on or day(view.now)
    held = next((v for v in reversed(found.state.versions) if start(v) <= asked), None)
    if held is None or held.value is None:
        raise UnknownStaff("nobody holds a post under this id on that day")
    following = next((start(v) for v in found.state.versions if start(v) > asked), None)
    response.headers["ETag"] = etag(found.version)
    return schemas.Staff(
        staff_id=staff_id,
        organisation=held.value.organisation,
        roles=list(held.value.roles),
        places=list(held.value.places),
        valid_from=held.valid_from or date.min,
        valid_to=following,
    )


@router.put("/staff/{staffId}", status_code=204, response_class=Response)
async def change_staff(
    staff_id: schemas.StaffId, body: schemas.DescribedPost, streams: Streams, unit: Unit
) -> Response:
    """From `validFrom` on the post is the one described here."""
    version = await people.change_staff(
        streams,
        unit,
        staff_id,
        body.post(),
        valid_from=body.valid_from,
        occurred_at=body.occurred_at,
    )
    return await unit.done(version)


@router.post("/staff/{staffId}/departures", status_code=201, response_class=Response)
async def record_departure(
    staff_id: schemas.StaffId, body: schemas.Departure, streams: Streams, unit: Unit
) -> Response:
    version = await people.leave(
        streams, unit, staff_id, left_on=body.left_on, occurred_at=body.occurred_at
    )
    return await unit.created(f"/v1/staff/{staff_id}", version)


@router.get("/staff/{staffId}/events")
async def list_staff_events(
    staff_id: schemas.StaffId, streams: Streams, view: View, paging: PagingParameters
) -> History:
    stored = await streams.events.load(view.tx, streams.staff.stream(staff_id))
    if not stored:
        raise UnknownStaff("nobody is registered under this id")
    return page_of(history(stored, DOMAIN, publishing.publish), paging)


@router.post("/staff/{staffId}/events/{eventId}/voidings", status_code=201, response_class=Response)
async def void_staff_event(
    staff_id: schemas.StaffId,
    event_id: schemas.EventId,
    body: schemas.Voiding,
    streams: Streams,
    unit: Unit,
) -> Response:
    """By the organisation that recorded it."""
    version = await people.void_staff(streams, unit, staff_id, event_id, body.taking_back())
    return await unit.created(f"/v1/staff/{staff_id}", version)
