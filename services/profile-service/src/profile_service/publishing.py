"""From what is stored to what others read: the one gate."""

from typing import Any, assert_never

from continuous_line import happened
from continuous_line.contracts import profile as public
from continuous_line.contracts.base import EventVoided, PublicEvent
from continuous_line.event_store import Stored
from continuous_line.happened import Fact
from profile_service.domain import events as stored_events
from profile_service.domain.events import Event
from profile_service.identity import DOMAIN, public_reference

__all__ = ["DOMAIN", "TOPIC", "publish", "subject"]

TOPIC = public.TOPIC


def publish(stored: Stored[Event]) -> PublicEvent | None:
    """The public event made from a stored one; nothing in it is personal."""
    event = stored.event
    match event:
        case stored_events.ProfileOpened():
            return public.ProfileOpened(**_base(event), azc=event.azc)
        case stored_events.PermitGranted():
            return public.PermitGranted(**_base(event), granted_on=event.granted_on)
        case stored_events.PermitHolderRelocated():
            return public.PermitHolderRelocated(
                **_base(event), from_azc=event.from_azc, to_azc=event.to_azc
            )
        case stored_events.StayEnded():
            return public.StayEnded(**_base(event), reason=event.reason)
        case stored_events.HouseholdMemberJoined():
            return public.HouseholdMemberJoined(**_base(event), household_id=event.household_id)
        case stored_events.HouseholdMemberLeft():
            return public.HouseholdMemberLeft(**_base(event), household_id=event.household_id)
        case stored_events.ProfileSectionRecorded():
            return public.ProfileSectionRecorded(
                **_base(event), section=event.section, completeness=event.completeness
            )
        case stored_events.ProfileCompleted():
            return public.ProfileCompleted(
                **_base(event),
                completeness=event.completeness,
                profile_version=event.profile_version,
            )
        case stored_events.ProfileSent():
            return public.ProfileSent(
                **_base(event),
                municipality=event.municipality,
                profile_version=event.profile_version,
            )
        case stored_events.ProfileViewed():
            return public.ProfileViewed(
                occurred_at=event.at,
                municipality=event.municipality,
                profile_version=event.profile_version,
            )
        case stored_events.SupplementRequested():
            return public.SupplementRequested(
                **_base(event), municipality=event.municipality, sections=event.sections
            )
        case stored_events.ActivityRecorded():
            return public.ActivityRecorded(
                **_base(event),
                activity_id=event.activity_id,
                activity_type=event.activity_type,
                setting=event.setting,
                started_on=event.started_on,
                ended_on=event.ended_on,
                programme=event.programme,
                continues_after_move=event.continues_after_move,
            )
        case stored_events.ActivityEnded():
            return public.ActivityEnded(
                **_base(event),
                activity_id=event.activity_id,
                ended_on=event.ended_on,
                reason=event.reason,
            )
        case happened.EventVoided():
            voids = public_reference(event.voids)
            return EventVoided(occurred_at=event.at, voids=voids, reason=event.reason)
        case _:
            assert_never(event)


def subject(stored: Stored[Event]) -> str:
    """The permit holder's opaque id: what follows the stream's prefix."""
    return stored.stream.partition("-")[2]


def _base(event: Fact) -> dict[str, Any]:
    replaces = public_reference(event.replaces) if event.replaces else None
    return {"occurred_at": event.at, "replaces": replaces}
