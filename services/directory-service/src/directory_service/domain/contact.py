"""A contact: an entry that answers for places and topics. No name and no number in this version."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import ContactKind
from continuous_line.happened import EventVoided
from directory_service.domain.corrections import valid
from directory_service.domain.errors import (
    AlreadyRegistered,
    ContactGone,
    NotYours,
    SuccessorUnfit,
    UnknownContact,
)
from directory_service.domain.events import (
    ContactEvent,
    ContactRegistered,
    ContactReplaced,
    ContactRetired,
    ContactVerified,
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """For which places (codes of azc's and municipalities) and topics; no topic: for all."""

    kind: ContactKind
    places: tuple[str, ...]
    topics: tuple[str, ...] = ()


NOTHING = Coverage(ContactKind.OTHER, ())


@dataclass(frozen=True, slots=True)
class Contact:
    contact_id: UUID | None = None
    coverage: Coverage = NOTHING
    registered_at: datetime | None = None
    verified_at: datetime | None = None
    successor: UUID | None = None
    ended_at: datetime | None = None

    @property
    def exists(self) -> bool:
        return self.contact_id is not None


def evolve(state: Contact, event: ContactEvent) -> Contact:
    match event:
        case ContactRegistered():
            return Contact(
                contact_id=event.contact_id,
                coverage=Coverage(event.kind, event.places, event.topics),
                registered_at=event.at,
            )
        case ContactVerified():
            latest = event.at if state.verified_at is None else max(event.at, state.verified_at)
            return replace(state, verified_at=latest)
        case ContactReplaced():
            return replace(state, successor=event.successor, ended_at=event.at)
        case ContactRetired():
            return replace(state, ended_at=event.at)
        case EventVoided():
            return state
        case _:
            assert_never(event)


def state_of(events: Iterable[ContactEvent]) -> Contact:
    state = Contact()
    for event in valid(events):
        state = evolve(state, event)
    return state


def register(
    state: Contact, contact_id: UUID, coverage: Coverage, own: frozenset[str], act: Act
) -> list[ContactEvent]:
    """`own`: the places of whoever records it. Raises AlreadyRegistered, NotYours."""
    if state.exists:
        raise AlreadyRegistered("a contact with this id is registered")
    _covers(coverage.places, own)
    return [
        ContactRegistered(
            id=act.id,
            at=act.at,
            contact_id=contact_id,
            kind=coverage.kind,
            places=coverage.places,
            topics=coverage.topics,
        )
    ]


def verify(state: Contact, own: frozenset[str], act: Act) -> list[ContactEvent]:
    """Somebody asked, and it is right. Raises UnknownContact, ContactGone, NotYours."""
    contact_id = _current(state, own)
    return [ContactVerified(id=act.id, at=act.at, contact_id=contact_id)]


def replace_by(
    state: Contact, successor: Contact, own: frozenset[str], act: Act
) -> list[ContactEvent]:
    """Raises UnknownContact, ContactGone, SuccessorUnfit, NotYours."""
    contact_id = _current(state, own)
    if successor.contact_id is None or successor.contact_id == contact_id:
        raise SuccessorUnfit("the successor is another, registered contact")
    if successor.ended_at is not None:
        raise SuccessorUnfit("the successor is retired itself")
    return [
        ContactReplaced(
            id=act.id,
            at=act.at,
            contact_id=contact_id,
            successor=successor.contact_id,
        )
    ]


def retire(state: Contact, own: frozenset[str], act: Act) -> list[ContactEvent]:
    """Raises UnknownContact, ContactGone, NotYours."""
    contact_id = _current(state, own)
    return [ContactRetired(id=act.id, at=act.at, contact_id=contact_id)]


def check_own(state: Contact, own: frozenset[str]) -> None:
    """Raises UnknownContact, or NotYours where it covers no place of theirs."""
    if not state.exists:
        raise UnknownContact("no contact with this id is registered")
    _covers(state.coverage.places, own)


def _current(state: Contact, own: frozenset[str]) -> UUID:
    if state.contact_id is None:
        raise UnknownContact("no contact with this id is registered")
    _covers(state.coverage.places, own)
    if state.ended_at is not None:
        raise ContactGone("this contact was replaced or retired", successor=state.successor)
    return state.contact_id


def _covers(places: tuple[str, ...], own: frozenset[str]) -> None:
    if not own & frozenset(places):
        raise NotYours("contacts are recorded by those whose places they cover")
