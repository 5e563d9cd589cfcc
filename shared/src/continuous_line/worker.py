"""What runs beside the web server: the relay, the consumers, and the cleaning up."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Protocol

from prometheus_client import CollectorRegistry, Gauge

from continuous_line import idempotency, sessions, telemetry
from continuous_line.consumer import Consumer
from continuous_line.consumer_metrics import ProgressCollector
from continuous_line.contracts import CONTRACTS, PublicEvent
from continuous_line.database import Database, Tx
from continuous_line.event_codec import E
from continuous_line.event_store import EventStore, Stored
from continuous_line.publishing_gate import key_of
from continuous_line.recovery import LostEvent
from continuous_line.relay import Relay
from continuous_line.resources import Resources

_log = telemetry.logger("worker")
_CLEANING = 3600.0
Cleaning = Callable[[Tx], Awaitable[object]]
"""Removes what has had its term; called hourly, in a transaction of its own."""


def relay_of(
    service: str,
    resources: Resources,
    store: EventStore[E],
    publish: Callable[[Stored[E]], PublicEvent | None],
    subject: Callable[[Stored[E]], str] = key_of,
) -> Relay[E]:
    """The relay of a service that publishes, to the topic of its contract."""
    settings, contract = resources.settings, CONTRACTS[service]
    return Relay(
        settings.database_url,
        resources.log,
        service=service,
        topic=contract.topic,
        domain=contract.domain,
        source=settings.source(service),
        store=store,
        publish=publish,
        subject=subject,
    )


async def _requests(tx: Tx) -> None:
    await idempotency.forget_old(tx, datetime.now(UTC))


async def _sessions(tx: Tx) -> None:
    await sessions.forget_old(tx, datetime.now(UTC))


class Part(Protocol):
    """Something else that a worker does until it is stopped."""

    async def run(self, stop: asyncio.Event) -> None: ...


class Worker:
    """All that a service does without being asked over HTTP.

    Whoever runs it watches `alive`: a part that stands still asks for a restart.
    """

    def __init__(
        self,
        database: Database,
        *,
        relay: Relay[Any] | None = None,
        consumers: Sequence[Consumer] = (),
        parts: Sequence[Part] = (),
        cleaning: Sequence[Cleaning] = (),
    ) -> None:
        self._database, self._relay, self._consumers = database, relay, tuple(consumers)
        self._parts, self._cleaning = tuple(parts), (_requests, _sessions, *cleaning)

    async def alive(self, _resources: Any = None) -> bool:
        relay = self._relay is None or self._relay.healthy()
        return relay and all(consumer.alive() for consumer in self._consumers)

    async def resume(self) -> list[LostEvent]:
        """See `Relay.resume`; nothing where the service publishes nothing."""
        return [] if self._relay is None else await self._relay.resume()

    def register(self, registry: CollectorRegistry) -> None:
        """Show the progress of consumers and relay among the metrics."""
        registry.register(ProgressCollector({c.name: c.figures for c in self._consumers}))
        relay = self._relay
        if relay is not None:
            sequence = Gauge("relay_sequence", "Up to it all is in the log", registry=registry)
            sequence.set_function(lambda: relay.progress.sequence)
            halted = Gauge("relay_halted", "1: an operator has to act", registry=registry)
            halted.set_function(lambda: relay.progress.state == "halted")

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`; each part finishes what it began. Raises what a part could not handle."""
        async with asyncio.TaskGroup() as group:
            for part in (self._relay, *self._consumers, *self._parts):
                if part is not None:
                    group.create_task(part.run(stop))
            group.create_task(self._clean(stop))

    async def _clean(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            for clean in self._cleaning:
                try:
                    async with self._database.transaction() as tx:
                        await clean(tx)
                except Exception as error:  # noqa: BLE001 - the next hour will do
                    _log.warning("not cleaned", error=error)
            with_timeout = asyncio.wait_for(stop.wait(), _CLEANING)
            await asyncio.gather(with_timeout, return_exceptions=True)


@asynccontextmanager
async def working(worker: Worker) -> AsyncIterator["asyncio.Task[None]"]:
    """Runs the worker inside the block; leaving it stops the worker the gentle way."""
    stop = asyncio.Event()
    async with AsyncExitStack() as closing:
        task = asyncio.create_task(worker.run(stop), name="worker")

        async def end() -> None:
            stop.set()
            await asyncio.gather(task, return_exceptions=True)

        closing.push_async_callback(end)
        yield task
