"""Whether a municipality knows whom to call at COA: its own answer, the last one counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from continuous_line.act import Act
from continuous_line.happened import EventVoided
from directory_service.domain.contact_events import CoaContactEvent, KnowsCoaContact
from directory_service.domain.corrections import valid
from directory_service.domain.errors import UnknownPlace
from directory_service.domain.keeping import Keeper


@dataclass(frozen=True, slots=True)
class CoaContact:
    municipality: str = ""
    known: bool | None = None
    answered_at: datetime | None = None


def evolve(state: CoaContact, event: CoaContactEvent) -> CoaContact:
    match event:
        case KnowsCoaContact():
            if state.answered_at is not None and event.at < state.answered_at:
                return state
            return CoaContact(event.municipality, event.known, event.at)
        case EventVoided():
            return state
        case _:
            assert_never(event)


def state_of(events: Iterable[CoaContactEvent]) -> CoaContact:
    state = CoaContact()
    for event in valid(events):
        state = evolve(state, event)
    return state


def answer(
    municipality: str, known: bool, *, there: bool, keeper: Keeper, act: Act
) -> list[CoaContactEvent]:
    """`there`: whether it exists on that day. Raises UnknownPlace, NotYours."""
    if not there:
        raise UnknownPlace("no municipality with this code is there on that day")
    keeper.check_all((municipality,))
    return [KnowsCoaContact(id=act.id, at=act.at, municipality=municipality, known=known)]
