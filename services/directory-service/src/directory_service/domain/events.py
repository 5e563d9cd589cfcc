"""What happened in the directory, as it is stored. Private: publishing.py says what becomes public.

`valid_from` is the day from which it holds; None: from ever. It may lie ahead: a merger is
decided long before it takes effect.
"""

from dataclasses import dataclass
from datetime import date

from continuous_line.codes import Role
from continuous_line.happened import EventVoided, Happened
from directory_service.domain.contact_events import (
    COA_CONTACT_KINDS,
    CONTACT_KINDS,
    CoaContactEvent,
    ContactEvent,
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


@dataclass(frozen=True, kw_only=True)
class MunicipalityRegistered(Happened):
    code: str
    name: str
    province: str
    region: str
    region_name: str
    latitude: float
    longitude: float
    valid_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class MunicipalityChanged(Happened):
    code: str
    name: str
    province: str
    region: str
    region_name: str
    latitude: float
    longitude: float
    valid_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class MunicipalityMerged(Happened):
    code: str
    successor: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class ReceptionCentreRegistered(Happened):
    azc: str
    name: str
    unit: str
    place: str
    latitude: float
    longitude: float
    activity_target: int | None = None
    valid_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class ReceptionCentreChanged(Happened):
    azc: str
    name: str
    unit: str
    place: str
    latitude: float
    longitude: float
    activity_target: int | None = None
    valid_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class ReceptionCentreClosed(Happened):
    azc: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class StaffRegistered(Happened):
    staff_id: str
    organisation: str
    roles: tuple[Role, ...]
    places: tuple[str, ...]
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class StaffChanged(Happened):
    staff_id: str
    organisation: str
    roles: tuple[Role, ...]
    places: tuple[str, ...]
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class StaffLeft(Happened):
    """`valid_from`: the first day on which the person no longer works there."""

    staff_id: str
    valid_from: date


MunicipalityEvent = MunicipalityRegistered | MunicipalityChanged | MunicipalityMerged | EventVoided
ReceptionCentreEvent = (
    ReceptionCentreRegistered | ReceptionCentreChanged | ReceptionCentreClosed | EventVoided
)
StaffEvent = StaffRegistered | StaffChanged | StaffLeft | EventVoided
Event = (
    MunicipalityEvent
    | ReceptionCentreEvent
    | StaffEvent
    | ContactEvent
    | CoaContactEvent
    | OfferEvent
    | ProgrammeEvent
    | DemandEvent
    | LipoEvent
    | VisitEvent
    | RegionEvent
    | PracticeEvent
)

MUNICIPALITY_KINDS: tuple[type[MunicipalityEvent], ...] = (
    MunicipalityRegistered,
    MunicipalityChanged,
    MunicipalityMerged,
    EventVoided,
)
RECEPTION_CENTRE_KINDS: tuple[type[ReceptionCentreEvent], ...] = (
    ReceptionCentreRegistered,
    ReceptionCentreChanged,
    ReceptionCentreClosed,
    EventVoided,
)
STAFF_KINDS: tuple[type[StaffEvent], ...] = (StaffRegistered, StaffChanged, StaffLeft, EventVoided)
KINDS: tuple[type[Event], ...] = tuple(
    dict.fromkeys(
        (
            *MUNICIPALITY_KINDS,
            *RECEPTION_CENTRE_KINDS,
            *STAFF_KINDS,
            *CONTACT_KINDS,
            *COA_CONTACT_KINDS,
            *OFFER_KINDS,
            *PROGRAMME_KINDS,
            *DEMAND_KINDS,
            *LIPO_KINDS,
            *VISIT_KINDS,
            *REGION_KINDS,
            *PRACTICE_KINDS,
        )
    )
)
