"""Reading from Kafka as a member of a consumer group."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

import aiokafka
from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener
from aiokafka.coordinator.assignors.range import RangePartitionAssignor
from aiokafka.errors import IllegalStateError

from continuous_line.errors import LogUnavailable
from continuous_line.event_log.kafka_connection import Cluster, stop_consumer, unavailable
from continuous_line.event_log.kafka_reading import READING, Batch, ends, read_on
from continuous_line.event_log.port import TopicPartition

_NOTE_TIMEOUT = 3.0


class _Rebalances(ConsumerRebalanceListener):  # type: ignore[misc]
    """Counts what happened to the assignment, in the background of aiokafka."""

    def __init__(self) -> None:
        self.number = 0
        self.assigned: frozenset[aiokafka.TopicPartition] = frozenset()
        self.happened = asyncio.Event()

    def on_partitions_revoked(
        self,
        revoked: set[aiokafka.TopicPartition],  # noqa: ARG002
    ) -> None:
        self._note(frozenset())

    def on_partitions_assigned(self, assigned: set[aiokafka.TopicPartition]) -> None:
        self._note(frozenset(assigned))

    def _note(self, assigned: frozenset[aiokafka.TopicPartition]) -> None:
        self.number += 1
        self.assigned = assigned
        self.happened.set()


class KafkaMember:
    """A member of a group, with the Range assignor: one number of all topics meets in one member.

    aiokafka forgets all positions at a rebalance and goes on from committed offsets, even of
    partitions that stay. So every rebalance empties the assignment here, and only partitions
    that were sought since are read.
    """

    def __init__(
        self,
        cluster: Cluster,
        group: str,
        topics: Sequence[str],
        session_timeout: float,
    ) -> None:
        self._settings = {
            **cluster.settings,
            **READING,
            "group_id": cluster.prefix + group,
            "partition_assignment_strategy": (RangePartitionAssignor,),
            "session_timeout_ms": int(session_timeout * 1000),
            "heartbeat_interval_ms": int(session_timeout * 1000 / 3),
        }
        self._cluster = cluster
        self._topics = [cluster.prefix + topic for topic in topics]
        self._rebalances = _Rebalances()
        self._seen = 0
        self._assigned: frozenset[TopicPartition] = frozenset()
        self._positions: dict[TopicPartition, int] = {}
        self._consumer: AIOKafkaConsumer | None = None

    async def __aenter__(self) -> Self:
        consumer = AIOKafkaConsumer(**self._settings)
        try:
            async with self._cluster.asking():
                await consumer.start()
                # After the start, which would wait for the first assignment else.
                consumer.subscribe(self._topics, listener=self._rebalances)
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

    def assignment(self) -> frozenset[TopicPartition]:
        return self._assigned

    def seek(self, partition: TopicPartition, offset: int) -> None:
        if partition in self._assigned:
            # Where a rebalance has taken it meanwhile, the next poll finds that out.
            with suppress(IllegalStateError):
                self._opened().seek(self._cluster.theirs(partition), offset)
            self._positions[partition] = offset

    async def poll(self, timeout: float, max_records: int = 500) -> Batch:  # noqa: ASYNC109
        if self._has_changed():
            self._forget()
            return {}
        if not self._assigned:
            await self._adopt(timeout)
            return {}
        if missing := self._assigned - self._positions.keys():
            raise RuntimeError(f"not sought: {min(missing)} and {len(missing) - 1} more")
        batch = await read_on(self._cluster, self._opened(), self._assigned, timeout, max_records)
        if self._has_changed():
            self._forget()
            return {}
        async with self._cluster.asking():
            for at in self._assigned:
                self._positions[at] = await self._opened().position(self._cluster.theirs(at))
        return batch

    async def position(self, partition: TopicPartition) -> int:
        try:
            return self._positions[partition]
        except KeyError:
            raise RuntimeError(f"{partition} is not assigned, or was not sought") from None

    async def end_offsets(
        self, partitions: Sequence[TopicPartition]
    ) -> Mapping[TopicPartition, int]:
        return await ends(self._cluster, self._opened(), partitions)

    async def note(self, offsets: Mapping[TopicPartition, int]) -> None:
        with suppress(LogUnavailable):
            async with unavailable(_NOTE_TIMEOUT):
                await self._opened().commit(
                    {self._cluster.theirs(at): offset for at, offset in offsets.items()}
                )

    def _has_changed(self) -> bool:
        return self._seen != self._rebalances.number

    def _forget(self) -> None:
        self._seen = self._rebalances.number
        self._assigned, self._positions = frozenset(), {}

    async def _adopt(self, timeout: float) -> None:  # noqa: ASYNC109
        rebalances = self._rebalances
        # A failure of aiokafka's coordination waits until it is heard, and joins no group till
        # then. Reading hears it; who has nothing to read yet has to ask.
        async with unavailable():
            self._opened()._coordinator.check_errors()
        if not rebalances.assigned:
            rebalances.happened.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(rebalances.happened.wait(), timeout)
        self._seen = rebalances.number
        self._assigned = frozenset(self._cluster.ours(at) for at in rebalances.assigned)

    def _opened(self) -> AIOKafkaConsumer:
        if self._consumer is None:
            raise LogUnavailable("the member has left its group")
        return self._consumer
