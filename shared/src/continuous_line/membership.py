"""One stay in a consumer group: partitions come and go, what is polled is delivered."""

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import structlog

from continuous_line import watchdog
from continuous_line.clock import SystemClock
from continuous_line.delivery import Delivery, Held
from continuous_line.errors import StaleOwner
from continuous_line.event_log.port import LogRecord, Member, TopicPartition
from continuous_line.retrying import Backoff, transient
from continuous_line.watchdog import Watchdog

_logger = structlog.get_logger(__name__)
_RELEASED_AT_ONCE = 200


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
    leave_within: float = 6.0
    patience: float = 30.0
    many_parked: int = 50
    many_within: float = 60.0


class TooManyParked(Exception):
    """The consumer stops: see Pace."""


class Alarm:
    """Counts what is parked; raises TooManyParked where it is many in a short time."""

    def __init__(self, pace: Pace) -> None:
        self._most, self._within = pace.many_parked, pace.many_within
        self._moments: deque[float] = deque()

    def count(self) -> None:
        now = time.monotonic()
        self._moments.append(now)
        while self._moments[0] < now - self._within:
            self._moments.popleft()
        if len(self._moments) >= self._most:
            raise TooManyParked


class Regularly:
    """True once in so many seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._last = seconds, time.monotonic()

    def due(self) -> bool:
        if (now := time.monotonic()) - self._last < self._seconds:
            return False
        self._last = now
        return True


class Membership:
    """`pause` is called with every error that calls for trying again; `settled` when all that
    was polled is handled."""

    def __init__(
        self,
        consumer: str,
        member: Member,
        delivery: Delivery,
        *,
        alarm: Alarm,
        watchdog: Watchdog,
        pace: Pace,
        pause: Callable[[Exception, Backoff], Awaitable[None]],
        settled: Callable[[str], None],
    ) -> None:
        self._consumer, self._member, self._delivery = consumer, member, delivery
        self._alarm, self._watchdog, self._pace = alarm, watchdog, pace
        self._pause, self._settled = pause, settled
        self._clock = SystemClock()
        self._held: dict[int, Held] = {}
        self._assigned: frozenset[TopicPartition] | None = None

    async def stay(self, stop: asyncio.Event, backoff: Backoff) -> None:
        """Until `stop`. Raises TooManyParked, and whatever it did not expect."""
        wishes, notes = Regularly(self._pace.look_for_wishes), Regularly(self._pace.note)
        while not stop.is_set():
            try:
                await self._turn(stop)
                if wishes.due():
                    await self._release(stop)
            except StaleOwner as stale:
                _logger.info("positions moved elsewhere", consumer=self._consumer, why=str(stale))
                self._assigned = None
                await backoff.pause(stop)
                continue
            backoff.reset()
            self._settled(self._generation)
            if notes.due():
                await self._note()

    async def _turn(self, stop: asyncio.Event) -> None:
        if self._member.assignment() != self._assigned:
            await self._take_up()
        for number, records in _by_number(await self._poll()):
            if stop.is_set():
                return
            await self._deliver(self._held_at(number), records, stop)
        now = self._clock.now()
        for partition in self._member.assignment() & (self._assigned or frozenset()):
            # All that was polled is handled: up to the member's position everything is.
            self._watchdog.reached(partition, await self._member.position(partition), now)

    async def _take_up(self) -> None:
        """Hold what is assigned now, and seek to where the database says it was left."""
        assigned = self._member.assignment()
        numbers = sorted({partition.partition for partition in assigned})
        self._held = await self._delivery.hold(numbers)
        places = {p: self._held[p.partition].offset(p.topic) for p in assigned}
        self._watchdog.hold(places)
        if self._member.assignment() != assigned:
            raise StaleOwner("assigned anew meanwhile")
        for partition, offset in places.items():
            self._member.seek(partition, offset)
        self._assigned = assigned
        _logger.info("partitions taken up", consumer=self._consumer, partitions=numbers)

    async def _poll(self) -> Mapping[TopicPartition, Sequence[LogRecord]]:
        try:
            return await self._member.poll(self._pace.poll, self._pace.batch)
        except RuntimeError as unsought:
            raise StaleOwner("assigned anew") from unsought

    def _held_at(self, number: int) -> Held:
        try:
            return self._held[number]
        except KeyError:
            raise StaleOwner(f"partition {number} was assigned meanwhile") from None

    async def _deliver(self, held: Held, records: Sequence[LogRecord], stop: asyncio.Event) -> None:
        """Until it is done, whatever is away; raises StaleOwner where the partition left."""
        backoff = Backoff()
        while True:
            try:
                await self._deliver_once(held, records)
            except (StaleOwner, TooManyParked):
                raise
            except Exception as error:
                await self._pause(error, backoff)
                if stop.is_set() or self._member.assignment() != self._assigned:
                    raise StaleOwner("left while trying again") from error
            else:
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
                    self._alarm.count()

    async def _release(self, stop: asyncio.Event) -> None:
        """Redrives, discards, and what waited behind them."""
        if not self._held:
            return
        numbers = sorted(self._held)
        for number in await self._delivery.to_release(numbers, self._generation):
            for _ in range(_RELEASED_AT_ONCE):
                if stop.is_set() or not await self._delivery.release(self._held[number]):
                    break

    async def _note(self) -> None:
        offsets = {
            partition: held.positions[partition.topic].offset
            for partition in self._member.assignment()
            if (held := self._held.get(partition.partition)) and partition.topic in held.positions
        }
        if offsets:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(5):
                    await self._member.note(offsets)

    @property
    def _generation(self) -> str:
        return next((held.generation for held in self._held.values()), "")


def _by_number(
    polled: Mapping[TopicPartition, Sequence[LogRecord]],
) -> list[tuple[int, list[LogRecord]]]:
    """All topics of one partition number together; each topic in its order."""
    numbers: dict[int, list[LogRecord]] = {}
    for partition in sorted(polled):
        numbers.setdefault(partition.partition, []).extend(polled[partition])
    return sorted(numbers.items())
