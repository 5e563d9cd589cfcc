"""A LIPO: the local consultation on integration and participation at an azc (002:1307-1309)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never
from uuid import UUID, uuid5

from continuous_line.act import Act
from continuous_line.happened import EventVoided
from directory_service.domain.corrections import valid
from directory_service.domain.errors import AlreadyRegistered, NotYours
from directory_service.domain.events_meetings import LipoEvent, LipoHeld
from directory_service.domain.own import covers

_LIPOS: Final = UUID("5e1c6a54-77a2-5a53-9c0e-6a4f1b7d8f10")


@dataclass(frozen=True, slots=True)
class Held:
    azc: str
    held_on: date
    on_case_level: bool
    organisations: tuple[str, ...]

    @property
    def lipo_id(self) -> UUID:
        """One a day at an azc: recorded twice it is the same."""
        return uuid5(_LIPOS, f"{self.azc}|{self.held_on}")


@dataclass(frozen=True, slots=True)
class Lipo:
    held: Held | None = None


def evolve(state: Lipo, event: LipoEvent) -> Lipo:
    match event:
        case LipoHeld():
            return Lipo(Held(event.azc, event.held_on, event.on_case_level, event.organisations))
        case EventVoided():
            return state
        case _:
            assert_never(event)


def state_of(events: Iterable[LipoEvent]) -> Lipo:
    state = Lipo()
    for event in valid(events):
        state = evolve(state, event)
    return state


def hold(state: Lipo, held: Held, own: frozenset[str], act: Act) -> list[LipoEvent]:
    """Raises AlreadyRegistered, NotYours, AheadOfNow."""
    if not covers(own, [held.azc]):
        raise NotYours("a LIPO is recorded by those at the azc")
    if state.held is not None:
        raise AlreadyRegistered(f"a LIPO at {held.azc} on {held.held_on} is recorded")
    return [
        LipoHeld(
            id=act.id,
            at=act.at,
            lipo_id=held.lipo_id,
            azc=held.azc,
            held_on=act.past(held.held_on, "heldOn"),
            on_case_level=held.on_case_level,
            organisations=held.organisations,
        )
    ]
