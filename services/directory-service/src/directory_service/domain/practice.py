"""A good practice, or an explanation of how something works, shared for others to find."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes_directory import PracticeKind
from continuous_line.happened import EventVoided
from directory_service.domain.corrections import valid
from directory_service.domain.errors import AlreadyRegistered, PracticeGone, UnknownPractice
from directory_service.domain.events_meetings import (
    PracticeEvent,
    PracticeShared,
    PracticeWithdrawn,
)


@dataclass(frozen=True, slots=True)
class Practice:
    practice_id: UUID | None = None
    kind: PracticeKind = PracticeKind.PRACTICE
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    shared_at: datetime | None = None
    withdrawn_at: datetime | None = None


def evolve(state: Practice, event: PracticeEvent) -> Practice:
    match event:
        case PracticeShared():
            return Practice(event.practice_id, event.kind, event.topics, event.places, event.at)
        case PracticeWithdrawn():
            return replace(state, withdrawn_at=event.at)
        case EventVoided():
            return state
        case _:
            assert_never(event)


def state_of(events: Iterable[PracticeEvent]) -> Practice:
    state = Practice()
    for event in valid(events):
        state = evolve(state, event)
    return state


def share(
    state: Practice,
    practice_id: UUID,
    kind: PracticeKind,
    *,
    topics: tuple[str, ...],
    places: tuple[str, ...],
    act: Act,
) -> list[PracticeEvent]:
    """Raises AlreadyRegistered."""
    if state.practice_id is not None:
        raise AlreadyRegistered("a practice with this id is shared")
    return [
        PracticeShared(
            id=act.id,
            at=act.at,
            practice_id=practice_id,
            kind=kind,
            topics=topics,
            places=places,
        )
    ]


def withdraw(state: Practice, act: Act) -> list[PracticeEvent]:
    """Raises UnknownPractice, PracticeGone."""
    if state.practice_id is None:
        raise UnknownPractice("no practice with this id is shared")
    if state.withdrawn_at is not None:
        raise PracticeGone("this practice was withdrawn")
    return [PracticeWithdrawn(id=act.id, at=act.at, practice_id=state.practice_id)]
