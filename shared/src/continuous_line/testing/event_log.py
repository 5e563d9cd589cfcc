"""Writing to and reading from an event log in tests."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence

from continuous_line.event_log import (
    PARTITIONS,
    EventLog,
    LogRecord,
    Member,
    Record,
    TopicPartition,
)


def records(topic: str, keys: Iterable[str], word: str = "") -> list[Record]:
    """One record per key, with the word and a number as its value."""
    return [Record(topic, key, f"{word}{number}".encode()) for number, key in enumerate(keys)]


def beginning(*topics: str) -> dict[TopicPartition, int]:
    return {TopicPartition(topic, p): 0 for topic in topics for p in range(PARTITIONS)}


async def publish(log: EventLog, *chunks: Sequence[Record], name: str = "relay") -> None:
    """When it returns, all of it can be read."""
    async with log.publisher(name) as publisher:
        for chunk in chunks:
            await publisher.publish(chunk)
    await settle(log, name)


async def settle(log: EventLog, name: str = "relay") -> None:
    """A chunk that Kafka has taken can be read a moment later; opening its publisher anew waits
    for that."""
    async with log.publisher(name):
        pass


async def read_all(log: EventLog, positions: Mapping[TopicPartition, int]) -> list[LogRecord]:
    """From the positions to where the ends are now."""
    ends = await log.end_offsets(sorted({at.topic for at in positions}))
    found: list[LogRecord] = []
    async with log.reader(positions) as reader:
        while any([await reader.position(at) < ends[at] for at in positions]):
            for batch in (await reader.read(0.2)).values():
                found += batch
    return found


class Follower:
    """Uses a member as a consumer does: what it was assigned, it reads on from where it was."""

    def __init__(self, member: Member) -> None:
        self._member = member
        self._sought: frozenset[TopicPartition] = frozenset()
        self.positions: dict[TopicPartition, int] = {}
        self.found: list[LogRecord] = []

    @property
    def assignment(self) -> frozenset[TopicPartition]:
        return self._member.assignment()

    async def poll(self, timeout: float = 0.1) -> None:  # noqa: ASYNC109
        """Once. Raises what the member raises."""
        assigned = self._member.assignment()
        for at in assigned - self._sought:
            self._member.seek(at, self.positions.get(at, 0))
        self._sought = assigned
        for at, batch in (await self._member.poll(timeout)).items():
            self.found += batch
            self.positions[at] = batch[-1].offset + 1
        self._sought &= self._member.assignment()

    async def until_assigned(self, count: int) -> None:
        async with asyncio.timeout(60):
            while len(self.assignment) != count:
                await self.poll()

    async def until_found(self, count: int) -> None:
        async with asyncio.timeout(60):
            while len(self.found) < count:
                await self.poll()
