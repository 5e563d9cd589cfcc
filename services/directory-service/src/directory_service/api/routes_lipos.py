"""LIPO's: the local consultations at azc's, and where there has been none for too long."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from continuous_line.days import day
from continuous_line.fields import AS_INTEGER, Code
from continuous_line.history import History, history, page_of
from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import Reading, Writing, etag, reading, writing
from directory_service import publishing, queries_meetings
from directory_service.api import schemas_meetings as schemas
from directory_service.api.dependencies import On, Streams
from directory_service.api.schemas import EventId, Voiding
from directory_service.application import meetings, recording
from directory_service.domain.errors import UnknownLipo
from directory_service.identity import DOMAIN
from directory_service.roles import ANYBODY, CONSULTING

router = APIRouter(tags=["lipos"])
View = Annotated[Reading, reading(*ANYBODY)]
Unit = Annotated[Writing, writing(*CONSULTING)]


@router.get("/lipos")
async def list_lipos(
    view: View, paging: PagingParameters, azc: Annotated[Code | None, Query()] = None
) -> Page[schemas.Lipo]:
    """The newest first."""
    after = paging.after(date, UUID)
    rows = await queries_meetings.lipos_held(view.tx, azc=azc, after=after, limit=paging.limit)
    shown, following = paging.cut(rows, lambda row: (row.held_on, row.lipo_id))
    found = [
        schemas.Lipo(
            lipo_id=row.lipo_id,
            azc=row.azc,
            held_on=row.held_on,
            on_case_level=row.on_case_level,
            organisations=row.organisations,
        )
        for row in shown
    ]
    return Page(items=found, next=following)


@router.get("/lipo-gaps")
async def list_lipo_gaps(
    request: Request,
    view: View,
    paging: PagingParameters,
    on: On = None,
    days: Annotated[
        int | None,
        Field(ge=1, le=3660),
        AS_INTEGER,
        Query(description="Without a LIPO for so long; else the term of this installation."),
    ] = None,
) -> Page[schemas.LipoGap]:
    """Azc's that never had one first, then the longest ago; one that just opened is not yet in."""
    asked = on or day(view.now)
    term: int = days or request.app.state.settings.lipo_days
    after = paging.after(date, str)
    rows = await queries_meetings.without_lipo(
        view.tx, asked, term, after=after, limit=paging.limit
    )
    shown, following = paging.cut(rows, lambda row: (row.since, row.azc))
    found = [
        schemas.LipoGap(
            azc=row.azc,
            name=row.name,
            unit=row.unit,
            last_held_on=row.last_on,
            days=(asked - row.last_on).days if row.last_on else None,
        )
        for row in shown
    ]
    return Page(items=found, next=following)


@router.post("/lipos", status_code=201, response_class=Response)
async def record_lipo(body: schemas.NewLipo, streams: Streams, unit: Unit) -> Response:
    """By those at the azc; one a day."""
    held = body.held()
    version = await meetings.hold_lipo(streams, unit, held, occurred_at=body.occurred_at)
    return await unit.created(f"/v1/lipos/{held.lipo_id}", version)


@router.get("/lipos/{lipoId}")
async def read_lipo(
    lipo_id: schemas.LipoId, response: Response, streams: Streams, view: View
) -> schemas.Lipo:
    found = await streams.lipos.load(view.tx, lipo_id)
    held = found.state.held
    if held is None:
        raise UnknownLipo("no LIPO with this id is recorded")
    response.headers["ETag"] = etag(found.version)
    return schemas.Lipo(
        lipo_id=lipo_id,
        azc=held.azc,
        held_on=held.held_on,
        on_case_level=held.on_case_level,
        organisations=list(held.organisations),
    )


@router.get("/lipos/{lipoId}/events")
async def list_lipo_events(
    lipo_id: schemas.LipoId, streams: Streams, view: View, paging: PagingParameters
) -> History:
    stored = await streams.events.load(view.tx, streams.lipos.stream(lipo_id))
    if not stored:
        raise UnknownLipo("no LIPO with this id is recorded")
    return page_of(history(stored, DOMAIN, publishing.publish), paging)


@router.post("/lipos/{lipoId}/events/{eventId}/voidings", status_code=201, response_class=Response)
async def void_lipo_event(
    lipo_id: schemas.LipoId, event_id: EventId, body: Voiding, streams: Streams, unit: Unit
) -> Response:
    """By the organisation that recorded it; then it can be recorded as it was."""
    version = await recording.void(streams.lipos, unit, lipo_id, event_id, body.taking_back())
    return await unit.created(f"/v1/lipos/{lipo_id}", version)
