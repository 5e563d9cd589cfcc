"""After a restored backup: going on behind the log's end, and saying what the store lost."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from continuous_line import checkpoint
from continuous_line.contracts import Envelope, decode
from continuous_line.database import Tx
from continuous_line.errors import ContinuousLineError
from continuous_line.event_codec import E
from continuous_line.event_log import PARTITIONS, EventLog, TopicPartition
from continuous_line.event_store import COLUMNS, EventStore
from continuous_line.publishing_gate import Gate
from continuous_line.sequencing import last_sequence
from continuous_line.tenure import take_lock

_WAITING = text(f"SELECT {COLUMNS} FROM unsequenced JOIN events e USING (position)")  # noqa: S608
_RECOVERED = text("""
    WITH gone AS (DELETE FROM unsequenced WHERE position = :position)
    INSERT INTO sequenced (sequence, position, recorded_at)
    VALUES (:sequence, :position, :recorded_at)
""")
_LOST = text("""
    INSERT INTO lost_events (sequence, id, type, subject, recorded_at)
    VALUES (:sequence, :id, :type, :subject, :recorded_at) ON CONFLICT DO NOTHING
""")


class RelayActive(ContinuousLineError):
    """A relay holds the lock of this database: stop the workers first."""


@dataclass(frozen=True, slots=True)
class LostEvent:
    """In the log, but no longer in the store. Nothing personal: the subject is opaque."""

    sequence: int
    id: UUID
    type: str
    subject: str
    recorded_at: datetime


async def resume(
    tx: Tx, log: EventLog, name: str, gate: Gate[E], store: EventStore[E]
) -> list[LostEvent]:
    """See `Relay.resume`. Events the backup holds, but not yet their numbers, get those that the
    log knows them by; every other event of the log is lost."""
    if not await take_lock(tx):
        raise RelayActive("a relay of this database is active")
    async with log.publisher(name):
        beyond = await _beyond(log, gate.topic, await last_sequence(tx))
        waiting = {}
        for row in await tx.execute(_WAITING):
            stored = store.stored(row)
            waiting[gate.public_id(stored)] = stored.position
        lost = []
        for envelope in beyond:
            about = {"sequence": envelope.number, "recorded_at": envelope.time}
            position = waiting.get(envelope.id)
            if position is not None:
                await tx.execute(_RECOVERED, about | {"position": position})
                continue
            about |= {"id": envelope.id, "type": envelope.type, "subject": envelope.subject}
            await tx.execute(_LOST, about)
            lost.append(
                LostEvent(
                    envelope.number, envelope.id, envelope.type, envelope.subject, envelope.time
                )
            )
        await checkpoint.reconcile(tx, log, gate.topic)
        await tx.commit()
    return lost


async def _beyond(log: EventLog, topic: str, last: int) -> list[Envelope]:
    """What the log holds after the number `last`, in order of number; each number once."""
    ends = await log.end_offsets([topic])
    found: dict[int, Envelope] = {}
    async with log.reader({TopicPartition(topic, n): 0 for n in range(PARTITIONS)}) as reader:
        while any([await reader.position(at) < end for at, end in ends.items()]):
            for records in (await reader.read(1.0)).values():
                for record in records:
                    envelope = decode(record.value)
                    if envelope.number > last:
                        found[envelope.number] = envelope
    return [found[number] for number in sorted(found)]
