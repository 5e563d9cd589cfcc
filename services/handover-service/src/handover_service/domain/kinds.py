"""Every kind of event that this service stores, of all its streams."""

from typing import get_args

from handover_service.domain.events import Event
from handover_service.domain.events_experience import ExperienceAnswered
from handover_service.domain.events_signals import SignalEvent
from handover_service.domain.events_tracking import TrackingEvent

AnyEvent = Event | TrackingEvent | SignalEvent | ExperienceAnswered
KINDS: tuple[type[AnyEvent], ...] = get_args(AnyEvent)
