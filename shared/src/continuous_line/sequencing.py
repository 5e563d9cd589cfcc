"""The order in which events became visible: dense numbers, by which everything reads on.

Neither position nor transaction id is the order of commits. `append` leaves each position in
`unsequenced`; here all that is visible moves, in order of position, to `sequenced`. An event
appended later to the same stream has a higher position and saw the earlier one, so a stream
keeps its order; what commits late gets a later number, so a reader of `sequence > n` skips
nothing. Only the relay, which is alone, sequences.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic
from uuid import UUID

from sqlalchemy import BigInteger, Column, DateTime, MetaData, Table, Text, Uuid, text

from continuous_line.database import Tx, fetch
from continuous_line.event_codec import E
from continuous_line.event_store import COLUMNS, EventStore, Stored

BATCH = 10_000


def tables(metadata: MetaData) -> tuple[Table, ...]:
    """`lost_events`: what the log holds and a restored store no longer does."""
    sequenced = Table(
        "sequenced",
        metadata,
        Column("sequence", BigInteger, primary_key=True, autoincrement=False),
        Column("position", BigInteger, nullable=False, unique=True),
        Column("recorded_at", DateTime(timezone=True), nullable=False),
    )
    checkpoints = Table(
        "relay_checkpoints",
        metadata,
        Column("topic", Text, primary_key=True),
        Column("sequence", BigInteger, nullable=False),
        Column("published", BigInteger, nullable=False),
    )
    lost = Table(
        "lost_events",
        metadata,
        Column("sequence", BigInteger, primary_key=True, autoincrement=False),
        Column("id", Uuid, nullable=False),
        Column("type", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column("recorded_at", DateTime(timezone=True), nullable=False),
    )
    return sequenced, checkpoints, lost


@dataclass(frozen=True, slots=True)
class Sequenced(Generic[E]):
    """`recorded_at` never decreases with `sequence`; it is the `time` of the public event."""

    sequence: int
    recorded_at: datetime
    stored: Stored[E]


_SEQUENCE = text("""
    WITH last AS (
      SELECT max(number) AS number, max(moment) AS moment FROM (
        (SELECT sequence AS number, recorded_at AS moment FROM sequenced
         ORDER BY sequence DESC LIMIT 1)
        UNION ALL
        (SELECT sequence, recorded_at FROM lost_events ORDER BY sequence DESC LIMIT 1)
        UNION ALL SELECT 0, '-infinity') AS known),
    moved AS (
      DELETE FROM unsequenced WHERE position IN
        (SELECT position FROM unsequenced ORDER BY position LIMIT :batch)
      RETURNING position)
    INSERT INTO sequenced (sequence, position, recorded_at)
    SELECT last.number + row_number() OVER (ORDER BY position), position,
           greatest(last.moment, max(e.recorded_at) OVER (ORDER BY position))
    FROM moved JOIN events e USING (position) CROSS JOIN last
    RETURNING sequence
""")
_READ = text(
    f"SELECT {COLUMNS}, s.sequence, s.recorded_at AS sequenced_at "  # noqa: S608
    "FROM sequenced s JOIN events e USING (position) "
    "WHERE s.sequence > :after ORDER BY s.sequence LIMIT :limit"
)
_LAST = text("SELECT coalesce(max(sequence), 0) FROM sequenced")
_UNPUBLISHED = """
    SELECT e.stream FROM (
      SELECT position FROM unsequenced UNION ALL
      SELECT position FROM sequenced
      WHERE sequence > (SELECT coalesce(max(sequence), 0) FROM relay_checkpoints)
    ) behind JOIN events e USING (position) WHERE e.stream = ANY($1) AND e.kind = ANY($2)
    """
_IDS = text(
    "SELECT s.sequence, e.id FROM sequenced s JOIN events e USING (position) "
    "WHERE s.sequence = ANY(CAST(:sequences AS bigint[]))"
)


async def sequence(tx: Tx, batch: int = BATCH) -> int:
    """Number what is visible, at most `batch` of it; gives how many."""
    return len((await tx.execute(_SEQUENCE, {"batch": batch})).all())


async def last_sequence(tx: Tx) -> int:
    """The highest number given to an event that this store has; 0 without any."""
    return int((await tx.execute(_LAST)).scalar_one())


async def unpublished(tx: Tx, streams: Collection[str], kinds: Collection[str]) -> set[str]:
    """The streams with an event of these kinds that is stored and that the log may not have yet."""
    rows = await fetch(tx, _UNPUBLISHED, list(streams), list(kinds)) if streams else []
    return {row.stream for row in rows}


async def stored_ids(tx: Tx, sequences: list[int]) -> Mapping[int, UUID]:
    """The stored ids under these numbers, as far as there are any."""
    return {row.sequence: row.id for row in await tx.execute(_IDS, {"sequences": sequences})}


async def read_sequenced(
    tx: Tx, store: EventStore[E], after: int, limit: int
) -> list[Sequenced[E]]:
    """The events that follow number `after`, in order, at most `limit`."""
    rows = await tx.execute(_READ, {"after": after, "limit": limit})
    return [Sequenced(row.sequence, row.sequenced_at, store.stored(row)) for row in rows]
