"""What every decision is given: the id of the event it may lead to, when it happened, and now."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from directory_service.domain.errors import AheadOfNow


@dataclass(frozen=True, slots=True)
class Act:
    """`at`: when it happened in the world, never after `now`; aware, UTC."""

    id: UUID
    at: datetime
    now: datetime

    def __post_init__(self) -> None:
        if self.at > self.now:
            raise AheadOfNow("occurredAt lies ahead of now")
