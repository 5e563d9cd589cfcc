"""The streams of the directory: how each is named, folded, appended to and shown in lists."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Table

from continuous_line.database import Tx
from continuous_line.event_store import EventStore
from continuous_line.writing import Writing, require_version
from directory_service import projections, tables
from directory_service.domain import contact, municipality, reception_centre, staff
from directory_service.domain.contact import Contact
from directory_service.domain.events import (
    CONTACT_KINDS,
    KINDS,
    MUNICIPALITY_KINDS,
    RECEPTION_CENTRE_KINDS,
    STAFF_KINDS,
    ContactEvent,
    Event,
    Happened,
    MunicipalityEvent,
    ReceptionCentreEvent,
    StaffEvent,
)
from directory_service.domain.municipality import Municipality
from directory_service.domain.reception_centre import ReceptionCentre
from directory_service.domain.staff import Staff

S = TypeVar("S")
E = TypeVar("E", bound=Happened)


@dataclass(frozen=True, slots=True)
class Streams(Generic[S, E]):
    """The streams of one aggregate: how they are named, folded, and shown in lists."""

    prefix: str
    store: EventStore[E]
    evolve: Callable[[S, E], S]
    initial: S
    table: Table
    rows: Callable[[S], Sequence[Mapping[str, Any]]]

    def stream(self, key: str | UUID) -> str:
        return f"{self.prefix}-{key}"

    async def load(self, tx: Tx, key: str | UUID) -> tuple[S, int]:
        """The state, and the version it has."""
        stored = await self.store.load(tx, self.stream(key))
        return self.fold(self.initial, (s.event for s in stored)), len(stored)

    async def open(self, writing: Writing, key: str | UUID) -> tuple[S, int]:
        """To decide on: raises PreconditionFailed where the caller saw another version."""
        state, version = await self.load(writing.tx, key)
        require_version(version, writing.if_match)
        return state, version

    async def save(
        self, writing: Writing, key: str | UUID, state: S, version: int, events: Sequence[E]
    ) -> int:
        """The version after these events."""
        await self.store.append(
            writing.tx,
            self.stream(key),
            events,
            expected_version=version,
            recorded_at=writing.now,
            context=writing.context,
        )
        rows = self.rows(self.fold(state, events))
        await projections.replace_rows(writing.tx, self.table, [key], rows)
        return version + len(events)

    def fold(self, state: S, events: Iterable[E]) -> S:
        return reduce(self.evolve, events, state)


@dataclass(frozen=True, slots=True)
class Directory:
    """All streams of the service."""

    events: EventStore[Event]
    municipalities: Streams[Municipality, MunicipalityEvent]
    reception_centres: Streams[ReceptionCentre, ReceptionCentreEvent]
    staff: Streams[Staff, StaffEvent]
    contacts: Streams[Contact, ContactEvent]


def directory() -> Directory:
    p = projections
    return Directory(
        events=EventStore(KINDS),
        municipalities=Streams(
            "municipality",
            EventStore(MUNICIPALITY_KINDS),
            municipality.evolve,
            Municipality(),
            tables.municipalities,
            p.municipality_rows,
        ),
        reception_centres=Streams(
            "azc",
            EventStore(RECEPTION_CENTRE_KINDS),
            reception_centre.evolve,
            ReceptionCentre(),
            tables.reception_centres,
            p.reception_centre_rows,
        ),
        staff=Streams(
            "staff", EventStore(STAFF_KINDS), staff.evolve, Staff(), tables.staff, p.staff_rows
        ),
        contacts=Streams(
            "contact",
            EventStore(CONTACT_KINDS),
            contact.evolve,
            Contact(),
            tables.contacts,
            p.contact_rows,
        ),
    )
