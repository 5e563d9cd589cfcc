"""The event log as a port: topics of 12 partitions, records in order, kept for ever.

Two adapters have the same semantics, proven by one suite of tests: Kafka, and PostgreSQL.
Positions are offsets: the position of a reader is the offset of the next record it reads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import NamedTuple, Protocol, Self

PARTITIONS = 12


@dataclass(frozen=True, slots=True, order=True)
class TopicPartition:
    topic: str
    partition: int


@dataclass(frozen=True, slots=True)
class Record:
    """A record to publish; its partition follows from its key."""

    topic: str
    key: str
    value: bytes


class LogRecord(NamedTuple):
    """A record read back. A tuple: a rebuild makes millions of them."""

    topic: str
    partition: int
    offset: int
    key: str
    value: bytes


class Publisher(Protocol):
    """One per transactional id: opening a second one fences the first."""

    async def publish(self, records: Sequence[Record]) -> None:
        """Publish all or nothing, in this order.

        Raises LogUnavailable (nothing is known: close, open, look at the log's end) or Fenced.
        """

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...


class Member(Protocol):
    """A member of a consumer group: partitions come and go, positions are the caller's.

    A member never reads committed offsets back. After a change of `assignment` the caller must
    `seek` each partition that is new before it polls, or polling raises RuntimeError. Leaving and
    coming back in one rebalance counts as new: the assignment is empty in between.
    """

    def assignment(self) -> frozenset[TopicPartition]:
        """The partitions of this member; changes inside `poll` only, so ask after each."""

    def seek(self, partition: TopicPartition, offset: int) -> None: ...

    async def poll(
        self,
        timeout: float,  # noqa: ASYNC109
        max_records: int = 500,
    ) -> Mapping[TopicPartition, Sequence[LogRecord]]:
        """Records that are there, at most so many, of partitions that were sought.

        Empty after `timeout` seconds without any, and at once where the assignment changes.
        While the log is away it is empty too, or raises LogUnavailable; a later poll goes on.
        """

    async def position(self, partition: TopicPartition) -> int:
        """The next offset to read; it may pass over offsets that hold no record.

        Raises RuntimeError where the partition is not assigned, or was not sought.
        """

    async def end_offsets(
        self, partitions: Sequence[TopicPartition]
    ) -> Mapping[TopicPartition, int]: ...

    async def note(self, offsets: Mapping[TopicPartition, int]) -> None:
        """Tell the log's own lag tools how far the consumer is. Best effort."""

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...


class Reader(Protocol):
    """Reads given partitions from given offsets, outside any group."""

    async def read(
        self,
        timeout: float,  # noqa: ASYNC109
        max_records: int = 5000,
    ) -> Mapping[TopicPartition, Sequence[LogRecord]]: ...

    async def position(self, partition: TopicPartition) -> int: ...

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...


class EventLog(Protocol):
    """All methods raise LogUnavailable where the log cannot be reached."""

    async def create_topics(self, topics: Sequence[str]) -> None:
        """Make the topics that are missing: 12 partitions, kept for ever, never compacted."""

    async def check_history(self, topics: Sequence[str]) -> None:
        """Raises HistoryIncomplete where a topic is missing, has another number of partitions,
        does not keep everything for ever, or no longer starts at offset 0."""

    async def end_offsets(self, topics: Sequence[str]) -> Mapping[TopicPartition, int]:
        """Per partition the offset after the last record that a committed reader may see."""

    async def last_records(self, topic: str) -> Sequence[LogRecord]:
        """The last committed record of each partition that has one."""

    def publisher(self, transactional_id: str) -> Publisher: ...

    def member(self, group: str, topics: Sequence[str]) -> Member: ...

    def reader(self, positions: Mapping[TopicPartition, int]) -> Reader: ...

    async def close(self) -> None: ...
