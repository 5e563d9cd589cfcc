"""How far the relay is, and whether the log and the store tell the same story."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from continuous_line.contracts import Envelope, decode, public_id
from continuous_line.database import Tx
from continuous_line.errors import ContinuousLineError, HistoryIncomplete, LogAheadOfStore
from continuous_line.event_log import EventLog
from continuous_line.sequencing import stored_ids

_READ = text("SELECT sequence, published FROM relay_checkpoints WHERE topic = :topic")
_MOVE = text("""
    INSERT INTO relay_checkpoints AS c (topic, sequence, published)
    VALUES (:topic, :sequence, :published)
    ON CONFLICT (topic) DO UPDATE SET sequence = :sequence, published = :published
    WHERE c.sequence = :before RETURNING sequence
""")
_LOST = text(
    "SELECT sequence, id FROM lost_events WHERE sequence = ANY(CAST(:sequences AS bigint[]))"
)


class CheckpointMoved(ContinuousLineError):
    """Somebody else moved the checkpoint: this relay is no longer the active one."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Up to `sequence` everything is in the topic that belongs there; `published` is the last
    event that was put there (what follows it was for nobody else)."""

    topic: str
    sequence: int = 0
    published: int = 0

    async def moved(self, tx: Tx, sequence: int, published: int | None) -> "Checkpoint":
        """Raises CheckpointMoved."""
        new = Checkpoint(self.topic, sequence, published or self.published)
        parameters = {
            "topic": new.topic,
            "sequence": new.sequence,
            "published": new.published,
            "before": self.sequence,
        }
        if (await tx.execute(_MOVE, parameters)).first() is None:
            raise CheckpointMoved(self.topic)
        return new


async def read(tx: Tx, topic: str) -> Checkpoint:
    """The start of a topic that nothing was published to yet."""
    row = (await tx.execute(_READ, {"topic": topic})).first()
    return Checkpoint(topic) if row is None else Checkpoint(topic, row.sequence, row.published)


async def reconcile(tx: Tx, log: EventLog, topic: str) -> Checkpoint:
    """Compare the last record of each partition with the store, and give where to go on.

    Call it when the relay's producer is open, so that no predecessor publishes any more. What
    was published just before a crash is found in the log under its id, and the checkpoint moves
    past it (a chunk is in the log as a whole or not at all). Raises LogAheadOfStore where the
    log has events that the store does not know, HistoryIncomplete where the log lost some.
    """
    ends = [decode(record.value) for record in await log.last_records(topic)]
    unknown = await _unknown(tx, ends)
    if unknown:
        raise LogAheadOfStore(
            f"{topic} holds events up to sequence {max(unknown)} that this store does not have"
        )
    checkpoint = await read(tx, topic)
    newest = max((envelope.number for envelope in ends), default=0)
    if newest < checkpoint.published:
        raise HistoryIncomplete(
            f"{topic} ends at sequence {newest}, though {checkpoint.published} was published"
        )
    if newest > checkpoint.sequence:
        checkpoint = await checkpoint.moved(tx, newest, newest)
    return checkpoint


async def _unknown(tx: Tx, ends: Sequence[Envelope]) -> list[int]:
    numbers = [envelope.number for envelope in ends]
    stored = await stored_ids(tx, numbers)
    lost = {row.sequence: row.id for row in await tx.execute(_LOST, {"sequences": numbers})}
    return [
        envelope.number
        for envelope in ends
        if lost.get(envelope.number) != envelope.id
        and not _made_from(stored.get(envelope.number), envelope)
    ]


def _made_from(stored_id: UUID | None, envelope: Envelope) -> bool:
    return stored_id is not None and public_id(stored_id, envelope.type) == envelope.id
