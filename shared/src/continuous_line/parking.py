"""Parked events: what could not be handled, and what waits behind it.

States of a row: `parked` (failed), `waiting` (a later event of a parked key), `redrive` and
`discard` (an operator's wish that the partition's owner executes), `done` and `discarded`.
Values are public events as bytes: they hold nothing personal. Of an error only the class is kept.
"""

from sqlalchemy import (
    BigInteger,
    Column,
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
    text,
)

ACTIVE = ("parked", "waiting", "redrive", "discard")


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
