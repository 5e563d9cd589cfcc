"""The public events of directory-service. Names of places are no personal data; persons have none.

The key and `subject` is the code of the place, the staff id or the contact id.
"""

from datetime import date
from uuid import UUID

from continuous_line.codes import ContactKind, Role
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
    contact_id: UUID
    kind: ContactKind
    places: tuple[str, ...]
    topics: tuple[str, ...] = ()


class ContactVerified(PublicEvent, frozen=True, kw_only=True):
    contact_id: UUID


class ContactReplaced(PublicEvent, frozen=True, kw_only=True):
    contact_id: UUID
    successor: UUID


class ContactRetired(PublicEvent, frozen=True, kw_only=True):
    contact_id: UUID


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
    ContactVerified,
    ContactReplaced,
    ContactRetired,
    EventVoided,
)
