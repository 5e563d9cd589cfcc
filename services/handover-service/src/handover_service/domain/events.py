"""What happened to a case. Stored and private: `publishing.py` says what others get to know."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from continuous_line import happened
from continuous_line.codes import (
    Basis,
    Mode,
    NoWarmReason,
    Outcome,
    OwnerGone,
    OwnerReason,
    Party,
    Scenario,
    Section,
    UnlinkReason,
    Verdict,
)
from continuous_line.codes_guidance import Attendant, MeetingPlace
from handover_service.domain.events_guidance import GuidanceFact
from handover_service.domain.fact import Fact


class TaskCode(StrEnum):
    """What remains to be done after a closing (our choice)."""

    REGISTRATION = "registration"
    HOUSING = "housing"
    INCOME = "income"
    INSURANCE = "insurance"
    LANGUAGE = "language"
    EDUCATION = "education"
    WORK = "work"
    VOLUNTEERING = "volunteering"
    NETWORK = "network"
    FAMILY = "family"
    INTEGRATION_PLAN = "integration-plan"
    OTHER = "other"


class ClosingReason(StrEnum):
    """Why a case is closed with outcome `other` (our choice)."""

    PERMIT_WITHDRAWN = "permit-withdrawn"
    RECORDED_TWICE = "recorded-twice"
    WRONG_PERSON = "wrong-person"
    NO_ANSWER = "no-answer"
    MUNICIPALITY_TAKES_OVER = "municipality-takes-over"


@dataclass(frozen=True, kw_only=True)
class MunicipalityLinked(Fact):
    municipality: str
    azc: str
    basis: Basis
    matched_region: str | None = None
    distance_km: float | None = None


@dataclass(frozen=True, kw_only=True)
class MunicipalityUnlinked(Fact):
    municipality: str
    reason: UnlinkReason


@dataclass(frozen=True, kw_only=True)
class CaseAssigned(Fact):
    owner: str


@dataclass(frozen=True, kw_only=True)
class CaseReassigned(Fact):
    """`until`: the last day of a stand-in; afterwards the case is back with whom it was."""

    owner: str
    reason: OwnerReason
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class CaseOwnerLeft(Fact):
    """Who had the case does not work where it is, and nobody was named in time."""

    owner: str
    because: OwnerGone = OwnerGone.LEFT


@dataclass(frozen=True, kw_only=True)
class ClientManagerNamed(Fact):
    """`reason`: why another one; `until`: the last day of a stand-in."""

    municipality: str
    client_manager: str
    reason: OwnerReason | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class ClientManagerLeft(Fact):
    """As `CaseOwnerLeft`, at the municipality."""

    municipality: str
    client_manager: str
    because: OwnerGone = OwnerGone.LEFT


@dataclass(frozen=True, kw_only=True)
class FirstContactMade(Fact):
    municipality: str


@dataclass(frozen=True, kw_only=True)
class HandoverPlanned(Fact):
    """Proposed by one side for the other to confirm; the municipality chooses the scenario.

    `moments`: all that are proposed, of which `scheduled_for` is the first; empty where it is the
    only one. `reason`: why not in person. Published are mode, scenario and `scheduled_for`, and
    nothing as long as no scenario is chosen.
    """

    municipality: str
    mode: Mode
    scenario: Scenario | None
    scheduled_for: datetime
    proposed_by: Party
    moments: tuple[datetime, ...] = ()
    place: MeetingPlace | None = None
    language: str | None = None
    interpreter: bool = False
    reason: NoWarmReason | None = None
    closes_module: bool = False


@dataclass(frozen=True, kw_only=True)
class PlanConfirmed(Fact):
    """The other side agreed to the plan. Not published."""

    plan: UUID
    confirmed_by: Party


@dataclass(frozen=True, kw_only=True)
class WarmHandoverHeld(Fact):
    """Of a talk `others`, who were there too, and `closes_module` are not published."""

    municipality: str
    azc: str
    attended: tuple[Party, ...]
    interpreter: bool
    others: tuple[Attendant, ...] = ()
    closes_module: bool = False


@dataclass(frozen=True, kw_only=True)
class HandoverByPhone(Fact):
    municipality: str
    mode: Mode
    reason: NoWarmReason
    others: tuple[Attendant, ...] = ()
    closes_module: bool = False


@dataclass(frozen=True, kw_only=True)
class HandoverNotHeld(Fact):
    municipality: str
    reason: NoWarmReason
    attended: tuple[Party, ...] = ()
    others: tuple[Attendant, ...] = ()
    closes_module: bool = False


@dataclass(frozen=True, kw_only=True)
class HandoverAcknowledged(Fact):
    municipality: str
    verdict: Verdict
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MovePlanned(Fact):
    municipality: str
    planned_on: date


@dataclass(frozen=True, kw_only=True)
class MovedToMunicipality(Fact):
    municipality: str
    from_azc: str
    moved_on: date
    basis: Basis | None = None
    distance_km: float | None = None


@dataclass(frozen=True, kw_only=True)
class ReturnedToReception(Fact):
    azc: str


@dataclass(frozen=True, kw_only=True)
class CaseAccepted(Fact):
    municipality: str


@dataclass(frozen=True, kw_only=True)
class Task:
    task: TaskCode
    party: Party


@dataclass(frozen=True, kw_only=True)
class HandoverClosed(Fact):
    """`overview`: the party that keeps the overview. `reason` is not published."""

    outcome: Outcome
    overview: Party
    tasks: tuple[Task, ...] = ()
    reason: ClosingReason | None = None


@dataclass(frozen=True, kw_only=True)
class EventVoided(happened.EventVoided):
    """An earlier fact of the case is taken back."""

    case_id: UUID


Talk = WarmHandoverHeld | HandoverByPhone | HandoverNotHeld
CaseEvent = (
    MunicipalityLinked
    | MunicipalityUnlinked
    | CaseAssigned
    | CaseReassigned
    | CaseOwnerLeft
    | ClientManagerNamed
    | ClientManagerLeft
    | FirstContactMade
    | HandoverPlanned
    | PlanConfirmed
    | WarmHandoverHeld
    | HandoverByPhone
    | HandoverNotHeld
    | HandoverAcknowledged
    | MovePlanned
    | MovedToMunicipality
    | ReturnedToReception
    | CaseAccepted
    | HandoverClosed
)
Event = CaseEvent | GuidanceFact | EventVoided
"""Of a case's own stream."""
