"""How things stand for a person when a municipality begins to be told: pure, without any text."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from continuous_line.contracts import PublicEvent, handover, profile
from continuous_line.contracts.subscription import StateTold
from continuous_line.links import Link
from continuous_line.links_heard import moment_of
from handover_service.subscriptions.feed.sorting import Heard, valid

E = TypeVar("E", bound=PublicEvent)


def state(heard: Iterable[Heard], link: Link, at: datetime) -> StateTold:
    """What holds of the person, and of what was arranged under this link with its municipality.

    `at`: when it is told. What was arranged under an earlier link holds no more.
    """
    known = sorted(valid(heard), key=lambda one: (one.event.occurred_at, one.sequence))
    events = [one.event for one in known]
    here = [one for one in events if _under(one, link)]
    permit = _last(events, profile.PermitGranted)
    sent = _last(here, profile.ProfileSent)
    planned = _last(here, handover.HandoverPlanned)
    move, moved = _last(here, handover.MovePlanned), _last(here, handover.MovedToMunicipality)
    closed = _last(here, handover.HandoverClosed)
    return StateTold(
        occurred_at=at,
        link_id=link.id,
        municipality=link.municipality,
        linked_at=link.since,
        permit_granted_on=permit.granted_on if permit else None,
        azc=_azc(events),
        household_id=_household(events),
        profile_version=sent.profile_version if sent else None,
        profile_sent_at=_at(sent),
        handover_planned_for=planned.scheduled_for if planned else None,
        handover_planned_mode=planned.mode if planned else None,
        warm_handover_at=_at(_last(here, handover.WarmHandoverHeld)),
        handover_by_phone_at=_at(_last(here, handover.HandoverByPhone)),
        handover_not_held_at=_at(_last(here, handover.HandoverNotHeld)),
        move_planned_on=move.planned_on if move else None,
        moved_on=moved.moved_on if moved else None,
        accepted_at=_at(_last(here, handover.CaseAccepted)),
        closed_at=_at(closed),
        outcome=closed.outcome if closed else None,
    )


def _under(event: PublicEvent, link: Link) -> bool:
    if moment_of(event) < link.since:
        return False
    return getattr(event, "municipality", link.municipality) == link.municipality


def _last(events: Iterable[PublicEvent], kind: type[E]) -> E | None:
    found = None
    for event in events:
        if isinstance(event, kind):
            found = event
    return found


def _azc(events: Iterable[PublicEvent]) -> str | None:
    azc: str | None = None
    for event in events:
        match event:
            case profile.ProfileOpened(azc=here) | handover.ReturnedToReception(azc=here):
                azc = here
            case profile.PermitHolderRelocated(to_azc=here):
                azc = here
            case handover.MovedToMunicipality():
                azc = None
            case _:
                pass
    return azc


def _household(events: Iterable[PublicEvent]) -> UUID | None:
    household: UUID | None = None
    for event in events:
        match event:
            case profile.HouseholdMemberJoined(household_id=joined):
                household = joined
            case profile.HouseholdMemberLeft():
                household = None
            case _:
                pass
    return household


def _at(event: PublicEvent | None) -> datetime | None:
    return None if event is None else event.occurred_at
