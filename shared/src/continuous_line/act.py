"""When something is said to have happened, and what every decision is given of that."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from continuous_line.days import day
from continuous_line.errors import Refused
from continuous_line.happened import Reference


class AheadOfNow(Refused):
    """Only plans may lie ahead."""

    code = "ahead-of-now"


@dataclass(frozen=True, slots=True)
class When:
    """`occurred_at` None: now, or when the corrected fact happened. `replaces`: a public id."""

    occurred_at: datetime | None = None
    replaces: UUID | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """`at`: when it happened in the world; aware, UTC. Raises AheadOfNow if after `now`."""

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

    @property
    def today(self) -> date:
        """The day on which it is recorded: no day of a fact lies after it."""
        return day(self.now)

    def past(self, on: date, name: str) -> date:
        """The day, if it is not ahead of now. Raises AheadOfNow."""
        if on > self.today:
            raise AheadOfNow(f"{name} lies ahead of now")
        return on
