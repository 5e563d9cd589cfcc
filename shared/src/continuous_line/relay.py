"""The relay: stored events, in the order they became visible, to the log."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, Literal

from continuous_line import checkpoint, recovery
from continuous_line.checkpoint import Checkpoint, CheckpointMoved
from continuous_line.contracts import PublicEvent
from continuous_line.database import Tx, passing
from continuous_line.errors import Fenced, HistoryIncomplete, LogAheadOfStore, LogUnavailable
from continuous_line.event_codec import E
from continuous_line.event_log import EventLog, Publisher
from continuous_line.event_store import EventStore, Stored
from continuous_line.publishing_gate import Gate
from continuous_line.recovery import LostEvent
from continuous_line.sequencing import read_sequenced, sequence
from continuous_line.telemetry import logger
from continuous_line.tenure import direct_connection, pause, take_lock

_log = logger("relay")
_SILENT_AFTER = 60.0
_LONGEST_PAUSE = 5.0
_IDLE = 5


@dataclass(frozen=True, slots=True)
class RelayProgress:
    """`sequence`: everything up to it is in the log. `failure`: class of the last error, if the
    relay is not active. Halted: an operator has to act."""

    state: Literal["waiting", "active", "retrying", "halted"] = "waiting"
    sequence: int = 0
    failure: str | None = None


class Relay(Generic[E]):
    """`interval`: seconds between looks at the store while there is something to do."""

    def __init__(
        self,
        database_url: str,
        log: EventLog,
        *,
        service: str,
        topic: str,
        domain: str,
        source: str,
        store: EventStore[E],
        publish: Callable[[Stored[E]], PublicEvent | None],
        subject: Callable[[Stored[E]], str],
        chunk: int = 1000,
        interval: float = 0.02,
    ) -> None:
        self._url, self._log, self._store = database_url, log, store
        self._name = f"relay-{service}"
        self._gate = Gate(topic, domain, source, publish, subject)
        self._chunk, self._interval = chunk, interval
        self._seen = time.monotonic()
        self._failures = 0
        self.progress = RelayProgress()

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`: wait for the lock, publish, and after any failure start again.

        A store that the log is ahead of, and an event that cannot be published, halt it: it
        looks again every few seconds, in case an operator acted.
        """
        while not stop.is_set():
            self._alive()
            try:
                await self._hold_office(stop)
            except Exception as error:  # noqa: BLE001 - any failure starts again from the checkpoint
                self._failed(error)
                await pause(stop, min(0.1 * 2**self._failures, _LONGEST_PAUSE))
        self.progress = replace(self.progress, state="waiting")

    def healthy(self) -> bool:
        """False where it is halted, or stands still though nothing keeps it waiting.

        A log or database that is away is no reason to restart.
        """
        return self.progress.state != "halted" and time.monotonic() - self._seen < _SILENT_AFTER

    async def resume(self) -> list[LostEvent]:
        """The operator's act after LogAheadOfStore: go on behind the log's end.

        Gives the events that the log has and the restored store lost. Raises RelayActive where
        a relay holds the lock.
        """
        async with direct_connection(self._url, self._name, autocommit=False) as tx:
            return await recovery.resume(tx, self._log, self._name, self._gate, self._store)

    async def _hold_office(self, stop: asyncio.Event) -> None:
        async with direct_connection(self._url, self._name, autocommit=True) as tx:
            while not await take_lock(tx):
                self.progress = replace(self.progress, state="waiting")
                self._alive()
                await pause(stop, 0.25)
                if stop.is_set():
                    return
            async with self._log.publisher(self._name) as publisher:
                at = await checkpoint.reconcile(tx, self._log, self._gate.topic)
                _log.info("active", sequence=at.sequence)
                await self._publish_until(stop, tx, publisher, at)

    async def _publish_until(
        self, stop: asyncio.Event, tx: Tx, publisher: Publisher, at: Checkpoint
    ) -> None:
        idle = 0
        while not stop.is_set():
            self._alive()
            found = await sequence(tx)
            before = at
            if found or not idle:
                at = await self._publish_chunk(tx, publisher, at)
            self._failures = 0
            self.progress = RelayProgress("active", at.sequence)
            idle = 0 if found or at is not before else min(idle + 1, _IDLE)
            if idle:
                await pause(stop, self._interval * idle)

    async def _publish_chunk(self, tx: Tx, publisher: Publisher, at: Checkpoint) -> Checkpoint:
        items = await read_sequenced(tx, self._store, at.sequence, self._chunk)
        if not items:
            return at
        records = {item.sequence: self._gate.record(item) for item in items}
        public = {number: record for number, record in records.items() if record is not None}
        if public:
            await publisher.publish(list(public.values()))
        return await at.moved(tx, items[-1].sequence, max(public, default=None))

    def _alive(self) -> None:
        self._seen = time.monotonic()

    def _failed(self, error: Exception) -> None:
        self._failures = min(self._failures + 1, 10)
        halted = isinstance(error, LogAheadOfStore | HistoryIncomplete) or not (
            passing(error) or isinstance(error, LogUnavailable | Fenced | CheckpointMoved)
        )
        state: Literal["halted", "retrying"] = "halted" if halted else "retrying"
        self.progress = RelayProgress(state, self.progress.sequence, type(error).__name__)
        _log.error("halted", error=error) if halted else _log.warning("retrying", error=error)
