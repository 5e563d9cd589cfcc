"""What happened to a profile. Stored and private: `publishing.py` says what others get to know."""

from dataclasses import dataclass
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
    ReviewRemark,
    ReviewVerdict,
    Section,
    StayEndReason,
)
from continuous_line.happened import EventVoided, Fact, Happened


@dataclass(frozen=True, kw_only=True)
class ProfileOpened(Fact):
    azc: str


@dataclass(frozen=True, kw_only=True)
class PermitGranted(Fact):
    granted_on: date


@dataclass(frozen=True, kw_only=True)
class PermitHolderRelocated(Fact):
    """`case_manager`: the staff id of who keeps the profile from now on, where one is named."""

    from_azc: str
    to_azc: str
    case_manager: str | None = None


@dataclass(frozen=True, kw_only=True)
class StayEnded(Fact):
    reason: StayEndReason


@dataclass(frozen=True, kw_only=True)
class HouseholdMemberJoined(Fact):
    household_id: UUID


@dataclass(frozen=True, kw_only=True)
class HouseholdMemberLeft(Fact):
    household_id: UUID


@dataclass(frozen=True, kw_only=True)
class ProfileSectionRecorded(Fact):
    """The content lies sealed under the section and `content_version`, which counts from 1.

    `missing`: names of required fields that are not in.
    """

    section: Section
    completeness: Completeness
    content_version: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ContentOf:
    """One version of the content of one section."""

    section: Section
    version: int


@dataclass(frozen=True, kw_only=True)
class ProfileCompleted(Fact):
    """`completeness`: percent of all sections. Versions count from 1 and are never used again.

    `contents`: what the version consists of, whatever is recorded later.
    """

    completeness: int
    profile_version: int
    contents: tuple[ContentOf, ...]


@dataclass(frozen=True, kw_only=True)
class RemarkOn:
    section: Section
    remark: ReviewRemark


@dataclass(frozen=True, kw_only=True)
class ProfileReviewed(Fact):
    """Its author reads the remarks; others get to know the verdict only."""

    profile_version: int
    verdict: ReviewVerdict
    remarks: tuple[RemarkOn, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProfileSent(Fact):
    municipality: str
    profile_version: int


@dataclass(frozen=True, kw_only=True)
class SupplementRequested(Fact):
    municipality: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, kw_only=True)
class AccessGranted(Fact):
    """`party`: code of the organisation; `expires_on`: the last day."""

    grant_id: UUID
    party: str
    purpose: Purpose
    sections: tuple[Section, ...]
    expires_on: date


@dataclass(frozen=True, kw_only=True)
class AccessRevoked(Fact):
    grant_id: UUID
    party: str


@dataclass(frozen=True, kw_only=True)
class ParticipationTalkHeld(Fact):
    held_on: date


@dataclass(frozen=True, kw_only=True)
class AssessmentRecorded(Fact):
    """What came out of it is sealed beside the events."""

    assessment_id: UUID
    kind: AssessmentKind
    state: AssessmentState
    happened_on: date


@dataclass(frozen=True, kw_only=True)
class ActivityRequested(Fact):
    """The words of the wish are sealed beside the events."""

    request_id: UUID
    activity_type: ActivityType


@dataclass(frozen=True, kw_only=True)
class ActivityAnswered(Fact):
    request_id: UUID
    answer: RequestAnswer
    provider: str | None = None


@dataclass(frozen=True, kw_only=True)
class ActivityPlanned(Fact):
    """`training_code`: a code of the configuration."""

    activity_id: UUID
    activity_type: ActivityType
    provider: str
    training_code: str | None = None
    starts_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ActivityRecorded(Fact):
    """`activity_id`: that of the plan where there was one."""

    activity_id: UUID
    activity_type: ActivityType
    setting: ActivitySetting
    started_on: date
    ended_on: date | None = None
    programme: str | None = None
    provider: str | None = None
    training_code: str | None = None
    continues_after_move: bool = False


@dataclass(frozen=True, kw_only=True)
class ActivityEnded(Fact):
    """`move`: id of the public event of the move that it follows from, if from one."""

    activity_id: UUID
    ended_on: date
    reason: ActivityEndReason
    move: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ProfileViewed(Happened):
    """In a stream of its own. `link`: id of the public event that linked the municipality."""

    link: UUID
    municipality: str
    profile_version: int


@dataclass(frozen=True, kw_only=True)
class VersionViewed(Happened):
    """The first reading of a later version under the same link; nobody else hears of it."""

    link: UUID
    municipality: str
    profile_version: int


@dataclass(frozen=True, kw_only=True)
class PersonalDataErased(Happened):
    """The last event of a profile; nothing takes it back."""

    ground: ErasureGround


ProfileEvent = (
    ProfileOpened
    | PermitGranted
    | PermitHolderRelocated
    | StayEnded
    | HouseholdMemberJoined
    | HouseholdMemberLeft
    | ProfileSectionRecorded
    | ProfileCompleted
    | ProfileReviewed
    | ProfileSent
    | SupplementRequested
    | AccessGranted
    | AccessRevoked
    | ParticipationTalkHeld
    | AssessmentRecorded
    | ActivityRequested
    | ActivityAnswered
    | ActivityPlanned
    | ActivityRecorded
    | ActivityEnded
    | PersonalDataErased
    | EventVoided
)
AccessEvent = ProfileViewed | VersionViewed
Event = ProfileEvent | AccessEvent

PROFILE_KINDS: tuple[type[ProfileEvent], ...] = (
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
ACCESS_KINDS: tuple[type[AccessEvent], ...] = (ProfileViewed, VersionViewed)
KINDS: tuple[type[Event], ...] = (*PROFILE_KINDS, *ACCESS_KINDS)
