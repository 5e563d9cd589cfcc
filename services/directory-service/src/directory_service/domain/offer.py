"""An offer near an azc or in a municipality: something to do, to learn, or to go to.

A programme that runs at named places only (Aan de slag has its municipalities) is offered
nowhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes_directory import OfferEnd
from continuous_line.happened import EventVoided
from directory_service.domain.corrections import valid
from directory_service.domain.errors import (
    AlreadyRegistered,
    DaysOutOfOrder,
    NotYours,
    OfferGone,
    ProgrammeElsewhere,
    UnknownOffer,
)
from directory_service.domain.events_offers import (
    OfferChanged,
    OfferEvent,
    OfferPublished,
    OfferWithdrawn,
    Terms,
)
from directory_service.domain.own import covers


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes: an organisation its own offers, the others those at a place of theirs."""

    organisation: str
    places: frozenset[str]
    anywhere: bool = True

    def may(self, terms: Terms) -> bool:
        own = terms.owner == self.organisation
        return own or (self.anywhere and covers(self.places, terms.places))


@dataclass(frozen=True, slots=True)
class Offer:
    offer_id: UUID | None = None
    terms: Terms | None = None
    published_at: datetime | None = None
    withdrawn_at: datetime | None = None
    reason: OfferEnd | None = None

    @property
    def exists(self) -> bool:
        return self.terms is not None


def evolve(state: Offer, event: OfferEvent) -> Offer:
    match event:
        case OfferPublished():
            return Offer(event.offer_id, event.terms, event.at)
        case OfferChanged():
            return replace(state, terms=event.terms)
        case OfferWithdrawn():
            return replace(state, withdrawn_at=event.at, reason=event.reason)
        case EventVoided():
            return state
        case _:
            assert_never(event)


def state_of(events: Iterable[OfferEvent]) -> Offer:
    state = Offer()
    for event in valid(events):
        state = evolve(state, event)
    return state


def publish(
    state: Offer,
    offer_id: UUID,
    terms: Terms,
    *,
    by: Publisher,
    programme: frozenset[str] | None,
    act: Act,
) -> list[OfferEvent]:
    """`programme`: the only places of the offer's programme, None where it may be anywhere.

    Raises AlreadyRegistered, NotYours, ProgrammeElsewhere, DaysOutOfOrder.
    """
    if state.exists:
        raise AlreadyRegistered("an offer with this id is published; change it instead")
    _check(terms, by, programme)
    return [OfferPublished(id=act.id, at=act.at, offer_id=offer_id, terms=terms)]


def change(
    state: Offer, terms: Terms, *, by: Publisher, programme: frozenset[str] | None, act: Act
) -> list[OfferEvent]:
    """Raises UnknownOffer, OfferGone, NotYours, ProgrammeElsewhere, DaysOutOfOrder."""
    offer_id = _current(state, by)
    _check(terms, by, programme)
    return [OfferChanged(id=act.id, at=act.at, offer_id=offer_id, terms=terms)]


def withdraw(state: Offer, reason: OfferEnd, *, by: Publisher, act: Act) -> list[OfferEvent]:
    """Raises UnknownOffer, OfferGone, NotYours."""
    offer_id = _current(state, by)
    return [OfferWithdrawn(id=act.id, at=act.at, offer_id=offer_id, reason=reason)]


def _check(terms: Terms, by: Publisher, programme: frozenset[str] | None) -> None:
    if not by.may(terms):
        raise NotYours("an offer is published by its owner, or by those at one of its places")
    if terms.ends_on is not None and terms.ends_on < terms.starts_on:
        raise DaysOutOfOrder("endsOn lies before startsOn", field="endsOn")
    last = terms.ends_on
    if last is not None and terms.apply_until_on is not None and terms.apply_until_on > last:
        raise DaysOutOfOrder("applyUntilOn lies after endsOn", field="applyUntilOn")
    elsewhere = sorted(set(terms.places) - programme) if programme is not None else []
    if elsewhere:
        raise ProgrammeElsewhere(
            f"{terms.programme} does not run at {', '.join(elsewhere)}", places=elsewhere
        )


def _current(state: Offer, by: Publisher) -> UUID:
    if state.offer_id is None or state.terms is None:
        raise UnknownOffer("no offer with this id is published")
    if not by.may(state.terms):
        raise NotYours("an offer is kept by its owner, or by those at one of its places")
    if state.withdrawn_at is not None:
        raise OfferGone("this offer was withdrawn; publish a new one")
    return state.offer_id
