"""Taking facts back: only valid ones, only by who recorded them."""

from collections.abc import Iterable, Sequence
from typing import TypeVar
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import VoidReason
from continuous_line.corrections import OthersRestOnIt, correctable
from continuous_line.happened import EventVoided, Happened

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
    voided = correctable(facts, fact_id, recorded_by=recorded_by, organisation=organisation)
    if voided.id == facts[0].id and len(facts) > 1:
        raise OthersRestOnIt("Take back first what was recorded after it.")
    return EventVoided(id=act.id, at=act.at, voids=voided, reason=reason)
