"""What happened to contacts, as it is stored. Names and numbers are in the vault, in no event."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from continuous_line.codes import Role
from continuous_line.codes_directory import ContactDetail, ContactDoubt, ContactKind
from continuous_line.happened import EventVoided, Happened


@dataclass(frozen=True, kw_only=True)
class ContactRegistered(Happened):
    """`valid_to`: the day after the last."""

    contact_id: UUID
    kind: ContactKind
    organisation: str
    places: tuple[str, ...]
    topics: tuple[str, ...] = ()
    deputies: tuple[UUID, ...] = ()
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class ContactChanged(Happened):
    """All attributes as they are now."""

    contact_id: UUID
    kind: ContactKind
    organisation: str
    places: tuple[str, ...]
    topics: tuple[str, ...] = ()
    deputies: tuple[UUID, ...] = ()
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class ContactDetailsRecorded(Happened):
    """`holds`: what is in the vault under this version; `changed`: what of it is new or gone."""

    contact_id: UUID
    version: int
    holds: tuple[ContactDetail, ...]
    changed: tuple[ContactDetail, ...]


@dataclass(frozen=True, kw_only=True)
class ContactVerified(Happened):
    contact_id: UUID
    organisation: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, kw_only=True)
class ContactDoubted(Happened):
    contact_id: UUID
    doubt: ContactDoubt


@dataclass(frozen=True, kw_only=True)
class ContactAbsent(Happened):
    """`absent_to`: the day after the last; None: until further notice."""

    contact_id: UUID
    absent_from: date
    absent_to: date | None = None
    deputy: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ContactReplaced(Happened):
    contact_id: UUID
    successor: UUID
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class ContactRetired(Happened):
    """`valid_from`: the first day without it."""

    contact_id: UUID
    valid_from: date
    stand_in: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ContactDetailsErased(Happened):
    """The key was destroyed: nobody reads any version of the details again."""

    contact_id: UUID


@dataclass(frozen=True, kw_only=True)
class KnowsCoaContact(Happened):
    municipality: str
    known: bool


ContactEvent = (
    ContactRegistered
    | ContactChanged
    | ContactDetailsRecorded
    | ContactVerified
    | ContactDoubted
    | ContactAbsent
    | ContactReplaced
    | ContactRetired
    | ContactDetailsErased
    | EventVoided
)
CoaContactEvent = KnowsCoaContact | EventVoided

CONTACT_KINDS: tuple[type[ContactEvent], ...] = (
    ContactRegistered,
    ContactChanged,
    ContactDetailsRecorded,
    ContactVerified,
    ContactDoubted,
    ContactAbsent,
    ContactReplaced,
    ContactRetired,
    ContactDetailsErased,
    EventVoided,
)
COA_CONTACT_KINDS: tuple[type[CoaContactEvent], ...] = (KnowsCoaContact, EventVoided)
