"""From what a row says to the events of a new profile, by the rules of the domain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from uuid import UUID, uuid5

from continuous_line.act import Act
from profile_service.domain import sending, stay
from profile_service.domain.contents import Entry
from profile_service.domain.events import ContentOf, ProfileEvent, ProfileSectionRecorded
from profile_service.domain.profile import Profile, evolve
from profile_service.intake.arrivals import Arrival


@dataclass(frozen=True, slots=True)
class Opening:
    """A profile that one row opens; `kept`: what goes into the vault."""

    person: UUID
    events: Sequence[ProfileEvent]
    state: Profile
    kept: Sequence[tuple[ContentOf, Entry]]


def opening(arrival: Arrival, person: UUID, now: datetime) -> Opening:
    """The ids of the events follow from the person: done again, they are the same.

    Raises what the decisions raise.
    """
    acts = _acts(person, now)
    begun = Act(next(acts).id, arrival.opened_at or now, now)
    state, events = Profile(), list[ProfileEvent]()

    def add(decided: Sequence[ProfileEvent]) -> None:
        nonlocal state
        for event in decided:
            state = evolve(state, event)
            events.append(event)

    add(stay.open_profile(state, arrival.azc, begun))
    if arrival.granted_on is not None:
        add(stay.grant_permit(state, arrival.granted_on, next(acts)))
    for entry in arrival.entries:
        add(sending.record_section(state, entry, next(acts)))
    recorded = [event for event in events if isinstance(event, ProfileSectionRecorded)]
    kept = [
        (ContentOf(section=event.section, version=event.content_version), entry)
        for event, entry in zip(recorded, arrival.entries, strict=True)
    ]
    return Opening(person, events, state, kept)


def _acts(person: UUID, now: datetime) -> Iterator[Act]:
    return (Act(uuid5(person, str(number)), now, now) for number in count())
