"""Publishing to Kafka: a chunk is one transaction."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

from aiokafka import AIOKafkaProducer
from aiokafka.errors import InvalidProducerEpoch, ProducerFenced

from continuous_line.errors import Fenced, LogUnavailable
from continuous_line.event_log.kafka_connection import Cluster, hear_out, stop_producer
from continuous_line.event_log.partitioning import partition_of
from continuous_line.event_log.port import PARTITIONS, Record

TRANSACTION_TIMEOUT_MS = 10_000
HEADERS = [("content-type", b"application/cloudevents+json")]
"""What tells a reader that a record's value is a whole CloudEvent (its Kafka protocol binding)."""


class KafkaPublisher:
    """After any failure it is closed for good: what a producer does next is not to be relied on.

    The broker gives up a transaction that is open for ten seconds, so readers of committed
    records do not wait longer for one whose producer went away.
    """

    def __init__(self, cluster: Cluster, transactional_id: str) -> None:
        self._cluster, self._id = cluster, transactional_id
        self._producer: AIOKafkaProducer | None = None
        self._topics: set[str] = set()

    async def __aenter__(self) -> Self:
        self._producer = AIOKafkaProducer(
            **self._cluster.settings,
            transactional_id=self._cluster.prefix + self._id,
            transaction_timeout_ms=TRANSACTION_TIMEOUT_MS,
            acks="all",
            max_batch_size=262_144,
        )
        try:
            async with self._cluster.asking():
                await self._producer.start()
        except BaseException:
            await self._close(failed=True)
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        await self._close(failed=error is not None)

    async def publish(self, records: Sequence[Record]) -> None:
        producer = self._producer
        if producer is None:
            raise LogUnavailable(f"the publisher {self._id} is closed")
        if not records:
            return
        try:
            async with self._cluster.asking():
                await self._check(producer, {record.topic for record in records})
                await self._append(producer, records)
        except LogUnavailable as error:
            await self._close(failed=True)
            if isinstance(error.__cause__, ProducerFenced | InvalidProducerEpoch):
                raise Fenced(f"another publisher took over as {self._id}") from error
            raise
        except BaseException:
            await self._close(failed=True)
            raise

    async def _append(self, producer: AIOKafkaProducer, records: Sequence[Record]) -> None:
        await producer.begin_transaction()
        sent = []
        try:
            for record in records:
                key = record.key.encode()
                topic, partition = self._cluster.prefix + record.topic, partition_of(record.key)
                sent.append(
                    await producer.send(topic, record.value, key, partition, headers=HEADERS)
                )
            await asyncio.gather(*sent)
        except BaseException:
            hear_out(*sent)
            raise
        await producer.commit_transaction()

    async def _check(self, producer: AIOKafkaProducer, topics: set[str]) -> None:
        """The client would wait for a topic that is missing, and spread over any number."""
        if topics <= self._topics:
            return
        cluster = await producer.client.fetch_all_metadata()
        for topic in sorted(topics):
            found = cluster.partitions_for_topic(self._cluster.prefix + topic) or set()
            if len(found) != PARTITIONS:
                raise LogUnavailable(f"the topic {topic} has {len(found)} partitions")
        self._topics |= topics

    async def _close(self, *, failed: bool) -> None:
        producer, self._producer = self._producer, None
        if producer is not None:
            with suppress(LogUnavailable):
                await stop_producer(producer, failed=failed)
