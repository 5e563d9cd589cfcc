"""What happened to a case between link and closing: told, agreed, referred, accompanied.

Texts are in the vault under the ids that stand here.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from continuous_line.codes import Mode, OwnerReason, Party
from continuous_line.codes_guidance import (
    ContactOccasion,
    FindingSource,
    InformationItem,
    ProgrammeEnd,
    ReferralKind,
    TakeOverReason,
    WelcomeKind,
)
from handover_service.domain.fact import Fact


@dataclass(frozen=True, kw_only=True)
class InformationConfirmed(Fact):
    """The permit holder was told this."""

    item: InformationItem


@dataclass(frozen=True, kw_only=True)
class DiscussedInPerson(Fact):
    """What a flag in the profile asks to talk about was. Not published: it tells of health."""


@dataclass(frozen=True, kw_only=True)
class RoleCardShown(Fact):
    pass


@dataclass(frozen=True, kw_only=True)
class WelcomeSent(Fact):
    municipality: str
    welcome: WelcomeKind


@dataclass(frozen=True, kw_only=True)
class Goal:
    """`party`: whose goal it is. Its words are in the vault."""

    id: UUID
    party: Party


@dataclass(frozen=True, kw_only=True)
class Action:
    """`party` does it by `due_on`. Its words are in the vault."""

    id: UUID
    party: Party
    due_on: date


@dataclass(frozen=True, kw_only=True)
class ActionsAgreed(Fact):
    """What was agreed in a talk. Not published."""

    actions: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class PlanDrafted(Fact):
    """A version of the plan (PIP), which takes the place of the one before. Not published."""

    municipality: str
    goals: tuple[Goal, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class PlanEndorsed(Fact):
    """One party agrees to a draft. Not published."""

    plan: UUID
    party: Party


@dataclass(frozen=True, kw_only=True)
class PlanAgreed(Fact):
    """The last of the three agreed. `goals_by`, `actions_by`: whose, once for each."""

    municipality: str
    plan: UUID
    agreed_by: tuple[Party, ...]
    goals_by: tuple[Party, ...]
    actions_by: tuple[Party, ...]


@dataclass(frozen=True, kw_only=True)
class PlanActionDone(Fact):
    """`by`: whose action it was."""

    action: UUID
    by: Party


@dataclass(frozen=True, kw_only=True)
class PlanActionTakenOver(Fact):
    action: UUID
    of: Party
    by: Party
    reason: TakeOverReason


@dataclass(frozen=True, kw_only=True)
class ReferralMade(Fact):
    referral: UUID
    referral_to: ReferralKind


@dataclass(frozen=True, kw_only=True)
class ReferralConfirmed(Fact):
    referral: UUID


@dataclass(frozen=True, kw_only=True)
class ContactHeld(Fact):
    """`worker`: opaque staff id. Only the programme is published."""

    programme: str
    worker: str
    mode: Mode = Mode.IN_PERSON
    contact: ContactOccasion = ContactOccasion.REGULAR


@dataclass(frozen=True, kw_only=True)
class ProgressTalkHeld(Fact):
    municipality: str | None = None
    programme: str | None = None


@dataclass(frozen=True, kw_only=True)
class ProgrammeAssigned(Fact):
    """`version` of the programme's configuration on that day; `worker`: who guides there.

    `reason`: why above the norm. Neither it nor `worker` and `until` are published.
    """

    programme: str
    version: int
    required_items: tuple[str, ...] = ()
    worker: str | None = None
    until: date | None = None
    reason: OwnerReason | None = None


@dataclass(frozen=True, kw_only=True)
class ProgrammeEnded(Fact):
    programme: str
    reason: ProgrammeEnd


@dataclass(frozen=True, kw_only=True)
class StepRecorded(Fact):
    """A step that only this programme knows. Published as a milestone met, where it is one."""

    programme: str
    step: str


@dataclass(frozen=True, kw_only=True)
class FindingRecorded(Fact):
    """Something learned after the move; its words are in the vault. Not published."""

    source: FindingSource


@dataclass(frozen=True, kw_only=True)
class ExperienceGiven(Fact):
    """The permit holder answered how it went; the answer is kept apart. Not published."""


GuidanceFact = (
    InformationConfirmed
    | DiscussedInPerson
    | RoleCardShown
    | WelcomeSent
    | ActionsAgreed
    | PlanDrafted
    | PlanEndorsed
    | PlanAgreed
    | PlanActionDone
    | PlanActionTakenOver
    | ReferralMade
    | ReferralConfirmed
    | ContactHeld
    | ProgressTalkHeld
    | ProgrammeAssigned
    | ProgrammeEnded
    | StepRecorded
    | FindingRecorded
    | ExperienceGiven
)
