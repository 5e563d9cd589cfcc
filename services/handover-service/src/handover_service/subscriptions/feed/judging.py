"""What is to be done with rows of a feed, by the links as they are at this moment."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from continuous_line import parking
from continuous_line.contracts import EventVoided
from continuous_line.database import Tx, fetch
from continuous_line.days import day
from continuous_line.event_log.partitioning import partition_of
from continuous_line.links_heard import KINDS
from continuous_line.sequencing import unpublished
from continuous_line.watchdog import FRESH_LIMIT
from handover_service.identity import FEED, stream_of
from handover_service.subscriptions.feed.places import MERGED, heir

_KINDS: Final = {kind.__name__ for kind in KINDS} | {EventVoided.__name__}
_FRESH: Final = "SELECT partition, caught_up_at FROM consumer_progress WHERE consumer = $1"


class Due(StrEnum):
    """What is to be done with a row, judged at this moment."""

    TELL = "tell"
    WAIT = "wait"
    """What decides about the person is late or could not be handled: nobody knows the right."""
    PASS = "pass"  # noqa: S105
    """The right is gone, or the person is erased: it is passed over, for good."""


async def judging(
    tx: Tx, municipality: str, rows: Sequence[Any], now: datetime
) -> Callable[[Any], Due]:
    """How to judge these rows of a municipality's feed: read in one snapshot with them.

    A row has `permit_holder_id`, `link_id`, `linked_to` and `holds`.
    """
    if not rows:
        return lambda _: Due.PASS
    persons = {str(row.permit_holder_id) for row in rows if row.link_id is not None}
    late = await _late(tx, persons)
    successors = {row.code: row.successor for row in await fetch(tx, MERGED, day(now))}

    def judge(row: Any) -> Due:
        if row.link_id is None:
            return Due.TELL
        if str(row.permit_holder_id) in late:
            return Due.WAIT
        here = row.holds and heir(successors, row.linked_to) == municipality
        return Due.TELL if here else Due.PASS

    return judge


async def _late(tx: Tx, persons: Collection[str]) -> frozenset[str]:
    """Of whom something is held back, or not heard for longer than may be (by the real time); or
    a link begins or ends that this service has recorded and its relay has not published yet."""
    held = await parking.held_keys(tx, FEED, "live", persons) if persons else set()
    streams = {stream_of(UUID(person)): person for person in persons}
    unsaid = {streams[one] for one in await unpublished(tx, streams, _KINDS)}
    by = datetime.now(UTC) - FRESH_LIMIT
    fresh = {
        row.partition
        for row in await fetch(tx, _FRESH, FEED)
        if row.caught_up_at is not None and row.caught_up_at >= by
    }
    return frozenset(held | unsaid | {one for one in persons if partition_of(one) not in fresh})
