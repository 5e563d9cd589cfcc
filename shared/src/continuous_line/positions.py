"""How far a consumer is: one row per consumer, generation and partition number.

The row holds the next offset and the last sequence of every topic at that partition number, and
is locked and compared by the first statement of every transaction that moves it. One row per
topic would let two workers pass side by side and overwrite one person's row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    DateTime,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    delete,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from continuous_line.errors import StaleOwner


@dataclass(frozen=True, slots=True)
class Position:
    """`offset`: of the next record to read. `sequence`: of the last event seen, 0 before any."""

    offset: int = 0
    sequence: int = 0


_PATIENCE = "idle_in_transaction_session_timeout"
START = Position()
Positions = Mapping[str, Position]
"""Topic → position, at one partition number."""


def tables(metadata: MetaData) -> tuple[Table, ...]:
    """`positions` is a JSON object: topic → [next offset, last sequence]."""
    return (
        Table(
            "consumer_positions",
            metadata,
            Column("consumer", Text, nullable=False),
            Column("generation", Text, nullable=False),
            Column("partition", Integer, nullable=False),
            Column("positions", JSONB, nullable=False),
            Column("moved_at", DateTime(timezone=True), nullable=True),
            PrimaryKeyConstraint("consumer", "generation", "partition"),
        ),
    )


(_table,) = tables(MetaData())
_c = _table.c


async def load(
    tx: AsyncConnection, consumer: str, generation: str, numbers: Iterable[int]
) -> dict[int, dict[str, Position]]:
    """The stored positions of these partition numbers; rows that are missing are made, empty."""
    wanted = sorted(set(numbers))
    if wanted:
        await tx.execute(
            insert(_table).on_conflict_do_nothing(),
            [
                {"consumer": consumer, "generation": generation, "partition": n, "positions": {}}
                for n in wanted
            ],
        )
    rows = await tx.execute(
        select(_c.partition, _c.positions).where(
            _c.consumer == consumer, _c.generation == generation, _c.partition.in_(wanted)
        )
    )
    return {number: _read(stored) for number, stored in rows}


async def lock(
    tx: AsyncConnection,
    consumer: str,
    generation: str,
    number: int,
    believed: Positions,
    *,
    patience: float = 30,
) -> None:
    """Lock the row until the transaction ends; the first statement of a consumer's transaction.

    The server ends a session that keeps the lock and says nothing for `patience` seconds, so
    that the next owner does not wait for a process that is paused.
    Raises StaleOwner where the row is not what this owner believes: somebody else moved it.
    """
    row = (
        await tx.execute(
            select(_c.positions, func.set_config(_PATIENCE, f"{1000 * patience:.0f}ms", True))
            .where(_c.consumer == consumer, _c.generation == generation, _c.partition == number)
            .with_for_update()
        )
    ).one_or_none()
    if row is None or _read(row.positions) != dict(believed):
        raise StaleOwner(f"{consumer}/{generation}/{number} was moved by another owner")


async def save(
    tx: AsyncConnection,
    consumer: str,
    generation: str,
    number: int,
    *,
    positions: Positions,
    moved_at: datetime,
) -> None:
    """Write the positions of one partition number. Who moves them on has locked them first."""
    row = {"positions": {t: [p.offset, p.sequence] for t, p in positions.items()}}
    await tx.execute(
        insert(_table)
        .values(
            consumer=consumer, generation=generation, partition=number, moved_at=moved_at, **row
        )
        .on_conflict_do_update(
            index_elements=["consumer", "generation", "partition"],
            set_={**row, "moved_at": moved_at},
        )
    )


async def forget(tx: AsyncConnection, consumer: str, generation: str) -> None:
    """Remove the positions of a generation that is no longer read."""
    await tx.execute(delete(_table).where(_c.consumer == consumer, _c.generation == generation))


def _read(stored: Mapping[str, list[int]]) -> dict[str, Position]:
    return {topic: Position(offset, sequence) for topic, (offset, sequence) in stored.items()}
