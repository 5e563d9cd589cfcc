"""Events to consume, and a handler whose effects show what was lost or counted twice."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import Column, Identity, Integer, MetaData, Table, Text, Uuid, insert, select
from sqlalchemy.ext.asyncio import create_async_engine

from continuous_line.contracts import (
    CONTRACTS,
    Envelope,
    PublicEvent,
    encode,
    sequence_text,
    type_of,
)
from continuous_line.contracts.handover import FirstContactMade
from continuous_line.contracts.profile import PermitGranted
from continuous_line.database import Database, Tx, driver_url
from continuous_line.event_log import EventLog, Record
from continuous_line.migrations.platform import declare
from continuous_line.testing.ids import fixed_id

PROFILE = CONTRACTS["profile"].topic
HANDOVER = CONTRACTS["handover"].topic
TOPICS = (PROFILE, HANDOVER)
AT = datetime(2019, 3, 1, 12, tzinfo=UTC)

METADATA = MetaData()
EFFECTS = Table(
    "effects",
    METADATA,
    Column("place", Integer, Identity(), primary_key=True),
    Column("key", Text, nullable=False),
    Column("event_id", Uuid, nullable=False),
    Column("topic", Text, nullable=False),
    Column("worker", Text, nullable=False),
)
declare(METADATA)


async def create_tables(url: str) -> None:
    engine = create_async_engine(driver_url(url))
    async with engine.begin() as tx:
        await tx.run_sync(METADATA.create_all)
    await engine.dispose()


def record(topic: str, key: str, sequence: int, *, kind: str | None = None) -> Record:
    """An event of the topic about this key; its id follows from topic and sequence."""
    event: PublicEvent
    if topic == PROFILE:
        domain, event = "profile", PermitGranted(occurred_at=AT, granted_on=date(2019, 3, 1))
    else:
        domain, event = "handover", FirstContactMade(occurred_at=AT, municipality="GM0344")
    envelope = Envelope(
        id=event_id(topic, sequence),
        source="urn:nld:oin:00000000000000000000:systeem:test",
        type=kind or type_of(domain, event),
        subject=key,
        time=AT,
        sequence=sequence_text(sequence),
        data=msgspec.Raw(msgspec.json.encode(event)),
        dataschema="urn:test",
        correlationid=fixed_id("test"),
    )
    return Record(topic, key, encode(envelope))


def event_id(topic: str, sequence: int) -> UUID:
    return fixed_id(f"{topic} {sequence}")


def records(topic: str, keys: Iterable[str], first: int = 1) -> list[Record]:
    return [record(topic, key, sequence) for sequence, key in enumerate(keys, first)]


async def publish(log: EventLog, records: Sequence[Record]) -> None:
    async with log.publisher("relay-test") as publisher:
        await publisher.publish(records)


@dataclass(slots=True)
class Counting:
    """Writes one row per event; the events of `poisoned` keys it cannot handle."""

    worker: str = "one"
    poisoned: set[str] = field(default_factory=set)
    tried: list[UUID] = field(default_factory=list)

    async def __call__(self, tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
        self.tried.append(envelope.id)
        topic = PROFILE if isinstance(event, PermitGranted) else HANDOVER
        await tx.execute(
            insert(EFFECTS).values(
                key=envelope.subject, event_id=envelope.id, topic=topic, worker=self.worker
            )
        )
        if envelope.subject in self.poisoned:
            raise ValueError("the content of this message is nobody's business")


@dataclass(frozen=True, slots=True)
class Effect:
    key: str
    event_id: UUID
    topic: str
    worker: str


async def effects(database: Database) -> list[Effect]:
    """What was counted, in order."""
    columns = (EFFECTS.c.key, EFFECTS.c.event_id, EFFECTS.c.topic, EFFECTS.c.worker)
    async with database.reading() as tx:
        rows = await tx.execute(select(*columns).order_by(EFFECTS.c.place))
        return [Effect(*row) for row in rows]


async def counted(database: Database, number: int, within: float = 30) -> list[Effect]:
    """The effects as soon as there are at least so many."""
    async with asyncio.timeout(within):
        while len(found := await effects(database)) < number:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return found
