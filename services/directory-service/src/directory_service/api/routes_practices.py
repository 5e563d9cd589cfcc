"""Good practices and explanations, shared so that others find them."""

from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Query, Response

from continuous_line.codes_directory import PracticeKind
from continuous_line.fields import Code, Label
from continuous_line.history import History, history, page_of
from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import Reading, Writing, etag, reading, writing
from directory_service import publishing, queries_meetings
from directory_service.api import schemas_meetings as schemas
from directory_service.api.dependencies import Streams
from directory_service.api.schemas import EventId, Voiding, each_once
from directory_service.application import meetings
from directory_service.domain.errors import UnknownPractice
from directory_service.identity import DOMAIN
from directory_service.roles import ANYBODY, SHARERS

router = APIRouter(tags=["practices"])
View = Annotated[Reading, reading(*ANYBODY)]
Unit = Annotated[Writing, writing(*SHARERS)]


@router.get("/practices")
async def search_practices(
    view: View,
    paging: PagingParameters,
    kind: Annotated[PracticeKind | None, Query()] = None,
    topic: Annotated[Code | None, Query()] = None,
    place: Annotated[Code | None, Query(description="Where it comes from.")] = None,
    q: Annotated[Label | None, Query(description="Words; forgives spelling.")] = None,
) -> Page[schemas.Practice]:
    """The newest first, or with `q` the nearest."""
    rows = await queries_meetings.practices_shared(view.tx, kind=kind, topic=topic, place=place)
    ordered = rows if q is None else queries_meetings.nearest(rows, q)
    after = paging.after(int)
    numbered = list(enumerate(ordered))[after[0] + 1 if after else 0 :]
    shown, following = paging.cut(numbered[: paging.limit], lambda one: (one[0],))
    return Page(items=[schemas.practice_of(row) for _, row in shown], next=following)


@router.post("/practices", status_code=201, response_class=Response)
async def share_practice(body: schemas.NewPractice, streams: Streams, unit: Unit) -> Response:
    practice_id = body.practice_id or uuid4()
    version = await meetings.share_practice(
        streams,
        unit,
        practice_id,
        body.kind,
        body.wording(),
        topics=each_once(body.topics),
        places=each_once(body.places),
        occurred_at=body.occurred_at,
    )
    return await unit.created(f"/v1/practices/{practice_id}", version)


@router.get("/practices/{practiceId}")
async def read_practice(
    practice_id: schemas.PracticeId, response: Response, streams: Streams, view: View
) -> schemas.Practice:
    """Not one that was withdrawn: its words are gone."""
    rows = await queries_meetings.practices_shared(view.tx, practice_id=practice_id)
    if not rows:
        raise UnknownPractice("no practice with this id is shared")
    response.headers["ETag"] = etag((await streams.practices.load(view.tx, practice_id)).version)
    return schemas.practice_of(rows[0])


@router.post("/practices/{practiceId}/withdrawals", status_code=201, response_class=Response)
async def withdraw_practice(
    practice_id: schemas.PracticeId, body: schemas.Cancellation, streams: Streams, unit: Unit
) -> Response:
    """By the organisation that shared it."""
    version = await meetings.withdraw_practice(
        streams, unit, practice_id, occurred_at=body.occurred_at
    )
    return await unit.created(f"/v1/practices/{practice_id}", version)


@router.get("/practices/{practiceId}/events")
async def list_practice_events(
    practice_id: schemas.PracticeId, streams: Streams, view: View, paging: PagingParameters
) -> History:
    stored = await streams.events.load(view.tx, streams.practices.stream(practice_id))
    if not stored:
        raise UnknownPractice("no practice with this id is shared")
    return page_of(history(stored, DOMAIN, publishing.publish), paging)


@router.post(
    "/practices/{practiceId}/events/{eventId}/voidings", status_code=201, response_class=Response
)
async def void_practice_event(
    practice_id: schemas.PracticeId, event_id: EventId, body: Voiding, streams: Streams, unit: Unit
) -> Response:
    """By the organisation that recorded it."""
    version = await meetings.void_practice(streams, unit, practice_id, event_id, body.taking_back())
    return await unit.created(f"/v1/practices/{practice_id}", version)
