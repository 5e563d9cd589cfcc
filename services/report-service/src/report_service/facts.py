"""From a public event to a fact: the first of the two rules that live and rebuild share."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from continuous_line.codes import NoWarmReason, Party
from continuous_line.contracts.base import EventVoided, PublicEvent
from continuous_line.contracts.directory import (
    MunicipalityChanged,
    MunicipalityMerged,
    MunicipalityRegistered,
    ReceptionCentreChanged,
    ReceptionCentreRegistered,
)
from continuous_line.contracts.handover import (
    HandoverByPhone,
    HandoverNotHeld,
    MovedToMunicipality,
    MunicipalityLinked,
    MunicipalityUnlinked,
    ReturnedToReception,
    WarmHandoverHeld,
)
from continuous_line.contracts.profile import (
    ActivityEnded,
    ActivityRecorded,
    PermitGranted,
    PermitHolderRelocated,
    ProfileOpened,
    ProfileSent,
    StayEnded,
)
from continuous_line.days import day
from report_service.domain.fact import Fact
from report_service.domain.places import PlaceFact

FACT_EVENTS = frozenset(
    {
        ProfileOpened,
        PermitGranted,
        PermitHolderRelocated,
        StayEnded,
        ProfileSent,
        ActivityRecorded,
        ActivityEnded,
        MunicipalityLinked,
        MunicipalityUnlinked,
        WarmHandoverHeld,
        HandoverByPhone,
        HandoverNotHeld,
        MovedToMunicipality,
        ReturnedToReception,
        MunicipalityRegistered,
        MunicipalityChanged,
        MunicipalityMerged,
        ReceptionCentreRegistered,
        ReceptionCentreChanged,
        EventVoided,
    }
)
"""Of these a fact needs the whole event; of all others only what they take back."""
_ALL_THREE = frozenset(Party)


class Recorded(Protocol):
    """What a fact needs of the envelope: the id and when the event was recorded."""

    @property
    def id(self) -> UUID | str: ...

    @property
    def time(self) -> datetime: ...


def fact(envelope: Recorded, event: PublicEvent) -> Fact | None:  # noqa: PLR0911, PLR0912
    """The fact in a public event about a person; None where the figures do not need it.

    Any event that takes another back is a fact, whatever else it says.
    """
    number, at, recorded = str(envelope.id), event.occurred_at, envelope.time
    target = None if event.replaces is None else str(event.replaces)
    match event:
        case PermitGranted():
            return Fact(number, "permit", recorded, at, event.granted_on, target)
        case ProfileOpened():
            return Fact(number, "opened", recorded, at, day(at), target, event.azc)
        case ProfileSent():
            return Fact(number, "sent", recorded, at, day(at), target, event.municipality)
        case ActivityRecorded():
            return Fact(
                number, "activity", recorded, at, event.started_on, target,
                until=event.ended_on, activity=str(event.activity_id),
            )  # fmt: skip
        case ActivityEnded():
            return Fact(
                number, "activity-ended", recorded, at, event.ended_on, target,
                activity=str(event.activity_id),
            )  # fmt: skip
        case MunicipalityLinked():
            return Fact(
                number, "linked", recorded, at, day(at), target, event.municipality, None,
                event.distance_km, event.basis.value,
            )  # fmt: skip
        case MunicipalityUnlinked():
            return Fact(number, "unlinked", recorded, at, day(at), target, event.municipality)
        case WarmHandoverHeld() if _ALL_THREE.issubset(event.attended):
            return Fact(number, "warm", recorded, at, day(at), target, event.municipality)
        case WarmHandoverHeld():
            absent = NoWarmReason.PARTY_ABSENT.value
            return Fact(
                number, "not-held", recorded, at, day(at), target, event.municipality, code=absent
            )
        case HandoverByPhone():
            return Fact(number, "phone", recorded, at, day(at), target, event.municipality)
        case HandoverNotHeld():
            return Fact(
                number, "not-held", recorded, at, day(at), target, event.municipality,
                code=event.reason.value,
            )  # fmt: skip
        case MovedToMunicipality():
            return Fact(
                number, "moved", recorded, at, event.moved_on, target, event.municipality,
                event.from_azc, event.distance_km, event.basis and event.basis.value,
            )  # fmt: skip
        case PermitHolderRelocated():
            return Fact(number, "relocated", recorded, at, day(at), target, event.to_azc)
        case StayEnded():
            return Fact(
                number, "stay-ended", recorded, at, day(at), target, code=event.reason.value
            )
        case ReturnedToReception():
            return Fact(number, "returned", recorded, at, day(at), target, event.azc)
        case EventVoided():
            return Fact(number, "taken-back", recorded, at, day(at), str(event.voids))
        case _ if target is not None:
            return Fact(number, "taken-back", recorded, at, day(at), target)
        case _:
            return None


def place_fact(envelope: Recorded, event: PublicEvent) -> PlaceFact | None:
    """The fact in a public event about a municipality or azc; a change is a later version."""
    number, recorded = str(envelope.id), envelope.time
    target = None if event.replaces is None else str(event.replaces)
    match event:
        case MunicipalityRegistered():
            return PlaceFact(
                number, "municipality", recorded, event.code, event.valid_from, target,
                event.name, event.region, event.region_name, event.province,
            )  # fmt: skip
        case MunicipalityMerged():
            return PlaceFact(
                number, "merged", recorded, event.code, event.valid_from, target,
                successor=event.successor,
            )  # fmt: skip
        case ReceptionCentreRegistered():
            return PlaceFact(
                number, "azc", recorded, event.azc, event.valid_from, target,
                event.name, unit=event.unit,
            )  # fmt: skip
        case EventVoided():
            return PlaceFact(number, "taken-back", recorded, "", target=str(event.voids))
        case _ if target is not None:
            return PlaceFact(number, "taken-back", recorded, "", target=target)
        case _:
            return None
