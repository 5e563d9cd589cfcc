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
    OwnerReason,
    Party,
    Scenario,
    Section,
    UnlinkReason,
    Verdict,
)


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
class Fact(happened.Fact):
    """Of one case."""

    case_id: UUID


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
class ClientManagerNamed(Fact):
    municipality: str
    client_manager: str


@dataclass(frozen=True, kw_only=True)
class FirstContactMade(Fact):
    municipality: str


@dataclass(frozen=True, kw_only=True)
class HandoverPlanned(Fact):
    """`proposed_by` and the confirmation that it waits for are not published."""

    municipality: str
    mode: Mode
    scenario: Scenario
    scheduled_for: datetime
    proposed_by: Party


@dataclass(frozen=True, kw_only=True)
class PlanConfirmed(Fact):
    """The other side agreed to the plan. Not published."""

    plan: UUID
    confirmed_by: Party


@dataclass(frozen=True, kw_only=True)
class WarmHandoverHeld(Fact):
    municipality: str
    azc: str
    attended: tuple[Party, ...]
    interpreter: bool


@dataclass(frozen=True, kw_only=True)
class HandoverByPhone(Fact):
    municipality: str
    mode: Mode
    reason: NoWarmReason


@dataclass(frozen=True, kw_only=True)
class HandoverNotHeld(Fact):
    municipality: str
    reason: NoWarmReason
    attended: tuple[Party, ...] = ()


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
Event = (
    MunicipalityLinked
    | MunicipalityUnlinked
    | CaseAssigned
    | CaseReassigned
    | ClientManagerNamed
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
    | EventVoided
)
