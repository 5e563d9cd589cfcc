"""Offers: what there is to do, to learn and to go to, near an azc or in a municipality."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Query, Response
from pydantic import Field

from continuous_line.codes_directory import OfferType, Sector, Weekday
from continuous_line.days import day
from continuous_line.fields import AS_INTEGER, Code, Day, Label, QueryBool
from continuous_line.history import History, history, page_of
from continuous_line.pagination import Paging, PagingParameters
from continuous_line.writing import Reading, Writing, etag, reading, writing
from directory_service import publishing, queries_asking, queries_offers
from directory_service.api import schemas_offers as schemas
from directory_service.api.dependencies import Streams
from directory_service.api.schemas import EventId, Voiding
from directory_service.application import offers
from directory_service.domain.errors import UnknownOffer
from directory_service.identity import DOMAIN
from directory_service.queries_offers import Wanted
from directory_service.roles import ANYBODY, OFFER_KEEPERS

router = APIRouter(tags=["offers"])
View = Annotated[Reading, reading(*ANYBODY)]
Unit = Annotated[Writing, writing(*OFFER_KEEPERS)]


@router.get("/offers")
async def search_offers(
    view: View,
    paging: PagingParameters,
    *,
    place: Annotated[
        list[Code] | None, Query(description="Any of these: the azc and the municipality to be.")
    ] = None,
    kind: Annotated[list[OfferType] | None, Query(description="Any of these.")] = None,
    sector: Annotated[Sector | None, Query()] = None,
    programme: Annotated[Code | None, Query()] = None,
    on: Annotated[
        Day | None, Query(description="That runs on this day; else any not ended by now.")
    ] = None,
    weekday: Annotated[Weekday | None, Query(description="Or on no fixed day.")] = None,
    days_per_week: Annotated[
        int | None, Field(ge=1, le=7), AS_INTEGER, Query(alias="daysPerWeek", description="At most")
    ] = None,
    open_without_permit: Annotated[QueryBool | None, Query(alias="openWithoutPermit")] = None,
    q: Annotated[Label | None, Query(description="Words; forgives spelling.")] = None,
) -> schemas.OfferSearch:
    """By first day, or with `q` the nearest first; where nothing fits, whom to ask."""
    today = day(view.now)
    wanted = Wanted(
        today=today,
        on=on,
        places=place or (),
        kinds=kind or (),
        sector=sector,
        programme=programme,
        weekday=weekday,
        days_per_week=days_per_week,
        open_without_permit=open_without_permit,
    )
    shown, following = await _page(view, wanted, q, paging)
    ask = [] if shown else await queries_asking.whom_to_ask(view.tx, place or (), on or today)
    return schemas.OfferSearch(
        items=[schemas.offer_of(row) for row in shown],
        next=following,
        ask=[schemas.Ask(**asdict(one)) for one in ask],
    )


async def _page(
    view: Reading, wanted: Wanted, q: str | None, paging: Paging
) -> tuple[list[Any], str | None]:
    if q is None:
        after = paging.after(date, UUID)
        rows = await queries_offers.offers_fitting(view.tx, wanted, after=after, limit=paging.limit)
        plain, following = paging.cut(rows, lambda row: (row.starts_on, row.offer_id))
        return list(plain), following
    near = paging.after(float, UUID)
    ranked = await queries_offers.offers_like(view.tx, wanted, q, after=near, limit=paging.limit)
    found, following = paging.cut(ranked, lambda one: (one[0], one[1].offer_id))
    return [row for _, row in found], following


@router.post("/offers", status_code=201, response_class=Response)
async def publish_offer(body: schemas.NewOffer, streams: Streams, unit: Unit) -> Response:
    """By its owner, or by those at one of its places; a programme at its own places only."""
    offer_id = body.offer_id or uuid4()
    version = await offers.publish_offer(
        streams, unit, offer_id, body.terms(), body.wording(), occurred_at=body.occurred_at
    )
    return await unit.created(f"/v1/offers/{offer_id}", version)


@router.get("/offers/{offerId}")
async def read_offer(
    offer_id: schemas.OfferId, response: Response, streams: Streams, view: View
) -> schemas.Offer:
    """Also one that ended or was withdrawn."""
    found = await streams.offers.load(view.tx, offer_id)
    words = await queries_offers.words_about(view.tx, offer_id)
    if found.state.terms is None or words is None:
        raise UnknownOffer("no offer with this id is published")
    response.headers["ETag"] = etag(found.version)
    return schemas.Offer(
        **vars(found.state.terms),
        offer_id=offer_id,
        title=words.title,
        body=words.body,
        owner_name=words.owner_name,
        published_at=found.state.published_at,
        withdrawn_at=found.state.withdrawn_at,
        reason=found.state.reason,
    )


@router.put("/offers/{offerId}", status_code=204, response_class=Response)
async def change_offer(
    offer_id: schemas.OfferId, body: schemas.DescribedOffer, streams: Streams, unit: Unit
) -> Response:
    """From now on it is as described here."""
    version = await offers.change_offer(
        streams, unit, offer_id, body.terms(), body.wording(), occurred_at=body.occurred_at
    )
    return await unit.done(version)


@router.post("/offers/{offerId}/withdrawals", status_code=201, response_class=Response)
async def withdraw_offer(
    offer_id: schemas.OfferId, body: schemas.Withdrawal, streams: Streams, unit: Unit
) -> Response:
    version = await offers.withdraw_offer(
        streams, unit, offer_id, body.reason, occurred_at=body.occurred_at
    )
    return await unit.created(f"/v1/offers/{offer_id}", version)


@router.get("/offers/{offerId}/events")
async def list_offer_events(
    offer_id: schemas.OfferId, streams: Streams, view: View, paging: PagingParameters
) -> History:
    stored = await streams.events.load(view.tx, streams.offers.stream(offer_id))
    if not stored:
        raise UnknownOffer("no offer with this id is published")
    return page_of(history(stored, DOMAIN, publishing.publish), paging)


@router.post(
    "/offers/{offerId}/events/{eventId}/voidings", status_code=201, response_class=Response
)
async def void_offer_event(
    offer_id: schemas.OfferId, event_id: EventId, body: Voiding, streams: Streams, unit: Unit
) -> Response:
    """By the organisation that recorded it."""
    version = await offers.void_offer(streams, unit, offer_id, event_id, body.taking_back())
    return await unit.created(f"/v1/offers/{offer_id}", version)
