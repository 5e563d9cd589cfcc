"""What every decision is given: the id of the event it may lead to, and when it happened."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from directory_service.domain.errors import AheadOfNow


@dataclass(frozen=True, slots=True)
class Act:
    """`at`: when it happened in the world, aware, UTC; often before it is recorded."""

    id: UUID
    at: datetime


def act(id_: UUID, occurred_at: datetime | None, now: datetime) -> Act:
    """Happened when said, else now. Raises AheadOfNow: nothing is recorded before it happened."""
    if occurred_at is not None and occurred_at > now:
        raise AheadOfNow("occurredAt lies ahead of now")
    return Act(id_, occurred_at or now)
