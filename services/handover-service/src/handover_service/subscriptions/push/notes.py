"""What came of a delivery that was taken up, to be written down."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Fate(StrEnum):
    DELIVERED = "delivered"
    PASSED = "passed"
    """Left out: nobody there may be told, or its form has no message for it."""
    FAILED = "failed"
    PUT_OFF = "put-off"
    """Nobody knows yet whether the right holds; this is no try."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One request to the sink. `attempt`: 1 is the first of this event."""

    event_id: UUID
    type: str
    attempt: int
    milliseconds: int
    status: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """`next_try_at`: None where it is not tried again."""

    number: int
    fate: Fate
    at: datetime
    next_try_at: datetime | None = None
    tried: Try | None = None
