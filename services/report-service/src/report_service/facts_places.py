"""From a public event about no person to a fact: places, their contacts and meetings, and what
handover-service publishes about places."""

from typing import Any

from continuous_line.codes_directory import ContactKind
from continuous_line.contracts import directory as d
from continuous_line.contracts import handover_guidance as g
from continuous_line.contracts.base import EventVoided, PublicEvent
from report_service.domain.fact import Fact
from report_service.domain.places import PlaceFact
from report_service.facts import ABOUT_SIGNALS, Recorded, Says, made


def place_fact(envelope: Recorded, event: PublicEvent) -> PlaceFact | None:  # noqa: PLR0911
    """The fact in a public event about a municipality or azc; a change is a later version."""
    number, recorded = str(envelope.id), envelope.time
    target = None if event.replaces is None else str(event.replaces)
    match event:
        case d.MunicipalityRegistered():
            return PlaceFact(
                number, "municipality", recorded, event.code, event.valid_from, target,
                event.name, event.region, event.region_name, event.province,
                latitude=event.latitude, longitude=event.longitude,
            )  # fmt: skip
        case d.MunicipalityMerged():
            return PlaceFact(
                number, "merged", recorded, event.code, event.valid_from, target,
                successor=event.successor,
            )  # fmt: skip
        case d.ReceptionCentreRegistered():
            return PlaceFact(
                number, "azc", recorded, event.azc, event.valid_from, target,
                event.name, unit=event.unit, latitude=event.latitude, longitude=event.longitude,
                activity_target=event.activity_target,
            )  # fmt: skip
        case d.ReceptionCentreClosed():
            return PlaceFact(number, "closed", recorded, event.azc, event.valid_from, target)
        case EventVoided():
            return PlaceFact(number, "taken-back", recorded, "", target=str(event.voids))
        case _ if target is not None:
            return PlaceFact(number, "taken-back", recorded, "", target=target)
        case _:
            return None


def _contact(event: d.ContactRegistered) -> dict[str, Any]:
    kind: ContactKind = event.kind
    return {
        "kind": "contact", "code": kind.value, "items": event.places,
        "detail": event.valid_from.isoformat(), "until": event.valid_to,
    }  # fmt: skip


_OF: Says = {
    d.ContactRegistered: _contact,
    d.ContactChanged: _contact,
    d.ContactVerified: lambda _: {"kind": "contact-verified"},
    d.ContactReplaced: lambda e: {"kind": "contact-replaced", "until": e.valid_from},
    d.ContactRetired: lambda e: {"kind": "contact-retired", "until": e.valid_from},
    d.KnowsCoaContact: lambda e: {
        "kind": "knows-coa", "place": e.municipality, "code": "yes" if e.known else "no",
    },
    d.LipoHeld: lambda e: {
        "kind": "lipo", "on": e.held_on, "azc": e.azc,
        "code": "on-cases" if e.on_case_level else None,
    },
    **ABOUT_SIGNALS,
    g.ExperienceAnswered: lambda e: {
        "kind": "experience", "on": e.month, "place": e.municipality, "azc": e.azc,
        "code": e.answer.value,
    },
    EventVoided: lambda e: {"kind": "taken-back", "target": str(e.voids)},
}  # fmt: skip

NAMED = frozenset(_OF) | {
    d.MunicipalityRegistered,
    d.MunicipalityChanged,
    d.MunicipalityMerged,
    d.ReceptionCentreRegistered,
    d.ReceptionCentreChanged,
    d.ReceptionCentreClosed,
}


def subject_fact(envelope: Recorded, event: PublicEvent) -> Fact | None:
    """The fact in a public event about a contact, meeting or place that is not the map itself."""
    says = _OF.get(type(event))
    target = None if event.replaces is None else str(event.replaces)
    if says is None:
        if target is None:
            return None
        said: dict[str, Any] = {"kind": "taken-back"}
    else:
        said = says(event)
    return made(envelope, event, target, said)
