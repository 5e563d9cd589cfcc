"""Taking facts back: only valid ones, only by who recorded them."""

from collections.abc import Iterable, Sequence
from typing import TypeVar
from uuid import UUID

from continuous_line.codes import VoidReason
from directory_service.domain.act import Act
from directory_service.domain.errors import NotCorrectable, OtherOrganisation, OthersRestOnIt
from directory_service.domain.events import EventVoided, Happened, Reference

E = TypeVar("E", bound=Happened)


def valid(events: Iterable[E]) -> list[E]:
    """What nobody took back, in its order."""
    listed = list(events)
    gone = {event.voids.id for event in listed if isinstance(event, EventVoided)}
    return [event for event in listed if event.id not in gone]


def void(
    events: Sequence[Happened],
    fact_id: UUID,
    reason: VoidReason,
    act: Act,
    *,
    recorded_by: str,
    organisation: str,
) -> EventVoided:
    """Raises NotCorrectable, OtherOrganisation, or OthersRestOnIt for a registration in use."""
    facts = [event for event in valid(events) if not isinstance(event, EventVoided)]
    fact = next((fact for fact in facts if fact.id == fact_id), None)
    if fact is None:
        raise NotCorrectable("That event is not valid any more, or is no fact.")
    if not organisation or recorded_by != organisation:
        raise OtherOrganisation("The organisation that recorded a fact takes it back.")
    if fact is facts[0] and len(facts) > 1:
        raise OthersRestOnIt("Take back first what was recorded after it.")
    voided = Reference(id=fact.id, kind=type(fact).__name__)
    return EventVoided(id=act.id, at=act.at, voids=voided, reason=reason)
