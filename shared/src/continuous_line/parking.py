"""Parked events: what could not be handled, and what waits behind it.

States of a row: `parked` (failed), `waiting` (a later event of a parked key), `redrive` and
`discard` (an operator's wish that the partition's owner executes), `done` and `discarded`.
Values are public events as bytes: they hold nothing personal. Of an error only the class is kept.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    and_,
    delete,
    distinct,
    exists,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from continuous_line.database import Tx
from continuous_line.event_log.port import LogRecord

ACTIVE = ("parked", "waiting", "redrive", "discard")
_BLOCKING = ("parked", "redrive", "discard")


def tables(metadata: MetaData) -> tuple[Table, ...]:
    """`place` is the order of arrival; `value` is emptied when the event is done or discarded."""
    table = Table(
        "parked_events",
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("place", BigInteger, Identity(always=True), nullable=False),
        Column("consumer", Text, nullable=False),
        Column("generation", Text, nullable=False),
        Column("topic", Text, nullable=False),
        Column("partition", Integer, nullable=False),
        Column("offset_", BigInteger, nullable=False),
        Column("key", Text, nullable=False),
        Column("type", Text, nullable=True),
        Column("event_id", Uuid, nullable=True),
        Column("value", LargeBinary, nullable=True),
        Column("error", Text, nullable=True),
        Column("attempts", Integer, nullable=False, server_default=text("0")),
        Column("state", Text, nullable=False),
        Column("parked_at", DateTime(timezone=True), nullable=False),
        Column("decided_at", DateTime(timezone=True), nullable=True),
        Column("decided_by", Text, nullable=True),
        Column("reason", Text, nullable=True),
        UniqueConstraint("consumer", "generation", "topic", "partition", "offset_"),
    )
    active = text("state IN ('parked', 'waiting', 'redrive', 'discard')")
    Index(
        "parked_events_active",
        table.c.consumer,
        table.c.generation,
        table.c.key,
        table.c.place,
        postgresql_where=active,
    )
    Index("parked_events_listed", table.c.state, table.c.place)
    return (table,)


(PARKED_EVENTS,) = tables(MetaData())
_c = PARKED_EVENTS.c


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedEvent:
    """A row that can be handled again: `value` is there."""

    id: UUID
    partition: int
    key: str
    type: str | None
    value: bytes
    attempts: int
    state: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an event is parked: the class of the error, after so many tries; where, for the log."""

    error: str
    attempts: int
    at: str = ""


async def keep(
    tx: Tx,
    consumer: str,
    generation: str,
    record: LogRecord,
    *,
    type: str | None,  # noqa: A002
    event_id: UUID | None,
    parked_at: datetime,
    refusal: Refusal | None = None,
) -> UUID:
    """Park a record, or without a refusal let it wait behind the parked one of its key."""
    kept = uuid4()
    await tx.execute(
        insert(PARKED_EVENTS).values(
            id=kept,
            consumer=consumer,
            generation=generation,
            topic=record.topic,
            partition=record.partition,
            offset_=record.offset,
            key=storable(record.key),
            type=storable(type) if type is not None else None,
            event_id=event_id,
            value=record.value,
            error=refusal.error if refusal else None,
            attempts=refusal.attempts if refusal else 0,
            state="parked" if refusal else "waiting",
            parked_at=parked_at,
        )
    )
    return kept


async def held_keys(tx: Tx, consumer: str, generation: str, keys: Collection[str]) -> set[str]:
    """Which of these keys have an event that is parked or waits."""
    found = await tx.scalars(
        select(_c.key)
        .distinct()
        .where(_active(consumer, generation), _c.key.in_({storable(key) for key in keys}))
    )
    return set(found)


async def held_back(tx: Tx, consumer: str, key: str) -> bool:
    """Whether something about this key is parked or waits, so that what is known is not all."""
    row = await tx.scalar(select(_c.id).where(_active(consumer), _c.key == storable(key)).limit(1))
    return row is not None


async def keys_held(tx: Tx, consumer: str, generation: str | None = None) -> int:
    """For how many keys something is held back."""
    number = await tx.scalar(
        select(func.count(distinct(_c.key))).where(_active(consumer, generation))
    )
    return int(number or 0)


async def events_held(tx: Tx, consumer: str, generation: str | None = None) -> int:
    """How many events are held back."""
    number = await tx.scalar(select(func.count()).where(_active(consumer, generation)))
    return int(number or 0)


async def next_to_release(
    tx: Tx, consumer: str, generation: str, number: int
) -> ParkedEvent | None:
    """What the owner of the partition has to do first: an operator's wish, or an event that
    waited and has nothing before it any more."""
    ahead = PARKED_EVENTS.alias("ahead")
    free = and_(
        _c.state == "waiting",
        ~exists().where(
            ahead.c.consumer == _c.consumer,
            ahead.c.generation == _c.generation,
            ahead.c.key == _c.key,
            ahead.c.state.in_(_BLOCKING),
        ),
    )
    columns = (_c.id, _c.partition, _c.key, _c.type, _c.value, _c.attempts, _c.state)
    row = (
        await tx.execute(
            select(*columns)
            .where(
                _active(consumer, generation),
                _c.partition == number,
                or_(_c.state.in_(("redrive", "discard")), free),
            )
            .order_by(_c.place)
            .limit(1)
        )
    ).one_or_none()
    return None if row is None else ParkedEvent(**row._mapping)


async def numbers_to_release(
    tx: Tx, consumer: str, generation: str, numbers: Collection[int]
) -> Sequence[int]:
    """The partition numbers where `next_to_release` may have something."""
    found = await tx.scalars(
        select(_c.partition)
        .distinct()
        .where(
            _active(consumer, generation),
            _c.state.in_(("redrive", "discard", "waiting")),
            _c.partition.in_(numbers),
        )
    )
    return sorted(found)


async def finish(tx: Tx, event: ParkedEvent) -> None:
    """It is handled, or discarded; the log still holds it at its offset."""
    state = "discarded" if event.state == "discard" else "done"
    await tx.execute(update(PARKED_EVENTS).where(_c.id == event.id).values(state=state, value=None))


async def fail_again(tx: Tx, event: ParkedEvent, refusal: Refusal) -> None:
    await tx.execute(
        update(PARKED_EVENTS)
        .where(_c.id == event.id)
        .values(state="parked", error=refusal.error, attempts=event.attempts + refusal.attempts)
    )


async def forget(tx: Tx, consumer: str, generation: str) -> None:
    """Remove the parked events of a generation that is no longer read."""
    await tx.execute(
        delete(PARKED_EVENTS).where(_c.consumer == consumer, _c.generation == generation)
    )


def storable(word: str) -> str:
    """PostgreSQL's text holds every character but NUL."""
    return word.replace("\0", "\ufffd")


def _active(consumer: str, generation: str | None = None) -> ColumnElement[bool]:
    found = and_(_c.consumer == consumer, _c.state.in_(ACTIVE))
    return found if generation is None else and_(found, _c.generation == generation)
