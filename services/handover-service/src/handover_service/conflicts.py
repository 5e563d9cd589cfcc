"""What somebody else did meanwhile, for whoever acted on what they saw before."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from continuous_line.event_store import Stored
from handover_service.domain.events import Event
from handover_service.identity import IDS


def since(stored: Sequence[Stored[Event]], case_id: UUID, seen: int) -> list[dict[str, Any]]:
    """What happened to the case after that version of the stream: kinds of events, no content.

    What is published to nobody is not told here either.
    """
    return [
        {
            "type": type(one.event).__name__,
            "occurredAt": one.event.at.isoformat(),
            "recordedAt": one.recorded_at.isoformat(),
            "organisation": one.context.organisation,
            "roles": list(one.context.roles),
        }
        for one in stored[seen:]
        if one.event.case_id == case_id and IDS.of(one.event) is not None
    ]
