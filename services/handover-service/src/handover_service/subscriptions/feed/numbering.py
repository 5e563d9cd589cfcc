"""Numbers of a municipality's feed: given without a gap, in the order of commits."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Final
from uuid import UUID

from continuous_line.contracts import Envelope, encode
from continuous_line.database import Tx, copy_rows, fetch

_TAKE: Final = """
    UPDATE feed_counters SET last = last + $2 WHERE municipality = $1 RETURNING last
    """
_COLUMNS: Final = (
    "municipality", "number", "event_id", "permit_holder_id", "link_id", "only_for", "type",
    "made_at", "envelope",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """A row to come. `envelope`: where it was made for the feed and is in no topic."""

    municipality: str
    event_id: UUID
    permit_holder_id: UUID
    link_id: UUID | None
    type: str
    only_for: UUID | None = None
    envelope: Envelope | None = None


def made(
    envelope: Envelope, municipality: str, link_id: UUID | None, only_for: UUID | None = None
) -> New:
    """A row of an event that was made for this feed."""
    return New(
        municipality=municipality, event_id=envelope.id, permit_holder_id=UUID(envelope.subject),
        link_id=link_id, type=envelope.type, only_for=only_for, envelope=envelope,
    )  # fmt: skip


async def append(tx: Tx, rows: Iterable[New], now: datetime) -> None:
    """Give them the next numbers, in this order. Who has no counter has no feed: left out.

    The lock on the counter is kept until the commit, so nobody reads past a number that comes
    later; counters are taken in one order, so nobody waits for who waits for them.
    """
    feeds: dict[str, list[New]] = defaultdict(list)
    for row in rows:
        feeds[row.municipality].append(row)
    records: list[Sequence[object]] = []
    for municipality in sorted(feeds):
        wanted = feeds[municipality]
        taken = await fetch(tx, _TAKE, municipality, len(wanted))
        if taken:
            numbers = count(taken[0].last - len(wanted) + 1)
            records += [_record(row, next(numbers), now) for row in wanted]
    if records:
        await copy_rows(tx, "feed_rows", _COLUMNS, records)


def _record(row: New, number: int, now: datetime) -> Sequence[object]:
    envelope = None if row.envelope is None else encode(row.envelope)
    return (
        row.municipality, number, row.event_id, row.permit_holder_id, row.link_id, row.only_for,
        row.type, now, envelope,
    )  # fmt: skip
