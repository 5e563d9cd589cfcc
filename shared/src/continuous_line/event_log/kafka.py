"""The event log in Kafka."""

import asyncio
from collections.abc import Mapping, Sequence

from aiokafka import AIOKafkaConsumer

from continuous_line.errors import HistoryIncomplete, LogUnavailable
from continuous_line.event_log import kafka_topics
from continuous_line.event_log.kafka_connection import Cluster, stop_consumer, unavailable
from continuous_line.event_log.kafka_membership import KafkaMember
from continuous_line.event_log.kafka_publishing import KafkaPublisher
from continuous_line.event_log.kafka_reading import READING, KafkaReader, ends
from continuous_line.event_log.port import LogRecord, TopicPartition

_FIRST_STEP_BACK = 20


class KafkaEventLog:
    """`url` as in `kafka_connection.client_settings`; connects when first needed.

    `session_timeout` in seconds: how long a member may be silent before others take over.
    `patience` in seconds: how long a request may take before the log counts as unavailable.
    """

    def __init__(
        self,
        url: str,
        *,
        topic_prefix: str = "",
        replication_factor: int = 1,
        session_timeout: float = 10,
        patience: float = 10,
    ) -> None:
        self._cluster = Cluster.at(url, topic_prefix, patience)
        self._replication_factor, self._session_timeout = replication_factor, session_timeout
        self._consumer: AIOKafkaConsumer | None = None
        self._connecting = asyncio.Lock()

    async def create_topics(self, topics: Sequence[str]) -> None:
        async with kafka_topics.administration(self._cluster) as admin:
            await kafka_topics.create(admin, self._theirs(topics), self._replication_factor)

    async def check_history(self, topics: Sequence[str]) -> None:
        async with kafka_topics.administration(self._cluster) as admin:
            faults = await kafka_topics.faults(admin, self._theirs(topics))
        present = await self._present(topics)
        async with self._cluster.asking():
            starts = await (await self._client()).beginning_offsets(
                [self._cluster.theirs(at) for at in present]
            )
        faults += [
            f"{at.topic}: partition {at.partition} starts at {offset} instead of 0"
            for at, offset in sorted(starts.items())
            if offset != 0
        ]
        if faults:
            raise HistoryIncomplete("; ".join(faults))

    async def end_offsets(self, topics: Sequence[str]) -> Mapping[TopicPartition, int]:
        present = await self._present(topics)
        if missing := sorted(set(topics) - {at.topic for at in present}):
            raise LogUnavailable(f"topics that do not exist: {', '.join(missing)}")
        return await ends(self._cluster, await self._client(), present)

    async def last_records(self, topic: str) -> Sequence[LogRecord]:
        """Markers of transactions and what was aborted take offsets too, so it steps back."""
        ends = await self.end_offsets([topic])
        until = {at: end for at, end in ends.items() if end > 0}
        last: dict[TopicPartition, LogRecord] = {}
        step = _FIRST_STEP_BACK
        while until:
            starts = {at: max(0, end - step) for at, end in until.items()}
            last |= await self._last_between(starts, until)
            until = {at: at_ for at, at_ in starts.items() if at_ > 0 and at not in last}
            step *= 10
        return [last[at] for at in sorted(last)]

    async def _last_between(
        self, starts: Mapping[TopicPartition, int], ends: Mapping[TopicPartition, int]
    ) -> dict[TopicPartition, LogRecord]:
        last: dict[TopicPartition, LogRecord] = {}
        waiting = set(starts)
        async with self.reader(starts) as reader, unavailable(6 * self._cluster.patience):
            while waiting:
                for at, records in (await reader.read(0.1)).items():
                    before = [record for record in records if record.offset < ends[at]]
                    if before:
                        last[at] = before[-1]
                waiting = {at for at in waiting if await reader.position(at) < ends[at]}
        return last

    def publisher(self, transactional_id: str) -> KafkaPublisher:
        return KafkaPublisher(self._cluster, transactional_id)

    def member(self, group: str, topics: Sequence[str]) -> KafkaMember:
        return KafkaMember(self._cluster, group, topics, self._session_timeout)

    def reader(self, positions: Mapping[TopicPartition, int]) -> KafkaReader:
        return KafkaReader(self._cluster, positions)

    async def close(self) -> None:
        consumer, self._consumer = self._consumer, None
        if consumer is not None:
            await stop_consumer(consumer)

    async def _client(self) -> AIOKafkaConsumer:
        """A consumer without group or partitions, to ask for offsets. Raises LogUnavailable."""
        async with self._connecting:
            if self._consumer is None:
                consumer = AIOKafkaConsumer(**self._cluster.settings, **READING)
                try:
                    async with self._cluster.asking():
                        await consumer.start()
                except BaseException:
                    await stop_consumer(consumer)
                    raise
                self._consumer = consumer
            return self._consumer

    async def _present(self, topics: Sequence[str]) -> list[TopicPartition]:
        consumer = await self._client()
        async with self._cluster.asking():
            cluster = await consumer._client.fetch_all_metadata()
        return [
            TopicPartition(topic, partition)
            for topic in topics
            for partition in sorted(
                cluster.partitions_for_topic(self._cluster.prefix + topic) or ()
            )
        ]

    def _theirs(self, topics: Sequence[str]) -> list[str]:
        return [self._cluster.prefix + topic for topic in topics]
