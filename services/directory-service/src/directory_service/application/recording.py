"""What all use cases share: when it happened, and taking it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from continuous_line.act import Act
from continuous_line.codes import VoidReason
from continuous_line.happened import EventVoided
from continuous_line.writing import Writing
from directory_service.domain import corrections
from directory_service.streams import Found, Streams


@dataclass(frozen=True, slots=True)
class TakingBack:
    reason: VoidReason
    occurred_at: datetime | None


def act_on(writing: Writing, occurred_at: datetime | None) -> Act:
    return Act(uuid4(), occurred_at or writing.now, writing.now)


async def void(
    streams: Streams[Any, Any],
    writing: Writing,
    key: str | UUID,
    event_id: UUID,
    taking_back: TakingBack,
) -> int:
    """Take an event of the stream back; `event_id` is the one that others know it by."""
    found = await streams.open(writing, key)
    return await streams.save(writing, key, found, [voiding(writing, found, event_id, taking_back)])


def voiding(
    writing: Writing, found: Found[Any, Any], event_id: UUID, taking_back: TakingBack
) -> EventVoided:
    """Raises UnknownEvent, NotCorrectable, OtherOrganisation or OthersRestOnIt."""
    stored = found.find(event_id)
    return corrections.void(
        found.events,
        stored.event.id,
        taking_back.reason,
        act_on(writing, taking_back.occurred_at),
        recorded_by=stored.context.organisation,
        organisation=writing.who.organisation,
    )
