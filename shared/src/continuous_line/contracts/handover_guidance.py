"""Public events of handover-service between the link and the closing, on its own topic.

About a person unless said otherwise. Texts, names and numbers of persons stay in the vault.
"""

from datetime import date
from uuid import UUID

import msgspec

from continuous_line.codes import OwnerGone, Party
from continuous_line.codes_guidance import (
    ExperienceAnswer,
    InformationItem,
    ProgrammeEnd,
    ReferralKind,
    Side,
    SignalKind,
    TakeOverReason,
    WelcomeKind,
)
from continuous_line.contracts.base import PublicEvent


class CaseOwnerLeft(PublicEvent, frozen=True, kw_only=True):
    """From this day the case is without an owner at COA, until somebody is named.

    `because`: the owner left, or does not work (any more) where the permit holder lives.
    """

    owner: str
    because: OwnerGone = OwnerGone.LEFT


class ClientManagerLeft(PublicEvent, frozen=True, kw_only=True):
    """From this day nobody at the municipality has the case, until somebody is named."""

    municipality: str
    client_manager: str
    because: OwnerGone = OwnerGone.LEFT


class InformationConfirmed(PublicEvent, frozen=True, kw_only=True):
    """The permit holder was told this."""

    item: InformationItem


class RoleCardShown(PublicEvent, frozen=True, kw_only=True):
    """Who does what was shown to the permit holder."""


class WelcomeSent(PublicEvent, frozen=True, kw_only=True):
    """By the municipality, before the move; no handover."""

    municipality: str
    welcome: WelcomeKind


class PerParty(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A number for each party."""

    case_manager: int = 0
    client_manager: int = 0
    permit_holder: int = 0


class PlanAgreed(PublicEvent, frozen=True, kw_only=True):
    """The plan (PIP) that all of `agreed_by` agreed to."""

    municipality: str
    agreed_by: tuple[Party, ...]
    goals_by: PerParty
    actions_by: PerParty


class PlanActionDone(PublicEvent, frozen=True, kw_only=True):
    """`by`: whose action it was."""

    by: Party


class PlanActionTakenOver(PublicEvent, frozen=True, kw_only=True):
    """`by` does from now on what `of` agreed to do."""

    of: Party
    by: Party
    reason: TakeOverReason


class ReferralMade(PublicEvent, frozen=True, kw_only=True):
    """`referral` is what its confirmation names."""

    referral: UUID
    referral_to: ReferralKind


class ReferralConfirmed(PublicEvent, frozen=True, kw_only=True):
    """The first contact took place."""

    referral: UUID


class ContactHeld(PublicEvent, frozen=True, kw_only=True):
    """A contact that counts for the cadence of a programme."""

    programme: str


class ProgressTalkHeld(PublicEvent, frozen=True, kw_only=True):
    """How the plan is going was talked about."""

    municipality: str | None = None
    programme: str | None = None


class ProgrammeAssigned(PublicEvent, frozen=True, kw_only=True):
    """`required_items`: what the programme asks for; `version` of its configuration."""

    programme: str
    version: int
    required_items: tuple[str, ...] = ()


class ProgrammeEnded(PublicEvent, frozen=True, kw_only=True):
    """`programme` as it was assigned."""

    programme: str
    reason: ProgrammeEnd


class MilestoneNear(PublicEvent, frozen=True, kw_only=True):
    """What is due on this day is not there yet. `programme` and `version` set the term."""

    programme: str
    version: int
    milestone: str
    due_on: date


class MilestoneMet(PublicEvent, frozen=True, kw_only=True):
    """`due_on` null: without a term."""

    programme: str
    version: int
    milestone: str
    due_on: date | None = None
    in_time: bool = True


class MilestoneMissed(PublicEvent, frozen=True, kw_only=True):
    """The day passed; it may still be met."""

    programme: str
    version: int
    milestone: str
    due_on: date


class SignalRaised(PublicEvent, frozen=True, kw_only=True):
    """About a person, or about none and then keyed by `azc` or `municipality`.

    `signal` is what its later events name; `raised_by` is the side that reports.
    """

    signal: UUID
    kind: SignalKind
    raised_by: Side
    due_on: date
    azc: str | None = None
    municipality: str | None = None


class SignalAnswered(PublicEvent, frozen=True, kw_only=True):
    """`in_time`: on the day it was due, or before."""

    signal: UUID
    in_time: bool


class SignalClosed(PublicEvent, frozen=True, kw_only=True):
    """By who raised it."""

    signal: UUID


class ExperienceAnswered(PublicEvent, frozen=True, kw_only=True):
    """How it went after the move: keyed by the municipality, about nobody.

    Published together, in no order, as soon as there are enough that nobody can tell whose one is.
    `month` is the first day of the month in which the last of them was asked; `azc` is null where
    too few came from each reception centre to be told apart.
    """

    municipality: str
    azc: str | None = None
    month: date
    answer: ExperienceAnswer


EVENTS: tuple[type[PublicEvent], ...] = (
    CaseOwnerLeft,
    ClientManagerLeft,
    InformationConfirmed,
    RoleCardShown,
    WelcomeSent,
    PlanAgreed,
    PlanActionDone,
    PlanActionTakenOver,
    ReferralMade,
    ReferralConfirmed,
    ContactHeld,
    ProgressTalkHeld,
    ProgrammeAssigned,
    ProgrammeEnded,
    MilestoneNear,
    MilestoneMet,
    MilestoneMissed,
    SignalRaised,
    SignalAnswered,
    SignalClosed,
    ExperienceAnswered,
)
