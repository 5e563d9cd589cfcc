"""The public events of handover-service. The key and `subject` is the permit holder's opaque id.

Those of guidance, between the link and the closing, are in `handover_guidance`.
"""

from datetime import date, datetime

import msgspec

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
from continuous_line.contracts import handover_guidance as guidance
from continuous_line.contracts.base import EventVoided, PublicEvent

TOPIC = "handover.events.v1"


class MunicipalityLinked(PublicEvent, frozen=True, kw_only=True):
    """`distance_km`: great circle between centre points; null where a place is unknown."""

    municipality: str
    azc: str
    basis: Basis
    matched_region: str | None = None
    distance_km: float | None = None


class MunicipalityUnlinked(PublicEvent, frozen=True, kw_only=True):
    municipality: str
    reason: UnlinkReason


class CaseAssigned(PublicEvent, frozen=True, kw_only=True):
    """`owner`: the opaque staff id of the case manager."""

    owner: str


class CaseReassigned(PublicEvent, frozen=True, kw_only=True):
    """`until`: the last day of a stand-in; then the case goes back."""

    owner: str
    reason: OwnerReason
    until: date | None = None


class ClientManagerNamed(PublicEvent, frozen=True, kw_only=True):
    """`reason`: why another one than before; `until`: the last day of a stand-in."""

    municipality: str
    client_manager: str
    reason: OwnerReason | None = None
    until: date | None = None


class FirstContactMade(PublicEvent, frozen=True, kw_only=True):
    municipality: str


class HandoverPlanned(PublicEvent, frozen=True, kw_only=True):
    mode: Mode
    scenario: Scenario
    scheduled_for: datetime


class WarmHandoverHeld(PublicEvent, frozen=True, kw_only=True):
    """A three-way talk in person: all three parties attended."""

    municipality: str
    azc: str
    attended: tuple[Party, ...]
    interpreter: bool


class HandoverByPhone(PublicEvent, frozen=True, kw_only=True):
    municipality: str
    mode: Mode
    reason: NoWarmReason


class HandoverNotHeld(PublicEvent, frozen=True, kw_only=True):
    municipality: str
    reason: NoWarmReason
    attended: tuple[Party, ...] = ()


class HandoverAcknowledged(PublicEvent, frozen=True, kw_only=True):
    municipality: str
    verdict: Verdict
    sections: tuple[Section, ...] = ()


class MovePlanned(PublicEvent, frozen=True, kw_only=True):
    municipality: str
    planned_on: date


class MovedToMunicipality(PublicEvent, frozen=True, kw_only=True):
    municipality: str
    from_azc: str
    moved_on: date
    basis: Basis | None = None
    distance_km: float | None = None


class ReturnedToReception(PublicEvent, frozen=True, kw_only=True):
    azc: str


class CaseAccepted(PublicEvent, frozen=True, kw_only=True):
    municipality: str


class ClosingTask(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Who does what after the closing; `task` is a code."""

    task: str
    party: str


class HandoverClosed(PublicEvent, frozen=True, kw_only=True):
    """`overview`: the party that keeps the overview from now on."""

    outcome: Outcome
    overview: str
    tasks: tuple[ClosingTask, ...] = ()


EVENTS: tuple[type[PublicEvent], ...] = (
    MunicipalityLinked,
    MunicipalityUnlinked,
    CaseAssigned,
    CaseReassigned,
    ClientManagerNamed,
    FirstContactMade,
    HandoverPlanned,
    WarmHandoverHeld,
    HandoverByPhone,
    HandoverNotHeld,
    HandoverAcknowledged,
    MovePlanned,
    MovedToMunicipality,
    ReturnedToReception,
    CaseAccepted,
    HandoverClosed,
    *guidance.EVENTS,
    EventVoided,
)
