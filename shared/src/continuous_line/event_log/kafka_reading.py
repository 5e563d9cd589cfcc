"""Reading from Kafka, from positions that are always the caller's."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from types import TracebackType
from typing import Self

from aiokafka import AIOKafkaConsumer
from aiokafka.errors import NoOffsetForPartitionError

from continuous_line.errors import LogUnavailable
from continuous_line.event_log.kafka_connection import Cluster, stop_consumer, unavailable
from continuous_line.event_log.port import LogRecord, TopicPartition

Batch = Mapping[TopicPartition, Sequence[LogRecord]]

# Positions are always the caller's: without one, aiokafka is to fail and not to guess.
READING = {
    "isolation_level": "read_committed",
    "auto_offset_reset": "none",
    "enable_auto_commit": False,
    "fetch_max_wait_ms": 100,
}


async def ends(
    cluster: Cluster, consumer: AIOKafkaConsumer, partitions: Collection[TopicPartition]
) -> dict[TopicPartition, int]:
    """The last stable offsets: under read_committed nothing beyond them can be read."""
    async with cluster.asking():
        found = await consumer.end_offsets([cluster.theirs(at) for at in partitions])
    return {cluster.ours(at): offset for at, offset in found.items()}


async def read_on(
    cluster: Cluster,
    consumer: AIOKafkaConsumer,
    partitions: Collection[TopicPartition],
    timeout: float,  # noqa: ASYNC109
    max_records: int,
) -> Batch:
    """What is there, or comes within the time. Raises LogUnavailable, HistoryIncomplete."""
    asked = [cluster.theirs(at) for at in partitions]
    async with unavailable():
        # aiokafka's own limit does not hold while a rebalance is under way.
        try:
            async with asyncio.timeout(timeout + 0.1):
                found = await consumer.getmany(
                    *asked, timeout_ms=int(timeout * 1000), max_records=max_records
                )
        except (TimeoutError, NoOffsetForPartitionError):
            return {}
    batch: dict[TopicPartition, list[LogRecord]] = {}
    for theirs, records in found.items():
        at = cluster.ours(theirs)
        batch[at] = [
            LogRecord(at.topic, at.partition, one.offset, one.key.decode(), one.value)
            for one in records
        ]
    return batch


class KafkaReader:
    """Reads given partitions from given offsets."""

    def __init__(self, cluster: Cluster, positions: Mapping[TopicPartition, int]) -> None:
        self._cluster, self._positions = cluster, dict(positions)
        self._consumer: AIOKafkaConsumer | None = None

    async def __aenter__(self) -> Self:
        consumer = AIOKafkaConsumer(**self._cluster.settings, **READING)
        try:
            async with self._cluster.asking():
                await consumer.start()
                await self._check(consumer)
                consumer.assign([self._cluster.theirs(at) for at in self._positions])
                for at, offset in self._positions.items():
                    consumer.seek(self._cluster.theirs(at), offset)
        except BaseException:
            await stop_consumer(consumer)
            raise
        self._consumer = consumer
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        consumer, self._consumer = self._consumer, None
        if consumer is not None:
            await stop_consumer(consumer)

    async def read(self, timeout: float, max_records: int = 5000) -> Batch:  # noqa: ASYNC109
        if not self._positions:
            await asyncio.sleep(timeout)
            return {}
        return await read_on(self._cluster, self._opened(), self._positions, timeout, max_records)

    async def position(self, partition: TopicPartition) -> int:
        if partition not in self._positions:
            raise RuntimeError(f"{partition} is not assigned")
        async with self._cluster.asking():
            return int(await self._opened().position(self._cluster.theirs(partition)))

    async def _check(self, consumer: AIOKafkaConsumer) -> None:
        """aiokafka would wait for a topic that is missing."""
        cluster = await consumer._client.fetch_all_metadata()
        for topic in sorted({at.topic for at in self._positions}):
            if not cluster.partitions_for_topic(self._cluster.prefix + topic):
                raise LogUnavailable(f"topics that do not exist: {topic}")

    def _opened(self) -> AIOKafkaConsumer:
        if self._consumer is None:
            raise LogUnavailable("the reader is closed")
        return self._consumer
