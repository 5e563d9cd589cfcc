"""What every decision is given: the id of the event it may lead to, when it happened, and now."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from handover_service.domain.days import day
from handover_service.domain.errors import AheadOfNow
from handover_service.domain.events import Reference


@dataclass(frozen=True, slots=True)
class Act:
    """`at`: when it happened in the world, never after `now`; aware, UTC."""

    id: UUID
    at: datetime
    now: datetime
    replaces: Reference | None = None

    def __post_init__(self) -> None:
        if self.at > self.now:
            raise AheadOfNow("occurredAt lies ahead of now")

    @property
    def on(self) -> date:
        """The day on which it happened."""
        return day(self.at)
