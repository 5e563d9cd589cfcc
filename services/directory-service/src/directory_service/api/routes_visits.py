"""Visits to azc's, and meet and greets there; who has people waiting there is invited."""

from datetime import datetime
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Query, Response

from continuous_line.days import day
from continuous_line.fields import Code, Day
from continuous_line.history import History, history, page_of
from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import Reading, Writing, etag, reading, writing
from directory_service import publishing, queries_meetings
from directory_service.api import schemas_meetings as schemas
from directory_service.api.dependencies import Streams
from directory_service.api.schemas import EventId, MunicipalityCode, Voiding
from directory_service.application import meetings, recording
from directory_service.domain.errors import UnknownVisit
from directory_service.identity import DOMAIN
from directory_service.roles import ANYBODY, HOSTS, PARTNERS

router = APIRouter(tags=["visits"])
View = Annotated[Reading, reading(*ANYBODY)]
Partner = Annotated[Reading, reading(*PARTNERS)]
Unit = Annotated[Writing, writing(*HOSTS)]


@router.get("/visits")
async def list_visits(
    view: View,
    paging: PagingParameters,
    azc: Annotated[Code | None, Query()] = None,
    municipality: Annotated[
        MunicipalityCode | None, Query(description="That is invited to it.")
    ] = None,
    first: Annotated[
        Day | None, Query(alias="from", description="First day; today where none is given.")
    ] = None,
) -> Page[schemas.Visit]:
    """Those not cancelled, the nearest first."""
    rows = await queries_meetings.visits_from(
        view.tx,
        first or day(view.now),
        azc=azc,
        municipality=municipality,
        after=paging.after(datetime, UUID),
        limit=paging.limit,
    )
    shown, following = paging.cut(rows, lambda row: (row.starts_at, row.visit_id))
    return Page(items=[schemas.visit_of(row) for row in shown], next=following)


@router.post("/visits", status_code=201, response_class=Response)
async def schedule_visit(body: schemas.NewVisit, streams: Streams, unit: Unit) -> Response:
    """By those of the azc at their own, by a municipality or region at any."""
    visit_id = body.visit_id or uuid4()
    version = await meetings.schedule_visit(
        streams,
        unit,
        visit_id,
        body.appointment(unit.who.organisation),
        occurred_at=body.occurred_at,
    )
    return await unit.created(f"/v1/visits/{visit_id}", version)


@router.get("/visits/{visitId}")
async def read_visit(
    visit_id: schemas.VisitId, response: Response, streams: Streams, view: View
) -> schemas.Visit:
    """Also one that was cancelled or has been."""
    row = await queries_meetings.visit(view.tx, visit_id)
    if row is None:
        raise UnknownVisit("no visit with this id is scheduled")
    response.headers["ETag"] = etag((await streams.visits.load(view.tx, visit_id)).version)
    return schemas.visit_of(row)


@router.get("/visits/{visitId}/invitations")
async def list_invitations(
    visit_id: schemas.VisitId, view: Partner, paging: PagingParameters
) -> Page[schemas.Invitation]:
    """Who had open links at the azc when it was scheduled, and who has got them since."""
    row = await queries_meetings.visit(view.tx, visit_id)
    if row is None:
        raise UnknownVisit("no visit with this id is scheduled")
    after = paging.after(str)
    every = await queries_meetings.invitations(view.tx, row)
    rest = [one for one in every if after is None or one[0] > after[0]]
    shown, following = paging.cut(rest[: paging.limit], lambda one: (one[0],))
    found = [
        schemas.Invitation(municipality=code, name=name, open_links=links, since_scheduled=first)
        for code, name, links, first in shown
    ]
    return Page(items=found, next=following)


@router.post("/visits/{visitId}/cancellations", status_code=201, response_class=Response)
async def cancel_visit(
    visit_id: schemas.VisitId, body: schemas.Cancellation, streams: Streams, unit: Unit
) -> Response:
    """By its organiser, or those of the azc."""
    version = await meetings.cancel_visit(streams, unit, visit_id, occurred_at=body.occurred_at)
    return await unit.created(f"/v1/visits/{visit_id}", version)


@router.get("/visits/{visitId}/events")
async def list_visit_events(
    visit_id: schemas.VisitId, streams: Streams, view: View, paging: PagingParameters
) -> History:
    stored = await streams.events.load(view.tx, streams.visits.stream(visit_id))
    if not stored:
        raise UnknownVisit("no visit with this id is scheduled")
    return page_of(history(stored, DOMAIN, publishing.publish), paging)


@router.post(
    "/visits/{visitId}/events/{eventId}/voidings", status_code=201, response_class=Response
)
async def void_visit_event(
    visit_id: schemas.VisitId, event_id: EventId, body: Voiding, streams: Streams, unit: Unit
) -> Response:
    """By the organisation that recorded it."""
    version = await recording.void(streams.visits, unit, visit_id, event_id, body.taking_back())
    return await unit.created(f"/v1/visits/{visit_id}", version)
