"""From what is stored to what others read: the one gate."""

from typing import assert_never

from continuous_line import publishing_gate
from continuous_line.contracts import handover as public
from continuous_line.contracts import handover_guidance as guidance
from continuous_line.contracts.base import PublicEvent
from continuous_line.event_store import Stored
from handover_service.domain import events as stored_events
from handover_service.domain.events_experience import ExperienceAnswered
from handover_service.domain.events_guidance import GuidanceFact
from handover_service.domain.events_signals import SignalEvent
from handover_service.domain.events_tracking import TrackingEvent
from handover_service.domain.kinds import AnyEvent
from handover_service.identity import IDS
from handover_service.publishing_guidance import of_guidance, of_signal, of_tracking


def publish(stored: Stored[AnyEvent]) -> PublicEvent | None:
    """The public event made from a stored one, None where it is private."""
    event = stored.event
    if isinstance(event, GuidanceFact):
        return of_guidance(event)
    if isinstance(event, TrackingEvent):
        return of_tracking(event)
    if isinstance(event, SignalEvent):
        return of_signal(event)
    if isinstance(event, ExperienceAnswered):
        return guidance.ExperienceAnswered(
            occurred_at=event.at,
            municipality=event.municipality,
            azc=event.azc,
            month=event.month,
            answer=event.answer,
        )
    return _of_case(event)


def subject(stored: Stored[AnyEvent]) -> str:
    """Under which key it is published: the person, or the place where it is about nobody."""
    event = stored.event
    if isinstance(event, SignalEvent):
        return event.about
    if isinstance(event, ExperienceAnswered):
        return event.municipality
    return publishing_gate.key_of(stored)


def _of_case(event: stored_events.CaseEvent | stored_events.EventVoided) -> PublicEvent | None:
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
        case stored_events.CaseOwnerLeft():
            return guidance.CaseOwnerLeft(
                **IDS.base(event), owner=event.owner, because=event.because
            )
        case stored_events.ClientManagerLeft():
            return guidance.ClientManagerLeft(
                **IDS.base(event),
                municipality=event.municipality,
                client_manager=event.client_manager,
                because=event.because,
            )
        case stored_events.ClientManagerNamed():
            return public.ClientManagerNamed(
                **IDS.base(event),
                municipality=event.municipality,
                client_manager=event.client_manager,
                reason=event.reason,
                until=event.until,
            )
        case stored_events.FirstContactMade():
            return public.FirstContactMade(**IDS.base(event), municipality=event.municipality)
        case stored_events.HandoverPlanned():
            return _planned(event)
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


def _planned(event: stored_events.HandoverPlanned) -> public.HandoverPlanned | None:
    """Nothing as long as the municipality has chosen no scenario."""
    if event.scenario is None:
        return None
    return public.HandoverPlanned(
        **IDS.base(event),
        mode=event.mode,
        scenario=event.scenario,
        scheduled_for=event.scheduled_for,
    )
