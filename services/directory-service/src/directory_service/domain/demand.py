"""What is asked for where no offer fits: a kind of thing at some places, about nobody.

The participation case manager there answers it, also with "none" (002:1220-1230). Who asked for
whom is known to profile-service alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes_directory import OfferType, Sector
from continuous_line.happened import EventVoided
from directory_service.domain.corrections import valid
from directory_service.domain.errors import AlreadyRegistered, NotYours, UnknownDemand
from directory_service.domain.events_offers import DemandAnswered, DemandEvent, DemandRecorded
from directory_service.domain.own import covers


@dataclass(frozen=True, slots=True)
class Wish:
    kind: OfferType
    places: tuple[str, ...]
    sector: Sector | None = None
    days_per_week: int | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """`offers` None: not answered yet; empty: nothing fits."""

    demand_id: UUID | None = None
    wish: Wish | None = None
    recorded_at: datetime | None = None
    answered_at: datetime | None = None
    offers: tuple[UUID, ...] | None = None


def evolve(state: Demand, event: DemandEvent) -> Demand:
    match event:
        case DemandRecorded():
            wish = Wish(event.kind, event.places, event.sector, event.days_per_week)
            return Demand(event.demand_id, wish, event.at)
        case DemandAnswered():
            return replace(state, answered_at=event.at, offers=event.offers)
        case EventVoided():
            return state
        case _:
            assert_never(event)


def state_of(events: Iterable[DemandEvent]) -> Demand:
    state = Demand()
    for event in valid(events):
        state = evolve(state, event)
    return state


def record(
    state: Demand, demand_id: UUID, wish: Wish, own: frozenset[str], act: Act
) -> list[DemandEvent]:
    """Raises AlreadyRegistered, NotYours."""
    if state.demand_id is not None:
        raise AlreadyRegistered("a demand with this id is recorded")
    if not covers(own, wish.places):
        raise NotYours("a demand is recorded by those at one of its places")
    return [
        DemandRecorded(
            id=act.id,
            at=act.at,
            demand_id=demand_id,
            kind=wish.kind,
            places=wish.places,
            sector=wish.sector,
            days_per_week=wish.days_per_week,
        )
    ]


def answer(
    state: Demand, offers: tuple[UUID, ...], own: frozenset[str], act: Act
) -> list[DemandEvent]:
    """Again where something fits later: the last answer holds. Raises UnknownDemand, NotYours."""
    if state.demand_id is None or state.wish is None:
        raise UnknownDemand("no demand with this id is recorded")
    if not covers(own, state.wish.places):
        raise NotYours("the participation case manager of one of its places answers it")
    return [DemandAnswered(id=act.id, at=act.at, demand_id=state.demand_id, offers=offers)]
