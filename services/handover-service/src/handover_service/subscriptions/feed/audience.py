"""Which municipalities have a feed: those that subscribe; and what is told to one subscription."""

from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from continuous_line.contracts.subscription import Ping
from continuous_line.database import Tx, fetch
from continuous_line.days import day
from handover_service.subscriptions.feed.numbering import append, made
from handover_service.subscriptions.feed.places import alone, places, under
from handover_service.subscriptions.feed.reading import Reader
from handover_service.subscriptions.feed.telling import told
from handover_service.subscriptions.feed.telling_state import states

_BEGIN: Final = """
    INSERT INTO feed_counters AS c (municipality, begun_at) VALUES ($1, $2)
    ON CONFLICT (municipality) DO UPDATE SET municipality = c.municipality
    RETURNING last
    """
_END: Final = """
    WITH own AS (
      SELECT municipality, number FROM feed_rows
      WHERE municipality = $1 AND number > $2 AND only_for = $3 FOR UPDATE SKIP LOCKED
    )
    DELETE FROM feed_rows r USING own
    WHERE r.municipality = own.municipality AND r.number = own.number
    """
"""What is locked goes already: with its term, or with who is erased."""


async def begin(tx: Tx, reader: Reader, now: datetime, source: str) -> int:
    """A new subscription; the number after which it starts.

    What follows that number begins with how things stand for everybody who is linked to the
    municipality at this moment, told to this subscription only. Nothing is heard meanwhile.
    """
    await alone(tx)
    last: int = (await fetch(tx, _BEGIN, reader.municipality, now))[0].last
    await _tell_all(tx, reader, now, source, because=reader.subscription_id)
    return last


async def retell(tx: Tx, reader: Reader, now: datetime, source: str) -> None:
    """How things stand, at the end of the feed and to this subscription only: for whoever missed
    what is no longer kept. The caller took `places.alone` before every other lock."""
    await _tell_all(tx, reader, now, source, because=uuid4())


async def _tell_all(tx: Tx, reader: Reader, now: datetime, source: str, *, because: UUID) -> None:
    at = await places(tx, day(now))
    rows = [
        made(envelope, reader.municipality, link_id, reader.subscription_id)
        async for envelope, link_id in states(
            tx, under(at.successors, reader.municipality), now, source=source, because=because
        )
    ]
    await append(tx, rows, now)


async def ping(tx: Tx, reader: Reader, now: datetime, source: str) -> UUID:
    """Put a ping at the end of the feed, for this subscription only; the event's id."""
    event = Ping(occurred_at=now, subscription_id=reader.subscription_id)
    envelope = told(event, reader.subscription_id, cause=uuid4(), source=source, at=now)
    await append(tx, [made(envelope, reader.municipality, None, reader.subscription_id)], now)
    return envelope.id


async def end(tx: Tx, reader: Reader, starts_after: int) -> None:
    """What was told to this subscription only goes; the numbers are not given again."""
    await fetch(tx, _END, reader.municipality, starts_after, reader.subscription_id)
