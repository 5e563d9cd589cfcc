"""The public events of profile-service. The key and `subject` is the permit holder's opaque id."""

from datetime import date
from uuid import UUID

from continuous_line.codes import (
    ActivityEndReason,
    ActivitySetting,
    ActivityType,
    AssessmentKind,
    AssessmentState,
    Completeness,
    ErasureGround,
    Purpose,
    RequestAnswer,
    ReviewVerdict,
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


class ProfileReviewed(PublicEvent, frozen=True, kw_only=True):
    """A second case manager looked at a completed version; the remarks stay with its author."""

    verdict: ReviewVerdict


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


class AccessGranted(PublicEvent, frozen=True, kw_only=True):
    """Somebody else than the linked municipality may read these sections, through that day.

    `party`: code of the organisation.
    """

    grant_id: UUID
    party: str
    purpose: Purpose
    sections: tuple[Section, ...]
    expires_on: date


class AccessRevoked(PublicEvent, frozen=True, kw_only=True):
    """At once, before its last day."""

    grant_id: UUID
    party: str


class ParticipationTalkHeld(PublicEvent, frozen=True, kw_only=True):
    """The talk about taking part, at the azc."""

    held_on: date


class AssessmentRecorded(PublicEvent, frozen=True, kw_only=True):
    """Asked for, or done; a result stays in the vault of profile-service."""

    assessment_id: UUID
    kind: AssessmentKind
    state: AssessmentState
    happened_on: date


class ActivityRequested(PublicEvent, frozen=True, kw_only=True):
    """A wish; its words stay in the vault of profile-service."""

    request_id: UUID
    activity_type: ActivityType


class ActivityAnswered(PublicEvent, frozen=True, kw_only=True):
    """`provider`: code of the organisation that has something, if one has."""

    request_id: UUID
    answer: RequestAnswer
    provider: str | None = None


class ActivityPlanned(PublicEvent, frozen=True, kw_only=True):
    """`training_code`: a code of the configuration; `starts_on` may lie ahead."""

    activity_id: UUID
    activity_type: ActivityType
    provider: str
    training_code: str | None = None
    starts_on: date | None = None


class ActivityRecorded(PublicEvent, frozen=True, kw_only=True):
    """`activity_id` is that of the plan where there was one."""

    activity_id: UUID
    activity_type: ActivityType
    setting: ActivitySetting
    started_on: date
    ended_on: date | None = None
    programme: str | None = None
    provider: str | None = None
    training_code: str | None = None
    continues_after_move: bool = False


class ActivityEnded(PublicEvent, frozen=True, kw_only=True):
    activity_id: UUID
    ended_on: date
    reason: ActivityEndReason


class PersonalDataErased(PublicEvent, frozen=True, kw_only=True):
    """The person's key is destroyed: every vault destroys its own. Cannot be taken back."""

    ground: ErasureGround


EVENTS: tuple[type[PublicEvent], ...] = (
    ProfileOpened,
    PermitGranted,
    PermitHolderRelocated,
    StayEnded,
    HouseholdMemberJoined,
    HouseholdMemberLeft,
    ProfileSectionRecorded,
    ProfileCompleted,
    ProfileReviewed,
    ProfileSent,
    ProfileViewed,
    SupplementRequested,
    AccessGranted,
    AccessRevoked,
    ParticipationTalkHeld,
    AssessmentRecorded,
    ActivityRequested,
    ActivityAnswered,
    ActivityPlanned,
    ActivityRecorded,
    ActivityEnded,
    PersonalDataErased,
    EventVoided,
)
