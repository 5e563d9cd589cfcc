"""A programme that runs at some places only. What is not described may be anywhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from continuous_line.act import Act
from continuous_line.happened import EventVoided
from directory_service.domain.corrections import valid
from directory_service.domain.events_offers import ProgrammeDescribed, ProgrammeEvent


@dataclass(frozen=True, slots=True)
class Programme:
    """`places` None: nobody said where it runs."""

    programme: str = ""
    places: frozenset[str] | None = None


def evolve(state: Programme, event: ProgrammeEvent) -> Programme:
    match event:
        case ProgrammeDescribed():
            return Programme(event.programme, frozenset(event.places))
        case EventVoided():
            return state
        case _:
            assert_never(event)


def state_of(events: Iterable[ProgrammeEvent]) -> Programme:
    state = Programme()
    for event in valid(events):
        state = evolve(state, event)
    return state


def describe(
    state: Programme, programme: str, places: tuple[str, ...], act: Act
) -> list[ProgrammeEvent]:
    """It runs at these places; nothing where nothing changes."""
    if state.places == frozenset(places):
        return []
    return [ProgrammeDescribed(id=act.id, at=act.at, programme=programme, places=places)]
