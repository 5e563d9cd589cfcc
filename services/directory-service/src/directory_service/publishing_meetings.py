"""What is published of LIPO's, visits, regions' profiles and practices: all of it but the words."""

from typing import assert_never

from continuous_line import happened
from continuous_line.contracts import directory as public
from continuous_line.contracts.base import PublicEvent
from directory_service.domain import events_meetings as stored
from directory_service.identity import IDS

Event = stored.LipoEvent | stored.VisitEvent | stored.RegionEvent | stored.PracticeEvent


def publish(event: Event) -> PublicEvent | None:
    match event:
        case stored.LipoHeld():
            return public.LipoHeld(
                occurred_at=event.at,
                azc=event.azc,
                held_on=event.held_on,
                on_case_level=event.on_case_level,
                organisations=event.organisations,
            )
        case stored.VisitScheduled():
            return public.VisitScheduled(
                occurred_at=event.at,
                kind=event.kind,
                azc=event.azc,
                organiser=event.organiser,
                starts_at=event.starts_at,
                ends_at=event.ends_at,
                capacity=event.capacity,
                invited=event.invited,
            )
        case stored.VisitCancelled():
            return public.VisitCancelled(occurred_at=event.at, azc=event.azc)
        case stored.RegionProfilePublished():
            return public.RegionProfilePublished(
                occurred_at=event.at,
                region=event.region,
                sectors=event.sectors,
                valid_from=event.valid_from,
            )
        case stored.PracticeShared():
            return public.PracticeShared(
                occurred_at=event.at, kind=event.kind, topics=event.topics, places=event.places
            )
        case stored.PracticeWithdrawn():
            return public.PracticeWithdrawn(occurred_at=event.at)
        case happened.EventVoided():
            return IDS.voided(event)
        case _:
            assert_never(event)
