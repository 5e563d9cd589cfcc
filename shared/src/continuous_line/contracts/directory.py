"""The public events of directory-service. Names of places are no personal data; persons have none.

The key and `subject` is the code of the place or region, the staff id, or the id of the contact,
offer, LIPO, visit or practice. The words of what is offered or shared are in no event.
"""

from datetime import date, datetime
from uuid import UUID

from continuous_line.codes import Role
from continuous_line.codes_directory import (
    ContactDetail,
    ContactDoubt,
    ContactKind,
    DutchLevel,
    OfferEnd,
    OfferType,
    PracticeKind,
    Sector,
    VisitKind,
    Weekday,
)
from continuous_line.contracts.base import EventVoided, PublicEvent

TOPIC = "directory.events.v1"


class MunicipalityRegistered(PublicEvent, frozen=True, kw_only=True):
    """`region`: code of the labour-market region. `valid_from` null: from ever. WGS84 degrees."""

    code: str
    name: str
    province: str
    region: str
    region_name: str
    latitude: float
    longitude: float
    valid_from: date | None = None


class MunicipalityChanged(MunicipalityRegistered, frozen=True, kw_only=True):
    """All attributes as they are from `valid_from`."""


class MunicipalityMerged(PublicEvent, frozen=True, kw_only=True):
    """From `valid_from` the municipality `code` counts under `successor`."""

    code: str
    successor: str
    valid_from: date


class ReceptionCentreRegistered(PublicEvent, frozen=True, kw_only=True):
    """`unit`: COA's management area. `activity_target`: percent of residents, if set."""

    azc: str
    name: str
    unit: str
    place: str
    latitude: float
    longitude: float
    activity_target: int | None = None
    valid_from: date | None = None


class ReceptionCentreChanged(ReceptionCentreRegistered, frozen=True, kw_only=True):
    """All attributes as they are from `valid_from`."""


class ReceptionCentreClosed(PublicEvent, frozen=True, kw_only=True):
    azc: str
    valid_from: date


class StaffRegistered(PublicEvent, frozen=True, kw_only=True):
    """`staff_id`: the subject of the person's token. `places`: codes of azc's or municipalities."""

    staff_id: str
    organisation: str
    roles: tuple[Role, ...]
    places: tuple[str, ...]
    valid_from: date


class StaffChanged(StaffRegistered, frozen=True, kw_only=True):
    """All attributes as they are from `valid_from`."""


class StaffLeft(PublicEvent, frozen=True, kw_only=True):
    staff_id: str
    valid_from: date


class ContactRegistered(PublicEvent, frozen=True, kw_only=True):
    """An entry that answers for places and topics; no topic: for all. Names are in no event.

    `places`: municipalities (`GM`), labour-market regions (`AM`), provinces (`PV`), azc's, units,
    or `NL` for the whole country. `deputies`: other contacts. `valid_to`: the day after the last.
    """

    contact_id: UUID
    kind: ContactKind
    organisation: str
    places: tuple[str, ...]
    topics: tuple[str, ...] = ()
    deputies: tuple[UUID, ...] = ()
    valid_from: date
    valid_to: date | None = None


class ContactChanged(ContactRegistered, frozen=True, kw_only=True):
    """All attributes as they are now."""


class ContactDetailsRecorded(PublicEvent, frozen=True, kw_only=True):
    """How to reach it was recorded: which fields changed, never what is in them."""

    contact_id: UUID
    version: int
    changed: tuple[ContactDetail, ...]


class ContactVerified(PublicEvent, frozen=True, kw_only=True):
    """Somebody of `organisation` asked, and it is right."""

    contact_id: UUID
    organisation: str
    roles: tuple[Role, ...]


class ContactDoubted(PublicEvent, frozen=True, kw_only=True):
    """Somebody says that it is not right."""

    contact_id: UUID
    doubt: ContactDoubt


class ContactAbsent(PublicEvent, frozen=True, kw_only=True):
    """`absent_to`: the day after the last; null: until further notice."""

    contact_id: UUID
    absent_from: date
    absent_to: date | None = None
    deputy: UUID | None = None


class ContactReplaced(PublicEvent, frozen=True, kw_only=True):
    """From `valid_from` on the successor answers in its place."""

    contact_id: UUID
    successor: UUID
    valid_from: date


class ContactRetired(PublicEvent, frozen=True, kw_only=True):
    """`valid_from`: the first day without it. `stand_in`: who answers in its place, if anybody."""

    contact_id: UUID
    valid_from: date
    stand_in: UUID | None = None


class ContactDetailsErased(PublicEvent, frozen=True, kw_only=True):
    """The key to its details was destroyed."""

    contact_id: UUID


class KnowsCoaContact(PublicEvent, frozen=True, kw_only=True):
    """Whether the municipality knows whom to call at COA, in its own words."""

    municipality: str
    known: bool


class OfferPublished(PublicEvent, frozen=True, kw_only=True):
    """`places`: codes of azc's and municipalities. No weekdays: on no fixed day."""

    kind: OfferType
    owner: str
    places: tuple[str, ...]
    starts_on: date
    ends_on: date | None = None
    apply_until_on: date | None = None
    programme: str | None = None
    sector: Sector | None = None
    weekdays: tuple[Weekday, ...] = ()
    recurring: bool = False
    days_per_week: int | None = None
    capacity: int | None = None
    open_without_permit: bool = False
    dutch_level: DutchLevel | None = None
    contact_id: UUID | None = None


class OfferChanged(OfferPublished, frozen=True, kw_only=True):
    """All attributes as they are from now on; or only the words, which are not in here."""


class OfferWithdrawn(PublicEvent, frozen=True, kw_only=True):
    reason: OfferEnd


class LipoHeld(PublicEvent, frozen=True, kw_only=True):
    """A local consultation at an azc; `organisations` took part, by code."""

    azc: str
    held_on: date
    on_case_level: bool
    organisations: tuple[str, ...]


class VisitScheduled(PublicEvent, frozen=True, kw_only=True):
    """`invited`: the municipalities that had open links at the azc at that moment."""

    kind: VisitKind
    azc: str
    organiser: str
    starts_at: datetime
    ends_at: datetime | None = None
    capacity: int | None = None
    invited: tuple[str, ...] = ()


class VisitCancelled(PublicEvent, frozen=True, kw_only=True):
    azc: str


class RegionProfilePublished(PublicEvent, frozen=True, kw_only=True):
    """From `valid_from` on these sectors need people most in the labour-market region."""

    region: str
    sectors: tuple[Sector, ...]
    valid_from: date


class PracticeShared(PublicEvent, frozen=True, kw_only=True):
    """What it says is read from the service."""

    kind: PracticeKind
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class PracticeWithdrawn(PublicEvent, frozen=True, kw_only=True):
    """It is found no longer."""


EVENTS: tuple[type[PublicEvent], ...] = (
    MunicipalityRegistered,
    MunicipalityChanged,
    MunicipalityMerged,
    ReceptionCentreRegistered,
    ReceptionCentreChanged,
    ReceptionCentreClosed,
    StaffRegistered,
    StaffChanged,
    StaffLeft,
    ContactRegistered,
    ContactChanged,
    ContactDetailsRecorded,
    ContactVerified,
    ContactDoubted,
    ContactAbsent,
    ContactReplaced,
    ContactRetired,
    ContactDetailsErased,
    KnowsCoaContact,
    OfferPublished,
    OfferChanged,
    OfferWithdrawn,
    LipoHeld,
    VisitScheduled,
    VisitCancelled,
    RegionProfilePublished,
    PracticeShared,
    PracticeWithdrawn,
    EventVoided,
)
