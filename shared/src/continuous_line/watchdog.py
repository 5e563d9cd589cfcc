"""Does the consumer move? Progress per partition number, and how fresh what it wrote is.

Times are the system's, whatever clock the data has: an operator and a token live in real time.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import insert

from continuous_line import parking
from continuous_line.database import Tx
from continuous_line.errors import AccessUnknown
from continuous_line.event_log.partitioning import partition_of
from continuous_line.event_log.port import TopicPartition

STILL_LIMIT = 60.0
FRESH_LIMIT = timedelta(minutes=5)


def tables(metadata: MetaData) -> tuple[Table, ...]:
    """`caught_up_at`: the last moment up to which everything in the log is known to be handled.

    `behind`: offsets to go when it was checked.
    """
    return (
        Table(
            "consumer_progress",
            metadata,
            Column("consumer", Text, nullable=False),
            Column("partition", Integer, nullable=False),
            Column("generation", Text, nullable=False),
            Column("behind", BigInteger, nullable=False),
            Column("caught_up_at", DateTime(timezone=True), nullable=True),
            Column("moved_at", DateTime(timezone=True), nullable=True),
            Column("checked_at", DateTime(timezone=True), nullable=False),
            PrimaryKeyConstraint("consumer", "partition"),
        ),
    )


(_table,) = tables(MetaData())
_c = _table.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Of one partition number. `behind`: offsets to go; transaction markers count as one."""

    consumer: str
    partition: int
    generation: str
    behind: int
    caught_up_at: datetime | None
    moved_at: datetime | None
    checked_at: datetime


@dataclass(slots=True)
class _Watched:
    """One topic partition: where it is, since when it stands there, and what it has to reach."""

    position: int
    still_since: float
    end: int | None = None
    mark: tuple[int, datetime] | None = None
    caught_up_at: datetime | None = None
    moved_at: datetime | None = None


@dataclass(slots=True)
class Watchdog:
    """Compares what was read and handled with the log's ends; does no I/O itself.

    Positions are the member's (`position()`), which pass over transaction markers: offsets as
    stored and counts do not compare with `end_offsets`.
    """

    consumer: str
    still_limit: float = STILL_LIMIT
    monotonic: Callable[[], float] = time.monotonic
    _watched: dict[TopicPartition, _Watched] = field(default_factory=dict)
    _nobody_since: float | None = None

    def hold(self, positions: Mapping[TopicPartition, int]) -> None:
        """These are assigned now, and no others; time starts anew for those that are new."""
        now = self.monotonic()
        kept = self._watched
        self._watched = {
            partition: kept.get(partition) or _Watched(position, now)
            for partition, position in positions.items()
        }

    def reached(self, partition: TopicPartition, position: int, at: datetime) -> None:
        """All before this position is handled."""
        if (watched := self._watched.get(partition)) is None:
            return
        if position != watched.position:
            watched.position, watched.moved_at = position, at
            watched.still_since = self.monotonic()
        self._pass_mark(watched)

    def excuse(self) -> None:
        """A retry is under way: the database or the log is away, standing still is right."""
        now = self.monotonic()
        self._nobody_since = None
        for watched in self._watched.values():
            watched.still_since = now

    def others(self, last_checked_at: datetime | None, at: datetime) -> None:
        """When any process last checked a partition: one of the group has to hold them."""
        limit = timedelta(seconds=self.still_limit)
        if self._watched or (last_checked_at is not None and at - last_checked_at < limit):
            self._nobody_since = None
        elif self._nobody_since is None:
            self._nobody_since = self.monotonic()

    def compare(self, ends: Mapping[TopicPartition, int], asked_at: datetime) -> None:
        """The log's ends under read_committed, as they were at the latest at `asked_at`."""
        for partition, watched in self._watched.items():
            end = ends[partition]
            if watched.position in (watched.end, end):  # nothing to read until now
                watched.still_since = self.monotonic()
            watched.end = end
            if watched.mark is None:
                watched.mark = (end, asked_at)
            self._pass_mark(watched)

    def alive(self) -> bool:
        now = self.monotonic()
        if self._nobody_since is not None and now - self._nobody_since > self.still_limit:
            return False
        return not any(
            watched.end is not None
            and watched.position != watched.end
            and now - watched.still_since > self.still_limit
            for watched in self._watched.values()
        )

    def progress(self, generation: str, at: datetime) -> list[Progress]:
        """Per partition number that is held and has been compared; the worst of its topics."""
        numbers: dict[int, list[_Watched]] = {}
        for partition, watched in self._watched.items():
            numbers.setdefault(partition.partition, []).append(watched)
        return [
            Progress(
                consumer=self.consumer,
                partition=number,
                generation=generation,
                behind=sum(max(0, (one.end or 0) - one.position) for one in topics),
                caught_up_at=_earliest([one.caught_up_at for one in topics]),
                moved_at=max((one.moved_at for one in topics if one.moved_at), default=None),
                checked_at=at,
            )
            for number, topics in sorted(numbers.items())
            if all(one.end is not None for one in topics)
        ]

    @staticmethod
    def _pass_mark(watched: _Watched) -> None:
        # A position above the end means another log than the one that was read: never fresh.
        if watched.mark is None or watched.end is None or watched.position > watched.end:
            return
        if watched.position >= watched.mark[0]:
            watched.caught_up_at, watched.mark = watched.mark[1], None


def _earliest(moments: Sequence[datetime | None]) -> datetime | None:
    known = [moment for moment in moments if moment is not None]
    return min(known) if len(known) == len(moments) else None


async def store(tx: Tx, progress: Sequence[Progress]) -> None:
    """Leave it where every process of the service can read it."""
    if not progress:
        return
    names = ("generation", "behind", "caught_up_at", "moved_at", "checked_at")
    new = insert(_table)
    values: dict[str, object] = {name: new.excluded[name] for name in names}
    for name in ("caught_up_at", "moved_at"):
        values[name] = func.greatest(_c[name], new.excluded[name])
    await tx.execute(
        new.on_conflict_do_update(index_elements=["consumer", "partition"], set_=values),
        [
            {name: getattr(one, name) for name in ("consumer", "partition", *names)}
            for one in progress
        ],
    )


async def stored(tx: Tx, consumer: str | None = None) -> list[Progress]:
    """The last known progress of the service's consumers; a partition never held is absent."""
    query = select(_table).order_by(_c.consumer, _c.partition)
    if consumer is not None:
        query = query.where(_c.consumer == consumer)
    return [Progress(**row._mapping) for row in await tx.execute(query)]


async def freshness(tx: Tx, consumer: str, key: str) -> datetime | None:
    """Up to which moment everything about this key was handled; None where nobody knows."""
    moment: datetime | None = await tx.scalar(
        select(_c.caught_up_at).where(_c.consumer == consumer, _c.partition == partition_of(key))
    )
    return moment


async def require_known(
    tx: Tx, consumer: str, key: str, now: datetime, limit: timedelta = FRESH_LIMIT
) -> None:
    """Let pass only where what this consumer wrote about the key is known to be complete.

    `now` is the system's time; a clock that is set back is before it and only makes this milder.
    Raises AccessUnknown where the key is held back or its partition lags by more than `limit`.
    """
    if await parking.held_back(tx, consumer, key):
        raise AccessUnknown("An event about this person could not be handled yet; try later.")
    caught_up_at = await freshness(tx, consumer, key)
    if caught_up_at is None or now - caught_up_at > limit:
        raise AccessUnknown("Events that decide about this right are late; try later.")
