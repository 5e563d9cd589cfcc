"""Offers and their words, the places of programmes, and what is asked for."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from continuous_line.codes import Role
from continuous_line.codes_directory import OfferEnd
from continuous_line.days import day
from continuous_line.writing import Writing
from directory_service import queries_offers
from directory_service.application import texts
from directory_service.application.recording import TakingBack, act_on, void
from directory_service.areas import own_places
from directory_service.domain import demand, offer, programme
from directory_service.domain.demand import Wish
from directory_service.domain.errors import ContactUnfit, OfferUnfit, PlaceUnfit
from directory_service.domain.events_offers import Terms
from directory_service.domain.offer import Publisher
from directory_service.domain.wording import Wording
from directory_service.streams import Directory


async def _publisher(writing: Writing) -> Publisher:
    who = writing.who
    others = who.roles - {Role.PROVIDER}
    return Publisher(who.organisation, await own(writing), anywhere=bool(others))


async def own(writing: Writing) -> frozenset[str]:
    """The places of who writes, as they are today."""
    return await own_places(writing.tx, writing.who, day(writing.now))


async def publish_offer(
    directory: Directory,
    writing: Writing,
    offer_id: UUID,
    terms: Terms,
    wording: Wording,
    *,
    occurred_at: datetime | None,
) -> int:
    streams = directory.offers
    found = await streams.open(writing, offer_id)
    only = await _only_places(directory, writing, terms)
    act = act_on(writing, occurred_at)
    events = offer.publish(
        found.state, offer_id, terms, by=await _publisher(writing), programme=only, act=act
    )
    await _check(writing, terms)
    await texts.put(writing, offer_id, wording)
    return await streams.save(writing, offer_id, found, events)


async def change_offer(
    directory: Directory,
    writing: Writing,
    offer_id: UUID,
    terms: Terms,
    wording: Wording,
    *,
    occurred_at: datetime | None,
) -> int:
    streams = directory.offers
    found = await streams.open(writing, offer_id)
    only = await _only_places(directory, writing, terms)
    act = act_on(writing, occurred_at)
    events = offer.change(found.state, terms, by=await _publisher(writing), programme=only, act=act)
    await _check(writing, terms)
    await texts.put(writing, offer_id, wording)
    return await streams.save(writing, offer_id, found, events)


async def withdraw_offer(
    directory: Directory,
    writing: Writing,
    offer_id: UUID,
    reason: OfferEnd,
    *,
    occurred_at: datetime | None,
) -> int:
    streams = directory.offers
    found = await streams.open(writing, offer_id)
    act = act_on(writing, occurred_at)
    events = offer.withdraw(found.state, reason, by=await _publisher(writing), act=act)
    return await streams.save(writing, offer_id, found, events)


async def void_offer(
    directory: Directory, writing: Writing, offer_id: UUID, event_id: UUID, taking_back: TakingBack
) -> int:
    """With the publication its words go too."""
    version = await void(directory.offers, writing, offer_id, event_id, taking_back)
    if not (await directory.offers.load(writing.tx, offer_id)).state.exists:
        await texts.drop(writing, offer_id)
    return version


async def describe_programme(
    directory: Directory,
    writing: Writing,
    code: str,
    places: tuple[str, ...],
    *,
    occurred_at: datetime | None,
) -> int:
    streams = directory.programmes
    found = await streams.open(writing, code)
    events = programme.describe(found.state, code, places, act_on(writing, occurred_at))
    await check_places(writing, places)
    return await streams.save(writing, code, found, events)


async def record_demand(
    directory: Directory,
    writing: Writing,
    demand_id: UUID,
    wish: Wish,
    *,
    occurred_at: datetime | None,
) -> int:
    streams = directory.demands
    found = await streams.open(writing, demand_id)
    act = act_on(writing, occurred_at)
    events = demand.record(found.state, demand_id, wish, await own(writing), act)
    await check_places(writing, wish.places)
    return await streams.save(writing, demand_id, found, events)


async def answer_demand(
    directory: Directory,
    writing: Writing,
    demand_id: UUID,
    offers: tuple[UUID, ...],
    *,
    occurred_at: datetime | None,
) -> int:
    streams = directory.demands
    found = await streams.open(writing, demand_id)
    act = act_on(writing, occurred_at)
    events = demand.answer(found.state, offers, await own(writing), act)
    gone = sorted(map(str, set(offers) - await queries_offers.standing(writing.tx, offers)))
    if gone:
        raise OfferUnfit("the answer names offers that are not there", offers=gone)
    return await streams.save(writing, demand_id, found, events)


async def check_places(writing: Writing, places: Sequence[str]) -> None:
    """Raises PlaceUnfit naming the codes that no azc or municipality ever had."""
    unknown = await queries_offers.unknown_places(writing.tx, places)
    if unknown:
        raise PlaceUnfit(f"the directory knows no {', '.join(unknown)}", places=unknown)


async def _check(writing: Writing, terms: Terms) -> None:
    await check_places(writing, terms.places)
    contact = terms.contact_id
    if contact is not None and not await queries_offers.contact_stands(
        writing.tx, contact, day(writing.now)
    ):
        raise ContactUnfit("no contact with this id is registered and current")


async def _only_places(
    directory: Directory, writing: Writing, terms: Terms
) -> frozenset[str] | None:
    if terms.programme is None:
        return None
    return (await directory.programmes.load(writing.tx, terms.programme)).state.places
