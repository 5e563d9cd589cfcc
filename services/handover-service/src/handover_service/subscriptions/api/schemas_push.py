"""How a push subscription does, and what its owner decides about what was given up."""

from uuid import UUID

from pydantic import Field

from continuous_line.fields import Answer, Body, Moment
from handover_service.subscriptions.push.deciding import LetterDiscard


class Progress(Answer):
    """What waits, of a push subscription."""

    unread: int = Field(description="Events after the place up to which its feed was looked at.")
    waiting: int = Field(description="Events to be sent.")
    dead_letters: int
    oldest: Moment | None = Field(description="When the oldest of those that wait was made.")
    delivered: int
    delivered_at: Moment | None
    passed: int = Field(description="Left out: no right to them any more when they were due.")
    failures: int = Field(description="Deliveries that failed in a row.")
    resting_until: Moment | None = Field(description="The sink is left alone until then.")
    next_try_at: Moment | None


class Try(Answer):
    """`reason`: a code, `accepted` where the sink took it."""

    at: Moment
    event_id: UUID
    type: str
    attempt: int
    milliseconds: int
    status: int | None = Field(description="Null: there was no answer.")
    reason: str


class Tries(Answer):
    items: list[Try]


class DeadLetter(Answer):
    """A delivery that is not tried any more by itself."""

    number: int = Field(description="In the feed.")
    event_id: UUID | None
    type: str | None
    made_at: Moment
    attempts: int
    failed_since: Moment | None
    last_tried_at: Moment | None
    status: int | None
    reason: str | None
    waiting_behind: int = Field(description="Later events about the same person.")


class NewLetterDiscard(Body):
    reason: LetterDiscard = Field(description="Why it is left out on purpose.")
