"""Municipalities and labour-market regions."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from continuous_line.days import day
from continuous_line.fields import Code, Label
from continuous_line.history import History, history, page_of
from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import Reading, Writing, etag, reading, writing
from directory_service import publishing, queries
from directory_service.api import schemas
from directory_service.api.dependencies import On, Streams
from directory_service.api.schemas import MunicipalityCode
from directory_service.application import places, recording
from directory_service.domain.errors import UnknownPlace
from directory_service.domain.validity import on as held_on
from directory_service.identity import DOMAIN
from directory_service.roles import ANYBODY, KEEPERS

router = APIRouter(tags=["municipalities"])
View = Annotated[Reading, reading(*ANYBODY)]
Unit = Annotated[Writing, writing(*KEEPERS)]


@router.get("/municipalities")
async def list_municipalities(
    view: View,
    paging: PagingParameters,
    on: On = None,
    region: Annotated[Code | None, Query(description="Code of a labour-market region.")] = None,
    province: Annotated[Label | None, Query()] = None,
) -> Page[schemas.Municipality]:
    """The municipalities there are on a day; those that merged before it are not."""
    after = paging.after(str)
    rows = await queries.municipalities_on(
        view.tx,
        on or day(view.now),
        region=region,
        province=province,
        after=after[0] if after else None,
        limit=paging.limit,
    )
    shown, following = paging.cut(rows, lambda row: (row.code,))
    return Page(items=[_of_row(row) for row in shown], next=following)


@router.post("/municipalities", status_code=201, response_class=Response)
async def register_municipality(
    body: schemas.NewMunicipality, streams: Streams, unit: Unit
) -> Response:
    version = await places.register_municipality(
        streams,
        unit,
        body.code,
        body.described(),
        valid_from=body.valid_from,
        occurred_at=body.occurred_at,
    )
    return await unit.created(f"/v1/municipalities/{body.code}", version)


@router.get("/municipalities/{code}")
async def read_municipality(
    code: MunicipalityCode, response: Response, streams: Streams, view: View, on: On = None
) -> schemas.Municipality:
    """As it is on a day; after a merger as it last was, with its successor."""
    found = await streams.municipalities.load(view.tx, code)
    described = held_on(found.state.versions, on or day(view.now))
    if described is None:
        raise UnknownPlace("no municipality with this code is registered for that day")
    response.headers["ETag"] = etag(found.version)
    return schemas.Municipality(
        code=code,
        name=described.name,
        province=described.province,
        region=described.region,
        region_name=described.region_name,
        latitude=described.latitude,
        longitude=described.longitude,
        successor=found.state.successor,
        merged_on=found.state.merged_on,
    )


@router.put("/municipalities/{code}", status_code=204, response_class=Response)
async def change_municipality(
    code: MunicipalityCode, body: schemas.DescribedMunicipality, streams: Streams, unit: Unit
) -> Response:
    """From `validFrom` on it is as described here."""
    version = await places.change_municipality(
        streams,
        unit,
        code,
        body.described(),
        valid_from=body.valid_from,
        occurred_at=body.occurred_at,
    )
    return await unit.done(version)


@router.post("/municipalities/{code}/mergers", status_code=201, response_class=Response)
async def merge_municipality(
    code: MunicipalityCode, body: schemas.Merger, streams: Streams, unit: Unit
) -> Response:
    """From `validFrom` on it counts under its successor."""
    version = await places.merge_municipality(
        streams,
        unit,
        code,
        body.successor,
        valid_from=body.valid_from,
        occurred_at=body.occurred_at,
    )
    return await unit.created(f"/v1/municipalities/{code}", version)


@router.get("/municipalities/{code}/events")
async def list_municipality_events(
    code: MunicipalityCode, streams: Streams, view: View, paging: PagingParameters
) -> History:
    stored = await streams.events.load(view.tx, streams.municipalities.stream(code))
    if not stored:
        raise UnknownPlace("no municipality with this code is registered")
    return page_of(history(stored, DOMAIN, publishing.publish), paging)


@router.post(
    "/municipalities/{code}/events/{eventId}/voidings", status_code=201, response_class=Response
)
async def void_municipality_event(
    code: MunicipalityCode,
    event_id: schemas.EventId,
    body: schemas.Voiding,
    streams: Streams,
    unit: Unit,
) -> Response:
    """By the organisation that recorded it."""
    version = await recording.void(streams.municipalities, unit, code, event_id, body.taking_back())
    return await unit.created(f"/v1/municipalities/{code}", version)


@router.get("/labour-market-regions")
async def list_labour_market_regions(view: View, on: On = None) -> Page[schemas.Region]:
    """The regions that have a municipality on a day."""
    rows = await queries.regions_on(view.tx, on or day(view.now))
    found = [
        schemas.Region(code=row.region, name=row.name, municipalities=row.number) for row in rows
    ]
    return Page(items=found, next=None)


def _of_row(row: Any) -> schemas.Municipality:
    return schemas.Municipality(
        code=row.code,
        name=row.name,
        province=row.province,
        region=row.region,
        region_name=row.region_name,
        latitude=row.latitude,
        longitude=row.longitude,
        successor=row.successor,
        merged_on=row.merged_on,
    )
