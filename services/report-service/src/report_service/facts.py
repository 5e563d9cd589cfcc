"""From a public event to a fact: the first of the two rules that live and rebuild share."""

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from continuous_line.codes import NoWarmReason, Party
from continuous_line.codes_guidance import InformationItem
from continuous_line.contracts import handover as h
from continuous_line.contracts import handover_guidance as g
from continuous_line.contracts import profile as p
from continuous_line.contracts.base import EventVoided, PublicEvent
from continuous_line.days import day
from report_service.domain.fact import Fact

Says = Mapping[type[PublicEvent], Callable[[Any], dict[str, Any]]]
"""What each event says: the fields of Fact by name; without `on` it is of the day it occurred."""
_ALL_THREE = frozenset(Party)
_SAID = frozenset(item.value for item in InformationItem)


class Recorded(Protocol):
    """What a fact needs of the envelope: the id and when the event was recorded."""

    @property
    def id(self) -> UUID | str: ...

    @property
    def time(self) -> datetime: ...


def _talk(event: h.WarmHandoverHeld) -> dict[str, Any]:
    if _ALL_THREE.issubset(event.attended):
        return {"kind": "warm", "place": event.municipality}
    absent = NoWarmReason.PARTY_ABSENT.value
    return {"kind": "not-held", "place": event.municipality, "code": absent}


def _plan(event: g.PlanAgreed) -> dict[str, Any]:
    goals = event.goals_by
    parties = (
        ("case-manager", goals.case_manager),
        ("client-manager", goals.client_manager),
        ("permit-holder", goals.permit_holder),
    )
    return {
        "kind": "plan",
        "place": event.municipality,
        "items": tuple(party for party, number in parties if number),
        "amount": event.actions_by.permit_holder,
    }


def _known_by(owner: str) -> str:
    """Only whether it is the same one matters: who it is does not stay here."""
    return hashlib.sha256(owner.encode()).hexdigest()[:16]


def _programme(event: g.ProgrammeAssigned) -> dict[str, Any]:
    """What is to be said to the permit holder; a programme may ask for steps too."""
    said = tuple(item for item in event.required_items if item in _SAID)
    return {"kind": "programme", "code": event.programme, "items": said}


def _moved(event: h.MovedToMunicipality) -> dict[str, Any]:
    return {
        "kind": "moved",
        "on": event.moved_on,
        "place": event.municipality,
        "azc": event.from_azc,
        "distance_km": event.distance_km,
        "code": event.basis and event.basis.value,
    }


ABOUT_SIGNALS: Says = {
    g.SignalRaised: lambda e: {
        "kind": "signal", "ref": str(e.signal), "code": e.kind.value, "until": e.due_on,
        "place": e.municipality, "azc": e.azc,
    },
    g.SignalAnswered: lambda e: {
        "kind": "signal-answered", "ref": str(e.signal),
        "code": "in-time" if e.in_time else "late",
    },
    g.SignalClosed: lambda e: {"kind": "signal-closed", "ref": str(e.signal)},
}  # fmt: skip
"""About a person, or about none."""

_OF: Says = {
    p.PermitGranted: lambda e: {"kind": "permit", "on": e.granted_on},
    p.ProfileOpened: lambda e: {"kind": "opened", "place": e.azc},
    p.PermitHolderRelocated: lambda e: {"kind": "relocated", "place": e.to_azc},
    p.StayEnded: lambda e: {"kind": "stay-ended", "code": e.reason.value},
    p.ProfileCompleted: lambda _: {"kind": "completed"},
    p.ProfileSent: lambda e: {"kind": "sent", "place": e.municipality},
    p.ProfileViewed: lambda e: {"kind": "viewed", "place": e.municipality},
    p.ActivityRecorded: lambda e: {
        "kind": "activity", "on": e.started_on, "until": e.ended_on, "ref": str(e.activity_id),
        "code": e.setting.value, "detail": e.programme,
    },
    p.ActivityEnded: lambda e: {
        "kind": "activity-ended", "on": e.ended_on, "ref": str(e.activity_id),
    },
    p.ActivityRequested: lambda e: {
        "kind": "requested", "ref": str(e.request_id), "code": e.activity_type.value,
    },
    p.ActivityAnswered: lambda e: {
        "kind": "request-answered", "ref": str(e.request_id), "code": e.answer.value,
    },
    h.MunicipalityLinked: lambda e: {
        "kind": "linked", "place": e.municipality, "azc": e.azc, "distance_km": e.distance_km,
        "code": e.basis.value, "detail": e.matched_region,
    },
    h.MunicipalityUnlinked: lambda e: {"kind": "unlinked", "place": e.municipality},
    h.CaseAssigned: lambda e: {"kind": "assigned", "code": _known_by(e.owner)},
    h.CaseReassigned: lambda e: {
        "kind": "assigned", "code": _known_by(e.owner), "until": e.until,
    },
    g.CaseOwnerLeft: lambda e: {"kind": "owner-left", "code": _known_by(e.owner)},
    h.ClientManagerNamed: lambda e: {"kind": "client-manager", "place": e.municipality},
    h.FirstContactMade: lambda e: {"kind": "first-contact", "place": e.municipality},
    h.WarmHandoverHeld: _talk,
    h.HandoverByPhone: lambda e: {"kind": "phone", "place": e.municipality},
    h.HandoverNotHeld: lambda e: {
        "kind": "not-held", "place": e.municipality, "code": e.reason.value,
    },
    h.HandoverAcknowledged: lambda e: {
        "kind": "acknowledged", "place": e.municipality, "code": e.verdict.value,
    },
    h.MovedToMunicipality: _moved,
    h.ReturnedToReception: lambda e: {"kind": "returned", "place": e.azc},
    h.HandoverClosed: lambda e: {"kind": "closed", "code": e.outcome.value},
    g.InformationConfirmed: lambda e: {"kind": "information", "code": e.item.value},
    g.RoleCardShown: lambda _: {"kind": "role-card"},
    g.WelcomeSent: lambda e: {
        "kind": "welcome", "place": e.municipality, "code": e.welcome.value,
    },
    g.PlanAgreed: _plan,
    g.PlanActionDone: lambda e: {"kind": "action-done", "code": e.by.value},
    g.ReferralMade: lambda e: {
        "kind": "referral", "ref": str(e.referral), "code": e.referral_to.value,
    },
    g.ReferralConfirmed: lambda e: {"kind": "referral-confirmed", "ref": str(e.referral)},
    g.ProgrammeAssigned: _programme,
    **ABOUT_SIGNALS,
    EventVoided: lambda e: {"kind": "taken-back", "target": str(e.voids)},
}  # fmt: skip
"""What each event says. Any other gives a fact only where a definition names it (`_other`)."""

NAMED = frozenset(_OF)


def kind_of(event: type[PublicEvent]) -> str:
    """The name of the fact of an event that is not in the list above: `move-planned`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", event.__name__).lower()


def fact(
    envelope: Recorded, event: PublicEvent, kinds: frozenset[str] = frozenset()
) -> Fact | None:
    """The fact in a public event about a person; None where the figures do not need it.

    `kinds`: what the definitions name. Any event that takes another back is a fact, whatever else
    it says.
    """
    says = _OF.get(type(event))
    target = None if event.replaces is None else str(event.replaces)
    if says is not None:
        said = says(event)
    elif kind_of(type(event)) in kinds:
        said = _other(event)
    elif target is not None:
        said = {"kind": "taken-back"}
    else:
        return None
    return made(envelope, event, target, said)


def made(envelope: Recorded, event: PublicEvent, target: str | None, said: dict[str, Any]) -> Fact:
    """The fact of what an event says; by default it is of the day of `occurred_at`."""
    at = event.occurred_at
    on = said.pop("on", None) or day(at)
    target = said.pop("target", target)
    kind = said.pop("kind")
    return Fact(str(envelope.id), kind, envelope.time, at, on, target, **said)


def _other(event: PublicEvent) -> dict[str, Any]:
    """By the names that the contracts use alike."""
    said: dict[str, Any] = {"kind": kind_of(type(event))}
    for field, name in (("place", "municipality"), ("azc", "azc")):
        value = getattr(event, name, None)
        if isinstance(value, str):
            said[field] = value
    codes = [
        value
        for name in event.__struct_fields__
        if isinstance(value := getattr(event, name), str)
        and name not in {"municipality", "azc", "owner", "client_manager", "from_azc", "to_azc"}
    ]
    if codes:
        said["code"] = str(codes[0])
    return said
