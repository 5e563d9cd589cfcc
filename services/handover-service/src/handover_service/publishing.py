"""From what is stored to what others read: the one gate."""

from typing import assert_never

from continuous_line.contracts import handover as public
from continuous_line.contracts.base import PublicEvent
from continuous_line.event_store import Stored
from handover_service.domain import events as stored_events
from handover_service.domain.events import Event
from handover_service.identity import IDS


def publish(stored: Stored[Event]) -> PublicEvent | None:
    """The public event made from a stored one, None where it is private."""
    event = stored.event
    match event:
        case stored_events.MunicipalityLinked():
            return public.MunicipalityLinked(
                **IDS.base(event),
                municipality=event.municipality,
                azc=event.azc,
                basis=event.basis,
                matched_region=event.matched_region,
                distance_km=event.distance_km,
            )
        case stored_events.MunicipalityUnlinked():
            return public.MunicipalityUnlinked(
                **IDS.base(event), municipality=event.municipality, reason=event.reason
            )
        case stored_events.CaseAssigned():
            return public.CaseAssigned(**IDS.base(event), owner=event.owner)
        case stored_events.CaseReassigned():
            return public.CaseReassigned(
                **IDS.base(event), owner=event.owner, reason=event.reason, until=event.until
            )
        case stored_events.ClientManagerNamed():
            return public.ClientManagerNamed(
                **IDS.base(event),
                municipality=event.municipality,
                client_manager=event.client_manager,
            )
        case stored_events.FirstContactMade():
            return public.FirstContactMade(**IDS.base(event), municipality=event.municipality)
        case stored_events.HandoverPlanned():
            return public.HandoverPlanned(
                **IDS.base(event),
                mode=event.mode,
                scenario=event.scenario,
                scheduled_for=event.scheduled_for,
            )
        case stored_events.PlanConfirmed():
            return None
        case stored_events.WarmHandoverHeld():
            return public.WarmHandoverHeld(
                **IDS.base(event),
                municipality=event.municipality,
                azc=event.azc,
                attended=event.attended,
                interpreter=event.interpreter,
            )
        case stored_events.HandoverByPhone():
            return public.HandoverByPhone(
                **IDS.base(event),
                municipality=event.municipality,
                mode=event.mode,
                reason=event.reason,
            )
        case stored_events.HandoverNotHeld():
            return public.HandoverNotHeld(
                **IDS.base(event),
                municipality=event.municipality,
                reason=event.reason,
                attended=event.attended,
            )
        case stored_events.HandoverAcknowledged():
            return public.HandoverAcknowledged(
                **IDS.base(event),
                municipality=event.municipality,
                verdict=event.verdict,
                sections=event.sections,
            )
        case stored_events.MovePlanned():
            return public.MovePlanned(
                **IDS.base(event),
                municipality=event.municipality,
                planned_on=event.planned_on,
            )
        case stored_events.MovedToMunicipality():
            return public.MovedToMunicipality(
                **IDS.base(event),
                municipality=event.municipality,
                from_azc=event.from_azc,
                moved_on=event.moved_on,
                basis=event.basis,
                distance_km=event.distance_km,
            )
        case stored_events.ReturnedToReception():
            return public.ReturnedToReception(**IDS.base(event), azc=event.azc)
        case stored_events.CaseAccepted():
            return public.CaseAccepted(**IDS.base(event), municipality=event.municipality)
        case stored_events.HandoverClosed():
            return public.HandoverClosed(
                **IDS.base(event),
                outcome=event.outcome,
                overview=event.overview,
                tasks=tuple(public.ClosingTask(task=t.task, party=t.party) for t in event.tasks),
            )
        case stored_events.EventVoided():
            return IDS.voided(event)
        case _:
            assert_never(event)
