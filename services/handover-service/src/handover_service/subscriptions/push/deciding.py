"""What the owner decides about dead letters: try again, one or all, or leave out on purpose."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from continuous_line.database import Tx, fetch
from continuous_line.errors import NotFound, Refused
from handover_service.subscriptions import changes
from handover_service.subscriptions.changes import What
from handover_service.subscriptions.standing import State, Subscription

_LOCK: Final = "SELECT 1 AS one FROM push_places WHERE subscription_id = $1 FOR UPDATE"
_REDRIVE: Final = (
    "UPDATE push_deliveries SET state = 'waiting', attempts = 0, failed_since = NULL, "
    "next_try_at = $3 WHERE subscription_id = $1 AND state = 'dead' "
    "AND ($2::bigint IS NULL OR number = $2) RETURNING number"
)
_DISCARD: Final = (
    "DELETE FROM push_deliveries WHERE subscription_id = $1 AND number = $2 AND state = 'dead' "
    "RETURNING permit_holder_id"
)
_RISE: Final = (
    "UPDATE push_deliveries SET head = true WHERE subscription_id = $1 AND number = ("
    "SELECT min(number) FROM push_deliveries WHERE subscription_id = $1 AND permit_holder_id = $2)"
)


class LetterDiscard(StrEnum):
    """Why an event is left out on purpose; a list, so that nothing about a person is typed."""

    KNOWN_OTHERWISE = "known-otherwise"
    """What it says came another way."""
    NOT_NEEDED = "not-needed"
    CANNOT_BE_TAKEN = "cannot-be-taken"
    """The receiving system will never take it as it is."""
    OTHER = "other"


class Ended(Refused):
    code = "subscription-ended"

    def __init__(self) -> None:
        super().__init__("The subscription has ended: nothing is sent any more.")


async def redrive(
    tx: Tx, subscription: Subscription, number: int, *, by: str, now: datetime
) -> None:
    """Try it again from the beginning; what waits behind it follows when it was delivered.

    Raises NotFound where it is no dead letter of this subscription, Ended.
    """
    if not await _redrive(tx, subscription, number, now):
        raise _unknown()
    await changes.record(tx, subscription.id, What.REDRIVEN, at=now, by=by, number=number)


async def redrive_all(tx: Tx, subscription: Subscription, *, by: str, now: datetime) -> int:
    """All dead letters; how many there were. Raises Ended."""
    count = await _redrive(tx, subscription, None, now)
    if count:
        await changes.record(tx, subscription.id, What.REDRIVEN, at=now, by=by, count=count)
    return count


async def discard(
    tx: Tx,
    subscription: Subscription,
    number: int,
    reason: LetterDiscard,
    *,
    by: str,
    now: datetime,
) -> None:
    """Leave it out for good; later events of the same person go on. The reason is kept.

    Raises NotFound where it is no dead letter of this subscription.
    """
    await fetch(tx, _LOCK, subscription.id)
    gone = await fetch(tx, _DISCARD, subscription.id, number)
    if not gone:
        raise _unknown()
    await fetch(tx, _RISE, subscription.id, gone[0].permit_holder_id)
    details = {"number": number, "reason": reason.value}
    await changes.record(tx, subscription.id, What.DISCARDED, at=now, by=by, **details)


async def _redrive(tx: Tx, subscription: Subscription, number: int | None, now: datetime) -> int:
    if subscription.state is State.ENDED:
        raise Ended
    await fetch(tx, _LOCK, subscription.id)
    return len(await fetch(tx, _REDRIVE, subscription.id, number, now))


def _unknown() -> NotFound:
    return NotFound("There is no such dead letter.")
