"""Bring a rebuilt generation exactly as far as the serving one was at a moment."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from continuous_line.database import Database, Tx
from continuous_line.delivery import Delivery, Held
from continuous_line.errors import StaleOwner
from continuous_line.event_log.port import PARTITIONS, EventLog, LogRecord, TopicPartition
from continuous_line.handlers import fixed
from continuous_line.retrying import transient
from report_service import generations
from report_service.projections import CONSUMER, TOPICS, project
from report_service.tables import metadata

Offsets = Mapping[TopicPartition, int]
_positions = metadata.tables["consumer_positions"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A generation in one snapshot: how far it had read, and its digest."""

    offsets: Offsets
    digest: str


async def moment(tx: Tx, generation: int) -> Moment:
    """`tx` reads one snapshot (Database.reading)."""
    return Moment(await offsets_of(tx, generation), await generations.digest(tx, generation))


async def offsets_of(tx: Tx, generation: int) -> Offsets:
    """The offset of the next record of every topic and partition that it has read."""
    stored = await tx.execute(
        select(_positions.c.partition, _positions.c.positions).where(
            _positions.c.consumer == CONSUMER, _positions.c.generation == str(generation)
        )
    )
    return {
        TopicPartition(topic, number): offset
        for number, found in stored
        for topic, (offset, _sequence) in found.items()
    }


async def until_past(
    database: Database, generation: int, offsets: Offsets, *, patience: float
) -> bool:
    """Wait until the generation has read as far; False where it does not get on for `patience`
    seconds."""
    moved, before = time.monotonic(), None
    while True:
        async with database.reading() as tx:
            reached = await offsets_of(tx, generation)
        if all(reached.get(at, 0) >= offset for at, offset in offsets.items()):
            return True
        if reached != before:
            moved, before = time.monotonic(), reached
        elif time.monotonic() - moved > patience:
            return False
        await asyncio.sleep(0.1)


async def catch_up(database: Database, log: EventLog, generation: int, to: Offsets) -> None:
    """Project everything before these offsets into the generation, and nothing after."""
    delivery = Delivery(
        database,
        consumer=CONSUMER,
        handler=project,
        generation=fixed(str(generation)),
        hold_back=False,
        patience=30,
    )
    for number, held in sorted((await delivery.hold(range(PARTITIONS))).items()):
        left = {
            at: to[at]
            for at in (TopicPartition(topic, number) for topic in TOPICS)
            if to.get(at, 0) > held.offset(at.topic)
        }
        if not left:
            continue
        async with log.reader({at: held.offset(at.topic) for at in left}) as reader:
            while left:
                for at, records in (await reader.read(1.0, 500)).items():
                    await _deliver(delivery, held, [r for r in records if r.offset < to[at]])
                for at in [at for at in left if await reader.position(at) >= to[at]]:
                    del left[at]


async def _deliver(delivery: Delivery, held: Held, records: Sequence[LogRecord]) -> None:
    """As the consumer does it: all at once, or one by one where one of them cannot be read."""
    if not records:
        return
    try:
        await delivery.deliver(held, records)
    except StaleOwner:
        raise
    except Exception as error:
        if transient(error):
            raise
        for record in records:
            await delivery.deliver_or_park(held, record)
