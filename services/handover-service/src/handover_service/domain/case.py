"""The facts about one person's cases, and what is valid of one case.

A case runs from the first link of a stay to its closing. Facts are kept as they were recorded;
everything else is derived from the valid ones, in the order in which they happened.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import reduce
from typing import TypeVar
from uuid import UUID

from continuous_line.days import day
from handover_service.domain.events import (
    Event,
    EventVoided,
    HandoverClosed,
    HandoverPlanned,
    MovedToMunicipality,
    MovePlanned,
    MunicipalityLinked,
    MunicipalityUnlinked,
    ReturnedToReception,
    Talk,
)
from handover_service.domain.fact import Fact

F = TypeVar("F")
A = TypeVar("A", HandoverPlanned, MovePlanned)
Step = MovedToMunicipality | ReturnedToReception


@dataclass(frozen=True, slots=True)
class State:
    """Everything recorded about one person, as recorded; `gone` is voided or replaced."""

    facts: tuple[Fact, ...] = ()
    gone: frozenset[UUID] = frozenset()

    @property
    def valid(self) -> list[Fact]:
        """As they were recorded."""
        return [fact for fact in self.facts if fact.id not in self.gone]


def evolve(state: State, event: Event) -> State:
    """The state after the event."""
    if isinstance(event, EventVoided):
        return replace(state, gone=state.gone | {event.voids.id})
    gone = state.gone if event.replaces is None else state.gone | {event.replaces.id}
    return State((*state.facts, event), gone)


def fold(events: Iterable[Event], state: State | None = None) -> State:
    return reduce(evolve, events, state or State())


@dataclass(frozen=True, slots=True)
class Case:
    """What is valid of one case, in the order in which it happened."""

    id: UUID
    facts: tuple[Fact, ...]

    def all(self, kind: type[F]) -> list[F]:
        return [fact for fact in self.facts if isinstance(fact, kind)]

    def last(self, kind: type[F]) -> F | None:
        return next((fact for fact in reversed(self.facts) if isinstance(fact, kind)), None)

    @property
    def talks(self) -> list[Talk]:
        """Held or not held, with whatever municipality."""
        return [fact for fact in self.facts if isinstance(fact, Talk)]

    @property
    def links(self) -> list[MunicipalityLinked]:
        return self.all(MunicipalityLinked)

    @property
    def opened_on(self) -> date | None:
        """The day of the first link; None where every link was taken back."""
        return day(self.links[0].at) if self.links else None

    @property
    def closing(self) -> HandoverClosed | None:
        return self.last(HandoverClosed)

    def link(self, moment: datetime) -> MunicipalityLinked | None:
        """The link in force at that moment; who came back to reception is linked anew."""
        said = [f for f in self.facts if f.at <= moment and _about_link(f)]
        return said[-1] if said and isinstance(said[-1], MunicipalityLinked) else None

    def link_on(self, moment: datetime) -> MunicipalityLinked | None:
        """The link in force at that moment, or else one made later on that day."""
        on_that_day = (link for link in self.links if day(link.at) == day(moment))
        return self.link(moment) or next(on_that_day, None)

    def move(self, on: date) -> MovedToMunicipality | None:
        """The move after which the person lived in a municipality on that day."""
        steps = [f for f in self.facts if isinstance(f, Step) and _on(f) <= on]
        steps.sort(key=_on)
        return steps[-1] if steps and isinstance(steps[-1], MovedToMunicipality) else None

    def municipality(self, moment: datetime) -> str | None:
        """Moved to, else linked to, at that moment."""
        place = self.move(day(moment)) or self.link_on(moment)
        return place.municipality if place else None

    def since_parted(self, municipality: str | None) -> list[Fact]:
        """What happened since the person was last unlinked from this municipality, or came back.

        What was arranged before for a time ahead holds no more, also after a new link to it.
        """
        parted = [number for number, fact in enumerate(self.facts, 1) if _parts(fact, municipality)]
        return list(self.facts[parted[-1] if parted else 0 :])

    def arranged(self, kind: type[A], municipality: str | None) -> A | None:
        """The last plan of that kind, where it is one with this municipality and holds still."""
        made = [fact for fact in self.since_parted(municipality) if isinstance(fact, kind)]
        return made[-1] if made and made[-1].municipality == municipality else None

    def azc_at(self, moment: datetime) -> tuple[str, datetime] | None:
        """The reception centre that the case's own facts name for that moment, and since when.

        What happened on the day of the link counts as after it.
        """
        kinds = MunicipalityLinked | ReturnedToReception
        named = [f for f in self.facts if isinstance(f, kinds)]
        before = [f for f in named if f.at <= moment]
        found = before[-1:] or [f for f in named if day(f.at) == day(moment)]
        return (found[0].azc, found[0].at) if found else None


def cases(state: State) -> list[UUID]:
    """The person's cases, in the order in which they were opened."""
    return list(dict.fromkeys(fact.case_id for fact in state.facts))


def case(state: State, case_id: UUID) -> Case:
    facts = [fact for fact in state.valid if fact.case_id == case_id]
    return Case(case_id, tuple(sorted(facts, key=lambda fact: fact.at)))


def latest(state: State) -> Case | None:
    """The person's last case, open or closed."""
    known = cases(state)
    return case(state, known[-1]) if known else None


def _parts(fact: Fact, municipality: str | None) -> bool:
    if isinstance(fact, MunicipalityUnlinked):
        return fact.municipality == municipality
    return isinstance(fact, ReturnedToReception)


def _about_link(fact: Fact) -> bool:
    return isinstance(fact, MunicipalityLinked | MunicipalityUnlinked | ReturnedToReception)


def _on(fact: Step) -> date:
    return fact.moved_on if isinstance(fact, MovedToMunicipality) else day(fact.at)
