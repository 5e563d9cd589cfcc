"""Which municipalities have a feed: those that subscribe; and what is told to one subscription."""

from datetime import datetime
from uuid import UUID

from continuous_line.database import Tx
from handover_service.subscriptions.feed.reading import Reader


async def begin(tx: Tx, reader: Reader, now: datetime) -> int:
    """A new subscription; the number after which it starts.

    What follows that number begins with how things stand for everybody who is linked to the
    municipality at this moment, told to this subscription only.
    """
    raise NotImplementedError


async def ping(tx: Tx, reader: Reader, now: datetime, source: str) -> UUID:
    """Put a ping at the end of the feed, for this subscription only; the event's id."""
    raise NotImplementedError
