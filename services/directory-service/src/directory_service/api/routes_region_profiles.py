"""Profiles of labour-market regions: the sectors that need people, with their date."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from continuous_line.days import day
from continuous_line.fields import Code
from continuous_line.history import History, history, page_of
from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import Reading, Writing, reading, writing
from directory_service import publishing, queries_meetings
from directory_service.api import schemas_meetings as schemas
from directory_service.api.dependencies import On, Streams
from directory_service.api.schemas import EventId, MunicipalityCode, Voiding
from directory_service.application import meetings, recording
from directory_service.domain.errors import UnknownPlace
from directory_service.identity import DOMAIN
from directory_service.roles import ANYBODY, REGION_KEEPERS

router = APIRouter(tags=["region-profiles"])
View = Annotated[Reading, reading(*ANYBODY)]
Unit = Annotated[Writing, writing(*REGION_KEEPERS)]


@router.get("/region-profiles")
async def list_region_profiles(
    view: View,
    paging: PagingParameters,
    on: On = None,
    region: Annotated[Code | None, Query(description="Code of a labour-market region.")] = None,
    municipality: Annotated[
        MunicipalityCode | None, Query(description="The profile of the region it lies in.")
    ] = None,
) -> Page[schemas.RegionProfile]:
    """Of each region the one that holds on a day: what to look at where a link is weighed."""
    after = paging.after(str)
    rows = await queries_meetings.region_profiles_on(
        view.tx,
        on or day(view.now),
        region=region,
        municipality=municipality,
        after=after[0] if after else None,
        limit=paging.limit,
    )
    shown, following = paging.cut(rows, lambda row: (row.region,))
    found = [
        schemas.RegionProfile(
            region=row.region,
            sectors=row.sectors,
            valid_from=row.valid_from,
            published_at=row.published_at,
        )
        for row in shown
    ]
    return Page(items=found, next=following)


@router.put("/region-profiles/{region}", status_code=204, response_class=Response)
async def publish_region_profile(
    region: schemas.RegionCode, body: schemas.NewRegionProfile, streams: Streams, unit: Unit
) -> Response:
    """By the coordinator of the region; from `validFrom` on it is this one."""
    version = await meetings.publish_region_profile(
        streams,
        unit,
        region,
        body.in_order(),
        valid_from=body.valid_from,
        occurred_at=body.occurred_at,
    )
    return await unit.done(version)


@router.get("/region-profiles/{region}/events")
async def list_region_profile_events(
    region: schemas.RegionCode, streams: Streams, view: View, paging: PagingParameters
) -> History:
    stored = await streams.events.load(view.tx, streams.region_profiles.stream(region))
    if not stored:
        raise UnknownPlace("no profile of this region was published")
    return page_of(history(stored, DOMAIN, publishing.publish), paging)


@router.post(
    "/region-profiles/{region}/events/{eventId}/voidings", status_code=201, response_class=Response
)
async def void_region_profile_event(
    region: schemas.RegionCode, event_id: EventId, body: Voiding, streams: Streams, unit: Unit
) -> Response:
    """By the organisation that published it."""
    version = await recording.void(
        streams.region_profiles, unit, region, event_id, body.taking_back()
    )
    return await unit.created(f"/v1/region-profiles/{region}", version)
