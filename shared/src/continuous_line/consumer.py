"""From the log to a handler: the effect and the position commit together, each event once.

Positions come from the service's own database, never from offsets committed to the log; those
are noted afterwards, for the log's own lag tools.
"""

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy import MetaData, Table

from continuous_line import parking, positions, watchdog
from continuous_line.clock import SystemClock
from continuous_line.database import Database
from continuous_line.delivery import (
    BatchHandler,
    Delivery,
    GenerationOf,
    Handler,
    Held,
    fixed,
    one_by_one,
)
from continuous_line.errors import StaleOwner
from continuous_line.event_log.port import EventLog, LogRecord, Member, TopicPartition
from continuous_line.retrying import Backoff, place_of, transient
from continuous_line.watchdog import Figures, Progress, Watchdog

__all__ = ["BatchHandler", "Consumer", "Handler", "Pace", "tables"]

_logger = structlog.get_logger(__name__)


def tables(metadata: MetaData) -> tuple[Table, ...]:
    """All tables that consumers need in a service's database."""
    return (
        *positions.tables(metadata),
        *parking.tables(metadata),
        *watchdog.tables(metadata),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Seconds and numbers that operators may want to change.

    `many_parked` events parked within `many_within` seconds stop the consumer: then it is not
    the events that are wrong. `leave_within` bounds what a stop may take; `patience` is how long
    an owner may say nothing to the database in a transaction.
    """

    batch: int = 500
    poll: float = 0.5
    look_for_wishes: float = 1.0
    check: float = 5.0
    note: float = 2.0
    still_limit: float = watchdog.STILL_LIMIT
    leave_within: float = 20.0
    patience: float = 30.0
    many_parked: int = 50
    many_within: float = 60.0


class TooManyParked(Exception):
    """The consumer stops: see Pace."""


class Consumer:
    """Reads topics as a member of the group `name`, and hands their events to one handler.

    Give `handler`, or `batch_handler` to get what arrived of a partition number at once.
    `generation` is asked in every transaction: where it changes, the consumer goes on at that
    generation's positions. With `hold_back` later events of a key wait behind a parked one, in
    order; without it only the event itself is parked. Unknown event types are skipped.
    """

    def __init__(
        self,
        database: Database,
        log: EventLog,
        *,
        name: str,
        topics: Sequence[str],
        handler: Handler | None = None,
        batch_handler: BatchHandler | None = None,
        generation: str | GenerationOf = "live",
        hold_back: bool = True,
        pace: Pace | None = None,
    ) -> None:
        if (handler is None) == (batch_handler is None):
            raise ValueError("give either a handler or a batch_handler")
        self.name, self._topics, self._pace = name, tuple(topics), pace or Pace()
        self._database, self._log = database, log
        self._delivery = Delivery(
            database,
            consumer=name,
            handler=batch_handler or one_by_one(_given(handler)),
            generation=fixed(generation) if isinstance(generation, str) else generation,
            hold_back=hold_back,
            patience=self._pace.patience,
        )
        self._watchdog = Watchdog(name, self._pace.still_limit)
        self._clock = SystemClock()
        self._held: dict[int, Held] = {}
        self._assigned: frozenset[TopicPartition] | None = None
        self._parked: deque[float] = deque()
        self._retrying = False
        self.stopped = False

    def alive(self) -> bool:
        """False where a restart is needed: it stands still, or stopped because too much fails."""
        return not self.stopped and self._watchdog.alive()

    @property
    def progress(self) -> list[Progress]:
        """Of the partition numbers that this process holds."""
        return self._watchdog.progress(self._generation, self._clock.now())

    def figures(self) -> Figures:
        return Figures(self.alive(), self.stopped, self.progress)

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set; then it finishes what it began, and leaves the group.

        What is not finished `leave_within` seconds later is rolled back and comes again.
        """
        work = asyncio.create_task(self._work(stop), name=f"consumer {self.name}")
        watch = asyncio.create_task(self._watch(stop), name=f"watchdog {self.name}")
        asked = asyncio.create_task(stop.wait())
        tasks = (work, watch, asked)
        try:
            await asyncio.wait({work, asked}, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait({work}, timeout=self._pace.leave_within)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        if not work.cancelled() and (error := work.exception()):
            raise error

    async def _work(self, stop: asyncio.Event) -> None:
        backoff = Backoff()
        while not stop.is_set():
            try:
                async with self._log.member(self.name, self._topics) as member:
                    self._assigned = None
                    await self._consume(member, stop, backoff)
            except TooManyParked:
                self.stopped = True
                _logger.critical(
                    "consumer stopped: too many events parked",
                    consumer=self.name,
                    parked=len(self._parked),
                    within_seconds=self._pace.many_within,
                )
                await stop.wait()
            except Exception as error:  # noqa: BLE001  whatever it is, nothing was written: again
                await self._pause(error, stop, backoff)
        self._retrying = False

    async def _consume(self, member: Member, stop: asyncio.Event, backoff: Backoff) -> None:
        wishes = noted = time.monotonic()
        while not stop.is_set():
            try:
                if member.assignment() != self._assigned:
                    await self._take_up(member)
                polled = await self._poll(member)
                for number, records in _by_number(polled):
                    if stop.is_set():
                        return
                    await self._deliver(self._held_at(number), records, member, stop)
                await self._record(member)
                if time.monotonic() - wishes > self._pace.look_for_wishes:
                    wishes = time.monotonic()
                    await self._release(stop)
            except StaleOwner as stale:
                _logger.info("positions moved elsewhere", consumer=self.name, why=str(stale))
                self._assigned = None
                await backoff.pause(stop)
                continue
            self._retrying = False
            backoff.reset()
            if time.monotonic() - noted > self._pace.note:
                noted = time.monotonic()
                await self._note(member)

    async def _take_up(self, member: Member) -> None:
        """Hold what is assigned now, and seek to where the database says it was left."""
        assigned = member.assignment()
        numbers = sorted({partition.partition for partition in assigned})
        self._held = await self._delivery.hold(numbers)
        places = {p: self._held[p.partition].offset(p.topic) for p in assigned}
        self._watchdog.hold(places)
        if member.assignment() != assigned:
            raise StaleOwner("assigned anew meanwhile")
        for partition, offset in places.items():
            member.seek(partition, offset)
        self._assigned = assigned
        _logger.info("partitions taken up", consumer=self.name, partitions=numbers)

    async def _poll(self, member: Member) -> Mapping[TopicPartition, Sequence[LogRecord]]:
        try:
            return await member.poll(self._pace.poll, self._pace.batch)
        except RuntimeError as unsought:
            raise StaleOwner("assigned anew") from unsought

    def _held_at(self, number: int) -> Held:
        try:
            return self._held[number]
        except KeyError:
            raise StaleOwner(f"partition {number} was assigned meanwhile") from None

    async def _deliver(
        self, held: Held, records: Sequence[LogRecord], member: Member, stop: asyncio.Event
    ) -> None:
        """Until it is done, whatever is away; raises StaleOwner where the partition left."""
        backoff = Backoff()
        while True:
            try:
                await self._deliver_once(held, records)
            except (StaleOwner, TooManyParked):
                raise
            except Exception as error:
                await self._pause(error, stop, backoff)
                if stop.is_set() or member.assignment() != self._assigned:
                    raise StaleOwner("left while trying again") from error
            else:
                self._retrying = False
                return

    async def _deliver_once(self, held: Held, records: Sequence[LogRecord]) -> None:
        try:
            await self._delivery.deliver(held, records)
        except StaleOwner:
            raise
        except Exception as error:
            if transient(error):
                raise
            for record in records:
                if await self._delivery.deliver_or_park(held, record):
                    self._count_parked()

    def _count_parked(self) -> None:
        now = time.monotonic()
        self._parked.append(now)
        while self._parked[0] < now - self._pace.many_within:
            self._parked.popleft()
        if len(self._parked) >= self._pace.many_parked:
            raise TooManyParked

    async def _record(self, member: Member) -> None:
        """All that was polled is handled: up to the member's position everything is."""
        now = self._clock.now()
        for partition in member.assignment() & (self._assigned or frozenset()):
            self._watchdog.reached(partition, await member.position(partition), now)

    async def _release(self, stop: asyncio.Event) -> None:
        """Redrives, discards, and what waited behind them."""
        if not self._held:
            return
        generation = self._generation
        for number in await self._delivery.to_release(sorted(self._held), generation):
            while not stop.is_set() and await self._delivery.release(self._held[number]):
                pass

    async def _note(self, member: Member) -> None:
        offsets = {
            TopicPartition(topic, held.number): at.offset
            for held in self._held.values()
            for topic, at in held.positions.items()
            if TopicPartition(topic, held.number) in member.assignment()
        }
        if not offsets:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(5):
                await member.note(offsets)

    async def _watch(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                async with asyncio.timeout(10):
                    await self._check()
            except Exception as error:  # noqa: BLE001  a watchdog does not die
                if transient(error):
                    self._watchdog.excuse()
                else:
                    _logger.warning(
                        "progress not checked",
                        consumer=self.name,
                        error=type(error).__name__,
                        at=place_of(error),
                    )
            if self._retrying:
                self._watchdog.excuse()
            await _wait(stop.wait(), self._pace.check)

    async def _check(self) -> None:
        at = self._clock.now()
        self._watchdog.compare(await self._log.end_offsets(self._topics), at)
        async with self._database.transaction() as tx:
            await watchdog.store(tx, self.progress)

    async def _pause(self, error: Exception, stop: asyncio.Event, backoff: Backoff) -> None:
        passing = transient(error)
        self._retrying = passing
        _logger.log(
            30 if passing else 40,
            "consumer tries again",
            consumer=self.name,
            error=type(error).__name__,
            at=place_of(error),
        )
        await backoff.pause(stop)

    @property
    def _generation(self) -> str:
        return next((held.generation for held in self._held.values()), "")


def _given(handler: Handler | None) -> Handler:
    if handler is None:
        raise ValueError("a handler is missing")
    return handler


def _by_number(
    polled: Mapping[TopicPartition, Sequence[LogRecord]],
) -> list[tuple[int, list[LogRecord]]]:
    """All topics of one partition number together; each topic in its order."""
    numbers: dict[int, list[LogRecord]] = {}
    for partition in sorted(polled):
        numbers.setdefault(partition.partition, []).extend(polled[partition])
    return sorted(numbers.items())


async def _wait(awaited: Awaitable[object], seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await awaited
