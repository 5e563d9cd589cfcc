"""Reception centres."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from continuous_line.days import day
from continuous_line.fields import Code
from continuous_line.history import History, history, page_of
from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import Reading, Writing, etag, reading, writing
from directory_service import publishing, queries, queries_places
from directory_service.api import schemas
from directory_service.api.dependencies import On, Streams
from directory_service.application import places, recording
from directory_service.domain.errors import UnknownPlace
from directory_service.domain.validity import on as held_on
from directory_service.identity import DOMAIN
from directory_service.roles import ANYBODY, KEEPERS

router = APIRouter(tags=["reception-centres"])
View = Annotated[Reading, reading(*ANYBODY)]
Unit = Annotated[Writing, writing(*KEEPERS)]


@router.get("/reception-centres")
async def list_reception_centres(
    view: View,
    paging: PagingParameters,
    on: On = None,
    unit: Annotated[Code | None, Query(description="COA's management area.")] = None,
) -> Page[schemas.ReceptionCentre]:
    """The reception centres that are open on a day."""
    after = paging.after(str)
    rows = await queries.reception_centres_on(
        view.tx,
        on or day(view.now),
        unit=unit,
        after=after[0] if after else None,
        limit=paging.limit,
    )
    shown, following = paging.cut(rows, lambda row: (row.azc,))
    return Page(items=[_of_row(row) for row in shown], next=following)


@router.post("/reception-centres", status_code=201, response_class=Response)
async def register_reception_centre(
    body: schemas.NewReceptionCentre, streams: Streams, unit: Unit
) -> Response:
    version = await places.register_reception_centre(
        streams,
        unit,
        body.azc,
        body.described(),
        valid_from=body.valid_from,
        occurred_at=body.occurred_at,
    )
    return await unit.created(f"/v1/reception-centres/{body.azc}", version)


@router.get("/reception-centres/{azc}")
async def read_reception_centre(
    azc: Code, response: Response, streams: Streams, view: View, on: On = None
) -> schemas.ReceptionCentre:
    """As it is on a day; after its closing as it last was."""
    found = await streams.reception_centres.load(view.tx, azc)
    described = held_on(found.state.versions, on or day(view.now))
    if described is None:
        raise UnknownPlace("no reception centre with this code is registered for that day")
    response.headers["ETag"] = etag(found.version)
    return schemas.ReceptionCentre(
        azc=azc,
        name=described.name,
        unit=described.unit,
        place=described.place,
        latitude=described.latitude,
        longitude=described.longitude,
        activity_target=described.activity_target,
        closed_on=found.state.closed_on,
    )


@router.put("/reception-centres/{azc}", status_code=204, response_class=Response)
async def change_reception_centre(
    azc: Code, body: schemas.DescribedReceptionCentre, streams: Streams, unit: Unit
) -> Response:
    """From `validFrom` on it is as described here."""
    version = await places.change_reception_centre(
        streams,
        unit,
        azc,
        body.described(),
        valid_from=body.valid_from,
        occurred_at=body.occurred_at,
    )
    return await unit.done(version)


@router.post("/reception-centres/{azc}/closings", status_code=201, response_class=Response)
async def close_reception_centre(
    azc: Code, body: schemas.Closing, streams: Streams, unit: Unit
) -> Response:
    version = await places.close_reception_centre(
        streams, unit, azc, valid_from=body.valid_from, occurred_at=body.occurred_at
    )
    return await unit.created(f"/v1/reception-centres/{azc}", version)


@router.get("/reception-centres/{azc}/distances")
async def list_distances(
    azc: Code,
    view: View,
    paging: PagingParameters,
    on: On = None,
    municipality: Annotated[schemas.MunicipalityCode | None, Query()] = None,
) -> Page[schemas.Distance]:
    """To every municipality of the day, or the one, the nearest first: as the crow flies."""
    found = await queries_places.distances(view.tx, azc, on or day(view.now), municipality)
    if found is None:
        raise UnknownPlace("no reception centre with this code is open on that day")
    after = paging.after(float, str)
    rest = [one for one in found if after is None or (one.km, one.municipality) > after]
    shown, following = paging.cut(rest[: paging.limit], lambda one: (one.km, one.municipality))
    items = [
        schemas.Distance(municipality=one.municipality, name=one.name, distance_km=one.km)
        for one in shown
    ]
    return Page(items=items, next=following)


@router.get("/reception-centres/{azc}/events")
async def list_reception_centre_events(
    azc: Code, streams: Streams, view: View, paging: PagingParameters
) -> History:
    stored = await streams.events.load(view.tx, streams.reception_centres.stream(azc))
    if not stored:
        raise UnknownPlace("no reception centre with this code is registered")
    return page_of(history(stored, DOMAIN, publishing.publish), paging)


@router.post(
    "/reception-centres/{azc}/events/{eventId}/voidings", status_code=201, response_class=Response
)
async def void_reception_centre_event(
    azc: Code, event_id: schemas.EventId, body: schemas.Voiding, streams: Streams, unit: Unit
) -> Response:
    """By the organisation that recorded it."""
    version = await recording.void(
        streams.reception_centres, unit, azc, event_id, body.taking_back()
    )
    return await unit.created(f"/v1/reception-centres/{azc}", version)


def _of_row(row: Any) -> schemas.ReceptionCentre:
    return schemas.ReceptionCentre(
        azc=row.azc,
        name=row.name,
        unit=row.unit,
        place=row.place,
        latitude=row.latitude,
        longitude=row.longitude,
        activity_target=row.activity_target,
        closed_on=row.closed_on,
    )
