"""A contact: an entry that answers for places and topics, for as long as it is valid.

Its name, numbers and hours are in the vault, under the contact's id; here is only which of them
are known.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, assert_never
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import Role
from continuous_line.codes_directory import ContactDetail, ContactDoubt, ContactKind
from continuous_line.days import day
from continuous_line.happened import EventVoided
from directory_service.domain.contact_events import (
    ContactAbsent,
    ContactChanged,
    ContactDetailsErased,
    ContactDetailsRecorded,
    ContactDoubted,
    ContactEvent,
    ContactRegistered,
    ContactReplaced,
    ContactRetired,
    ContactVerified,
)
from directory_service.domain.corrections import valid
from directory_service.domain.errors import (
    AlreadyRegistered,
    ContactGone,
    DeputyUnfit,
    PeriodEmpty,
    UnknownContact,
)
from directory_service.domain.keeping import Keeper


@dataclass(frozen=True, slots=True)
class Coverage:
    """For whom it answers: codes of places, and of topics; no topic: for all.

    `deputies`: the contacts that answer in its absence, the first one first.
    """

    kind: ContactKind
    organisation: str
    places: tuple[str, ...]
    topics: tuple[str, ...] = ()
    deputies: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """`valid_to`: the day after the last. Raises PeriodEmpty."""

    valid_from: date
    valid_to: date | None = None

    def __post_init__(self) -> None:
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise PeriodEmpty("the day after the last comes after the first")

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True)
class Absence:
    period: Period
    deputy: UUID | None


@dataclass(frozen=True, slots=True)
class Verified:
    at: datetime
    organisation: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    at: datetime
    doubt: ContactDoubt


NOTHING = Coverage(ContactKind.OTHER, "", ())
EVER = Period(date.min)


@dataclass(frozen=True, slots=True)
class Contact:
    """`successor` answers in its place from `ended_on`. `doubts`: since it was last put right."""

    contact_id: UUID | None = None
    coverage: Coverage = NOTHING
    period: Period = EVER
    registered_at: datetime | None = None
    verified: Verified | None = None
    doubts: tuple[Doubt, ...] = ()
    absences: tuple[Absence, ...] = ()
    details: int = 0
    holds: tuple[ContactDetail, ...] = ()
    erased: bool = False
    successor: UUID | None = None
    ended_on: date | None = None

    @property
    def exists(self) -> bool:
        return self.contact_id is not None

    def gone(self, on: date) -> bool:
        """Ended, or past its last day."""
        past = self.period.valid_to is not None and self.period.valid_to <= on
        return past or self.ended(on)

    def ended(self, on: date) -> bool:
        return self.ended_on is not None and self.ended_on <= on


def evolve(state: Contact, event: ContactEvent) -> Contact:  # noqa: PLR0911 - one per kind
    match event:
        case ContactRegistered():
            return Contact(**_described(event), registered_at=event.at)
        case ContactChanged():
            return replace(state, **_described(event), doubts=())
        case ContactDetailsRecorded():
            return replace(state, details=event.version, holds=event.holds, doubts=())
        case ContactVerified():
            if state.verified is not None and event.at < state.verified.at:
                return state
            verified = Verified(event.at, event.organisation, event.roles)
            return replace(state, verified=verified, doubts=())
        case ContactDoubted():
            return replace(state, doubts=(*state.doubts, Doubt(event.at, event.doubt)))
        case ContactAbsent():
            period = Period(event.absent_from, event.absent_to)
            return replace(state, absences=(*state.absences, Absence(period, event.deputy)))
        case ContactReplaced():
            return replace(state, successor=event.successor, ended_on=event.valid_from)
        case ContactRetired():
            return replace(state, successor=event.stand_in, ended_on=event.valid_from)
        case ContactDetailsErased():
            return replace(state, erased=True, holds=())
        case EventVoided():
            return state
        case _:
            assert_never(event)


def _described(event: ContactRegistered | ContactChanged) -> dict[str, Any]:
    return {
        "contact_id": event.contact_id,
        "coverage": Coverage(
            event.kind, event.organisation, event.places, event.topics, event.deputies
        ),
        "period": Period(event.valid_from, event.valid_to),
    }


def state_of(events: Iterable[ContactEvent]) -> Contact:
    state = Contact()
    for event in valid(events):
        state = evolve(state, event)
    return state


def register(
    state: Contact, contact_id: UUID, coverage: Coverage, period: Period, keeper: Keeper, act: Act
) -> list[ContactEvent]:
    """Raises AlreadyRegistered, NotYours, DeputyUnfit."""
    if state.exists:
        raise AlreadyRegistered("a contact with this id is registered")
    keeper.check_all(coverage.places)
    _no_own_deputy(contact_id, coverage.deputies)
    return [ContactRegistered(id=act.id, at=act.at, **_attributes(contact_id, coverage, period))]


def change(
    state: Contact, coverage: Coverage, period: Period, keeper: Keeper, act: Act
) -> list[ContactEvent]:
    """Nothing where nothing changes. Raises UnknownContact, ContactGone, NotYours, DeputyUnfit.

    Who takes a place away from it need not own that; who adds one has to.
    """
    contact_id = current(state, keeper, act.today)
    added = frozenset(coverage.places) - frozenset(state.coverage.places)
    keeper.check_all(tuple(added))
    _no_own_deputy(contact_id, coverage.deputies)
    if (coverage, period) == (state.coverage, state.period):
        return []
    return [ContactChanged(id=act.id, at=act.at, **_attributes(contact_id, coverage, period))]


def record_details(
    state: Contact,
    version: int,
    holds: Collection[ContactDetail],
    changed: Collection[ContactDetail],
    keeper: Keeper,
    act: Act,
) -> list[ContactEvent]:
    """`version`: under which they are sealed, after all earlier ones.

    Nothing where nothing changed. Raises UnknownContact, ContactGone, NotYours.
    """
    contact_id = current(state, keeper, act.today)
    if not changed:
        return []
    return [
        ContactDetailsRecorded(
            id=act.id,
            at=act.at,
            contact_id=contact_id,
            version=version,
            holds=tuple(sorted(holds)),
            changed=tuple(sorted(changed)),
        )
    ]


def verify(state: Contact, keeper: Keeper, act: Act) -> list[ContactEvent]:
    """Somebody asked, and it is right. Raises UnknownContact, ContactGone, NotYours."""
    contact_id = current(state, keeper, act.today)
    return [
        ContactVerified(
            id=act.id,
            at=act.at,
            contact_id=contact_id,
            organisation=keeper.organisation,
            roles=keeper.roles,
        )
    ]


def doubt(state: Contact, said: ContactDoubt, act: Act) -> list[ContactEvent]:
    """Anybody may say that it is not right. Raises UnknownContact, ContactGone."""
    contact_id = _here(state, act.today)
    return [ContactDoubted(id=act.id, at=act.at, contact_id=contact_id, doubt=said)]


def be_absent(
    state: Contact, period: Period, deputy: UUID | None, keeper: Keeper, act: Act
) -> list[ContactEvent]:
    """Raises UnknownContact, ContactGone, NotYours, DeputyUnfit."""
    contact_id = current(state, keeper, act.today)
    _no_own_deputy(contact_id, () if deputy is None else (deputy,))
    return [
        ContactAbsent(
            id=act.id,
            at=act.at,
            contact_id=contact_id,
            absent_from=period.valid_from,
            absent_to=period.valid_to,
            deputy=deputy,
        )
    ]


def check_own(state: Contact, keeper: Keeper) -> None:
    """Raises UnknownContact, or NotYours where it covers no place of theirs."""
    if not state.exists:
        raise UnknownContact("no contact with this id is registered")
    keeper.check_some(state.coverage.places)


def current(state: Contact, keeper: Keeper, today: date) -> UUID:
    """Its id. Raises UnknownContact, NotYours, or ContactGone where it ended by today."""
    check_own(state, keeper)
    return _here(state, today)


def stale(verified_at: datetime | None, today: date, term: timedelta) -> bool:
    """Verified longer ago than the term; who was never verified is not stale but never."""
    return verified_at is not None and today - day(verified_at) > term


def _here(state: Contact, today: date) -> UUID:
    if state.contact_id is None:
        raise UnknownContact("no contact with this id is registered")
    if state.ended(today):
        raise ContactGone("this contact was replaced or retired", successor=state.successor)
    return state.contact_id


def _no_own_deputy(contact_id: UUID, deputies: Collection[UUID]) -> None:
    if contact_id in deputies:
        raise DeputyUnfit("nobody stands in for themselves")


def _attributes(contact_id: UUID, coverage: Coverage, period: Period) -> dict[str, Any]:
    return {
        "contact_id": contact_id,
        "kind": coverage.kind,
        "organisation": coverage.organisation,
        "places": coverage.places,
        "topics": coverage.topics,
        "deputies": coverage.deputies,
        "valid_from": period.valid_from,
        "valid_to": period.valid_to,
    }
