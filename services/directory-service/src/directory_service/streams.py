"""The streams of the directory: how each is named, folded, appended to and shown in lists."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Table

from continuous_line.corrections import UnknownEvent
from continuous_line.database import Tx
from continuous_line.event_store import EventStore, Stored
from continuous_line.happened import Happened
from continuous_line.writing import Writing, require_version
from directory_service import projections, projections_meetings, projections_offers, tables
from directory_service.domain import (
    coa_contact,
    contact,
    demand,
    lipo,
    municipality,
    offer,
    practice,
    programme,
    reception_centre,
    region_profile,
    staff,
    visit,
)
from directory_service.domain.coa_contact import CoaContact
from directory_service.domain.contact import Contact
from directory_service.domain.contact_events import (
    COA_CONTACT_KINDS,
    CONTACT_KINDS,
    CoaContactEvent,
    ContactEvent,
)
from directory_service.domain.demand import Demand
from directory_service.domain.events import (
    KINDS,
    MUNICIPALITY_KINDS,
    RECEPTION_CENTRE_KINDS,
    STAFF_KINDS,
    Event,
    MunicipalityEvent,
    ReceptionCentreEvent,
    StaffEvent,
)
from directory_service.domain.events_meetings import (
    LIPO_KINDS,
    PRACTICE_KINDS,
    REGION_KINDS,
    VISIT_KINDS,
    LipoEvent,
    PracticeEvent,
    RegionEvent,
    VisitEvent,
)
from directory_service.domain.events_offers import (
    DEMAND_KINDS,
    OFFER_KINDS,
    PROGRAMME_KINDS,
    DemandEvent,
    OfferEvent,
    ProgrammeEvent,
)
from directory_service.domain.lipo import Lipo
from directory_service.domain.municipality import Municipality
from directory_service.domain.offer import Offer
from directory_service.domain.practice import Practice
from directory_service.domain.programme import Programme
from directory_service.domain.reception_centre import ReceptionCentre
from directory_service.domain.region_profile import RegionProfile
from directory_service.domain.staff import Staff
from directory_service.domain.visit import Visit
from directory_service.identity import IDS

S = TypeVar("S")
E = TypeVar("E", bound=Happened)


@dataclass(frozen=True, slots=True)
class Found(Generic[S, E]):
    """A stream as it was loaded, and what is valid of it."""

    stored: Sequence[Stored[E]]
    state: S

    @property
    def version(self) -> int:
        return len(self.stored)

    @property
    def events(self) -> list[E]:
        return [one.event for one in self.stored]

    def find(self, public_id: UUID) -> Stored[E]:
        """The event that others know by this id. Raises UnknownEvent."""
        found = IDS.find(self.stored, public_id)
        if found is None:
            raise UnknownEvent("There is no such event here.")
        return found


@dataclass(frozen=True, slots=True)
class Streams(Generic[S, E]):
    """The streams of one aggregate: how they are named, folded, and shown in lists."""

    prefix: str
    store: EventStore[E]
    state_of: Callable[[Iterable[E]], S]
    table: Table
    rows: Callable[[S], Sequence[Mapping[str, Any]]]

    def stream(self, key: str | UUID) -> str:
        return f"{self.prefix}-{key}"

    async def load(self, tx: Tx, key: str | UUID) -> Found[S, E]:
        stored = await self.store.load(tx, self.stream(key))
        return Found(stored, self.state_of(one.event for one in stored))

    async def open(self, writing: Writing, key: str | UUID) -> Found[S, E]:
        """To decide on: raises PreconditionFailed where the caller saw another version."""
        found = await self.load(writing.tx, key)
        require_version(found.version, writing.if_match)
        return found

    async def save(
        self, writing: Writing, key: str | UUID, found: Found[S, E], events: Sequence[E]
    ) -> int:
        """The version after these events."""
        await self.store.append(
            writing.tx,
            self.stream(key),
            events,
            expected_version=found.version,
            recorded_at=writing.now,
            context=writing.context,
        )
        rows = self.rows(self.state_of([*found.events, *events]))
        await projections.replace_rows(writing.tx, self.table, [key], rows)
        return found.version + len(events)


@dataclass(frozen=True, slots=True)
class Directory:
    """All streams of the service."""

    events: EventStore[Event]
    municipalities: Streams[Municipality, MunicipalityEvent]
    reception_centres: Streams[ReceptionCentre, ReceptionCentreEvent]
    staff: Streams[Staff, StaffEvent]
    contacts: Streams[Contact, ContactEvent]
    coa_contacts: Streams[CoaContact, CoaContactEvent]
    offers: Streams[Offer, OfferEvent]
    programmes: Streams[Programme, ProgrammeEvent]
    demands: Streams[Demand, DemandEvent]
    lipos: Streams[Lipo, LipoEvent]
    visits: Streams[Visit, VisitEvent]
    region_profiles: Streams[RegionProfile, RegionEvent]
    practices: Streams[Practice, PracticeEvent]


def directory() -> Directory:
    p, m = projections, projections_meetings
    return Directory(
        events=EventStore(KINDS),
        municipalities=Streams(
            "municipality",
            EventStore(MUNICIPALITY_KINDS),
            municipality.state_of,
            tables.municipalities,
            p.municipality_rows,
        ),
        reception_centres=Streams(
            "azc",
            EventStore(RECEPTION_CENTRE_KINDS),
            reception_centre.state_of,
            tables.reception_centres,
            p.reception_centre_rows,
        ),
        staff=Streams("staff", EventStore(STAFF_KINDS), staff.state_of, tables.staff, p.staff_rows),
        contacts=Streams(
            "contact",
            EventStore(CONTACT_KINDS),
            contact.state_of,
            tables.contacts,
            p.contact_rows,
        ),
        coa_contacts=Streams(
            "coacontact",
            EventStore(COA_CONTACT_KINDS),
            coa_contact.state_of,
            tables.coa_contacts,
            p.coa_contact_rows,
        ),
        offers=Streams(
            "offer",
            EventStore(OFFER_KINDS),
            offer.state_of,
            tables.offers,
            projections_offers.offer_rows,
        ),
        programmes=Streams(
            "programme",
            EventStore(PROGRAMME_KINDS),
            programme.state_of,
            tables.programmes,
            projections_offers.programme_rows,
        ),
        demands=Streams(
            "demand",
            EventStore(DEMAND_KINDS),
            demand.state_of,
            tables.demands,
            projections_offers.demand_rows,
        ),
        lipos=Streams("lipo", EventStore(LIPO_KINDS), lipo.state_of, tables.lipos, m.lipo_rows),
        visits=Streams(
            "visit", EventStore(VISIT_KINDS), visit.state_of, tables.visits, m.visit_rows
        ),
        region_profiles=Streams(
            "region",
            EventStore(REGION_KINDS),
            region_profile.state_of,
            tables.region_profiles,
            m.region_rows,
        ),
        practices=Streams(
            "practice",
            EventStore(PRACTICE_KINDS),
            practice.state_of,
            tables.practices,
            m.practice_rows,
        ),
    )
