"""From what is stored to what others read: the one gate."""

from typing import Any, assert_never

from continuous_line.contracts import handover as public
from continuous_line.contracts.base import EventVoided, PublicEvent
from continuous_line.event_store import Stored
from handover_service.domain import events as stored_events
from handover_service.domain.events import Event, Fact
from handover_service.identity import DOMAIN, public_reference

__all__ = ["DOMAIN", "TOPIC", "publish", "subject"]

TOPIC = public.TOPIC


def publish(stored: Stored[Event]) -> PublicEvent | None:
    """The public event made from a stored one, None where it is private."""
    event = stored.event
    match event:
        case stored_events.MunicipalityLinked():
            return public.MunicipalityLinked(
                **_base(event),
                municipality=event.municipality,
                azc=event.azc,
                basis=event.basis,
                matched_region=event.matched_region,
                distance_km=event.distance_km,
            )
        case stored_events.MunicipalityUnlinked():
            return public.MunicipalityUnlinked(
                **_base(event), municipality=event.municipality, reason=event.reason
            )
        case stored_events.CaseAssigned():
            return public.CaseAssigned(**_base(event), owner=event.owner)
        case stored_events.CaseReassigned():
            return public.CaseReassigned(
                **_base(event), owner=event.owner, reason=event.reason, until=event.until
            )
        case stored_events.ClientManagerNamed():
            return public.ClientManagerNamed(
                **_base(event),
                municipality=event.municipality,
                client_manager=event.client_manager,
            )
        case stored_events.FirstContactMade():
            return public.FirstContactMade(**_base(event), municipality=event.municipality)
        case stored_events.HandoverPlanned():
            return public.HandoverPlanned(
                **_base(event),
                mode=event.mode,
                scenario=event.scenario,
                scheduled_for=event.scheduled_for,
            )
        case stored_events.PlanConfirmed():
            return None
        case stored_events.WarmHandoverHeld():
            return public.WarmHandoverHeld(
                **_base(event),
                municipality=event.municipality,
                azc=event.azc,
                attended=event.attended,
                interpreter=event.interpreter,
            )
        case stored_events.HandoverByPhone():
            return public.HandoverByPhone(
                **_base(event),
                municipality=event.municipality,
                mode=event.mode,
                reason=event.reason,
            )
        case stored_events.HandoverNotHeld():
            return public.HandoverNotHeld(
                **_base(event),
                municipality=event.municipality,
                reason=event.reason,
                attended=event.attended,
            )
        case stored_events.HandoverAcknowledged():
            return public.HandoverAcknowledged(
                **_base(event),
                municipality=event.municipality,
                verdict=event.verdict,
                sections=event.sections,
            )
        case stored_events.MovePlanned():
            return public.MovePlanned(
                **_base(event), municipality=event.municipality, planned_on=event.planned_on
            )
        case stored_events.MovedToMunicipality():
            return public.MovedToMunicipality(
                **_base(event),
                municipality=event.municipality,
                from_azc=event.from_azc,
                moved_on=event.moved_on,
                basis=event.basis,
                distance_km=event.distance_km,
            )
        case stored_events.ReturnedToReception():
            return public.ReturnedToReception(**_base(event), azc=event.azc)
        case stored_events.CaseAccepted():
            return public.CaseAccepted(**_base(event), municipality=event.municipality)
        case stored_events.HandoverClosed():
            return public.HandoverClosed(
                **_base(event),
                outcome=event.outcome,
                overview=event.overview,
                tasks=tuple(public.ClosingTask(task=t.task, party=t.party) for t in event.tasks),
            )
        case stored_events.EventVoided():
            voided = public_reference(event.voids)
            if voided is None:
                return None
            return EventVoided(occurred_at=event.at, voids=voided, reason=event.reason)
        case _:
            assert_never(event)


def subject(stored: Stored[Event]) -> str:
    """The permit holder's opaque id: what follows the stream's prefix."""
    return stored.stream.partition("-")[2]


def _base(event: Fact) -> dict[str, Any]:
    replaces = public_reference(event.replaces) if event.replaces else None
    return {"occurred_at": event.at, "replaces": replaces}
