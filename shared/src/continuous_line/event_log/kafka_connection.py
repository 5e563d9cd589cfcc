"""Where Kafka is, what its failures mean, and how its clients end within a bound."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

import aiokafka
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.errors import (
    ConsumerStoppedError,
    IllegalOperation,
    KafkaError,
    OffsetOutOfRangeError,
)
from aiokafka.producer.message_accumulator import MessageAccumulator

from continuous_line.errors import HistoryIncomplete, LogUnavailable
from continuous_line.event_log.port import TopicPartition

_STOP_TIMEOUT = 4.0

_FAILURES = (KafkaError, OSError, TimeoutError, ConsumerStoppedError, IllegalOperation)


def client_settings(url: str) -> dict[str, Any]:
    """What every client of aiokafka is told.

    `kafka://host:port,host:port` is plain; `?tls` makes it TLS (`?tls=FILE` with the authority
    in that file) and `user:password@` signs in by SASL, `?mechanism=` says how (default
    SCRAM-SHA-512). Raises ValueError, which does not repeat the address.
    """
    parts = urlsplit(url)
    login, _, hosts = parts.netloc.rpartition("@")
    asked = {name: values[0] for name, values in parse_qs(parts.query, True).items()}
    if parts.scheme != "kafka" or not hosts or asked.keys() - {"tls", "mechanism"}:
        raise ValueError("the address of Kafka is not kafka://[user:password@]host:port[,...]")
    settings: dict[str, Any] = {
        "bootstrap_servers": hosts.split(","),
        "metadata_max_age_ms": 30_000,
        "security_protocol": ("SASL_" if login else "")
        + ("SSL" if "tls" in asked else "PLAINTEXT"),
    }
    if "tls" in asked:
        settings["ssl_context"] = ssl.create_default_context(cafile=asked["tls"] or None)
    if login:
        user, _, password = login.partition(":")
        settings |= {
            "sasl_mechanism": asked.get("mechanism", "SCRAM-SHA-512"),
            "sasl_plain_username": unquote(user),
            "sasl_plain_password": unquote(password),
        }
    return settings


@dataclass(frozen=True)
class Cluster:
    """A Kafka and our part of it: topics, groups and producers that start with `prefix`.

    `patience` in seconds: how long a request may take, and half as much again an act of several.
    """

    settings: Mapping[str, Any]
    prefix: str
    patience: float

    @classmethod
    def at(cls, url: str, prefix: str, patience: float) -> Self:
        """Raises ValueError."""
        settings = client_settings(url) | {"request_timeout_ms": int(patience * 1000)}
        return cls(settings, prefix, patience)

    def theirs(self, at: TopicPartition) -> aiokafka.TopicPartition:
        """A partition as Kafka knows it."""
        return aiokafka.TopicPartition(self.prefix + at.topic, at.partition)

    def ours(self, at: aiokafka.TopicPartition) -> TopicPartition:
        return TopicPartition(at.topic.removeprefix(self.prefix), at.partition)

    def asking(self) -> AbstractAsyncContextManager[None]:
        """Around what is asked of Kafka: raises LogUnavailable or HistoryIncomplete."""
        return unavailable(1.5 * self.patience)


@asynccontextmanager
async def unavailable(timeout: float | None = None) -> AsyncIterator[None]:  # noqa: ASYNC109
    """Turns failures, and taking longer than `timeout` seconds, into LogUnavailable.

    A position that the log does not have is no matter of waiting: HistoryIncomplete.
    """
    try:
        async with asyncio.timeout(timeout):
            yield
    except OffsetOutOfRangeError as error:
        raise HistoryIncomplete("the log does not have the position that was asked for") from error
    except _FAILURES as error:
        raise LogUnavailable(f"the event log in Kafka: {type(error).__name__}") from error


async def stop_consumer(consumer: AIOKafkaConsumer) -> None:
    """In good order while the broker answers, else without it."""
    with suppress(*_FAILURES):
        async with asyncio.timeout(_STOP_TIMEOUT):
            await consumer.stop()
            return
    for part in (consumer._fetcher, consumer._client):
        if part is not None:
            with suppress(*_FAILURES):
                async with asyncio.timeout(_STOP_TIMEOUT):
                    await part.close()


async def stop_producer(producer: AIOKafkaProducer, *, failed: bool) -> None:
    """In good order; one that failed, or cannot stop so, without sending what is left."""
    if not failed:
        with suppress(*_FAILURES):
            async with asyncio.timeout(_STOP_TIMEOUT):
                await producer.stop()
                return
    _give_up(producer._message_accumulator)
    sender = producer._sender.sender_task
    if sender is not None:
        sender.remove_done_callback(producer._sender._fail_all)
        # The first cancelling makes it wait for its requests, the next ends these.
        for _ in range(3):
            sender.cancel()
            await asyncio.wait([sender], timeout=0.1)
        hear_out(sender)
    if (ending := producer._txn_manager._transaction_waiter) is not None:
        hear_out(ending)
    # In the middle of a failure its own books may be in disorder (KeyError and the like).
    for end in (producer.stop, producer.client.close):
        with suppress(Exception):
            async with asyncio.timeout(_STOP_TIMEOUT):
                await end()


def _give_up(left: MessageAccumulator) -> None:
    """Nobody waits any more for what was not sent; asyncio is not to warn of that."""
    batches = [*chain.from_iterable(left._batches.values()), *left._pending_batches]
    left.fail_all(LogUnavailable("the publisher was closed"))
    for batch in batches:
        hear_out(batch.future, batch._drain_waiter)


def hear_out(*futures: asyncio.Future[Any]) -> None:
    """Ends futures that nobody waits for, and takes note of what became of them."""
    for future in futures:
        if not future.cancel() and not future.cancelled():
            future.exception()
