"""The public events of profile-service. The key and `subject` is the permit holder's opaque id."""

from datetime import date
from uuid import UUID

from continuous_line.codes import (
    ActivityEndReason,
    ActivitySetting,
    ActivityType,
    Completeness,
    Section,
    StayEndReason,
)
from continuous_line.contracts.base import EventVoided, PublicEvent

TOPIC = "profile.events.v1"


class ProfileOpened(PublicEvent, frozen=True, kw_only=True):
    """Somebody in reception has a profile, long before it is complete."""

    azc: str


class PermitGranted(PublicEvent, frozen=True, kw_only=True):
    granted_on: date


class PermitHolderRelocated(PublicEvent, frozen=True, kw_only=True):
    from_azc: str
    to_azc: str


class StayEnded(PublicEvent, frozen=True, kw_only=True):
    """The stay in reception ended otherwise than by a move to a municipality."""

    reason: StayEndReason


class HouseholdMemberJoined(PublicEvent, frozen=True, kw_only=True):
    household_id: UUID


class HouseholdMemberLeft(PublicEvent, frozen=True, kw_only=True):
    household_id: UUID


class ProfileSectionRecorded(PublicEvent, frozen=True, kw_only=True):
    """A section's state; its content stays in the vault of profile-service."""

    section: Section
    completeness: Completeness


class ProfileCompleted(PublicEvent, frozen=True, kw_only=True):
    """All required sections are in. `completeness`: percent of all sections, 0 to 100."""

    completeness: int
    profile_version: int


class ProfileSent(PublicEvent, frozen=True, kw_only=True):
    municipality: str
    profile_version: int


class ProfileViewed(PublicEvent, frozen=True, kw_only=True):
    """The first reading by the linked municipality, once per link."""

    municipality: str
    profile_version: int


class SupplementRequested(PublicEvent, frozen=True, kw_only=True):
    municipality: str
    sections: tuple[Section, ...]


class ActivityRecorded(PublicEvent, frozen=True, kw_only=True):
    activity_id: UUID
    activity_type: ActivityType
    setting: ActivitySetting
    started_on: date
    ended_on: date | None = None
    programme: str | None = None
    continues_after_move: bool = False


class ActivityEnded(PublicEvent, frozen=True, kw_only=True):
    activity_id: UUID
    ended_on: date
    reason: ActivityEndReason


EVENTS: tuple[type[PublicEvent], ...] = (
    ProfileOpened,
    PermitGranted,
    PermitHolderRelocated,
    StayEnded,
    HouseholdMemberJoined,
    HouseholdMemberLeft,
    ProfileSectionRecorded,
    ProfileCompleted,
    ProfileSent,
    ProfileViewed,
    SupplementRequested,
    ActivityRecorded,
    ActivityEnded,
    EventVoided,
)
