"""From the log to a handler: the effect and the position commit together, each event once.

Positions come from the service's own database, never from offsets committed to the log; those
are noted afterwards, for the log's own lag tools.
"""

import asyncio
import logging
from collections.abc import Sequence

import structlog
from sqlalchemy import MetaData, Table

from continuous_line import parking, positions, watchdog
from continuous_line.clock import SystemClock
from continuous_line.consumer_metrics import Figures
from continuous_line.database import Database
from continuous_line.delivery import Delivery
from continuous_line.event_log.port import EventLog
from continuous_line.handlers import BatchHandler, GenerationOf, Handler, fixed, one_by_one
from continuous_line.membership import Alarm, Membership, Pace, TooManyParked
from continuous_line.retrying import Backoff, place_of, transient
from continuous_line.watchdog import Progress, Watchdog

__all__ = ["BatchHandler", "Consumer", "Handler", "Pace", "tables"]

_logger = structlog.get_logger(__name__)


def tables(metadata: MetaData) -> tuple[Table, ...]:
    """All tables that consumers need in a service's database."""
    return (
        *positions.tables(metadata),
        *parking.tables(metadata),
        *watchdog.tables(metadata),
    )


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
        self.name, self._topics, self._pace = name, tuple(topics), pace or Pace()
        self._database, self._log = database, log
        self._delivery = Delivery(
            database,
            consumer=name,
            handler=_one_of(handler, batch_handler),
            generation=fixed(generation) if isinstance(generation, str) else generation,
            hold_back=hold_back,
            patience=self._pace.patience,
        )
        self._watchdog = Watchdog(name, self._pace.still_limit)
        self._alarm = Alarm(self._pace)
        self._clock = SystemClock()
        self._generation = ""
        self._retrying = False
        self._check_now = asyncio.Event()
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

        async def pause(error: Exception, backoff: Backoff) -> None:
            await self._pause(error, stop, backoff)

        while not stop.is_set():
            try:
                async with self._log.member(self.name, self._topics) as member:
                    membership = Membership(
                        self.name,
                        member,
                        self._delivery,
                        alarm=self._alarm,
                        watchdog=self._watchdog,
                        pace=self._pace,
                        pause=pause,
                        settled=self._settled,
                    )
                    await membership.stay(stop, backoff)
            except TooManyParked:
                self.stopped = True
                _logger.critical("stopped: too many events were parked", consumer=self.name)
                await stop.wait()
            except Exception as error:  # noqa: BLE001  whatever it is, nothing was written: again
                await self._pause(error, stop, backoff)

    def _settled(self, generation: str) -> None:
        self._retrying = False
        if generation != self._generation:
            self._generation = generation
            self._check_now.set()

    async def _pause(self, error: Exception, stop: asyncio.Event, backoff: Backoff) -> None:
        self._retrying = transient(error)
        _logger.log(
            logging.WARNING if self._retrying else logging.ERROR,
            "consumer tries again",
            consumer=self.name,
            error=type(error).__name__,
            at=place_of(error),
        )
        await backoff.pause(stop)

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
            await self._until_next_check()

    async def _until_next_check(self) -> None:
        """Soon after partitions were taken up: what is known is asked for."""
        try:
            async with asyncio.timeout(self._pace.check):
                await self._check_now.wait()
        except TimeoutError:
            return
        self._check_now.clear()

    async def _check(self) -> None:
        at = self._clock.now()
        self._watchdog.compare(await self._log.end_offsets(self._topics), at)
        async with self._database.transaction() as tx:
            await watchdog.store(tx, self.progress)
            known = await watchdog.stored(tx, self.name)
        self._watchdog.others(max((one.checked_at for one in known), default=None), at)


def _one_of(handler: Handler | None, batch_handler: BatchHandler | None) -> BatchHandler:
    match handler, batch_handler:
        case None, given if given is not None:
            return given
        case given, None if given is not None:
            return one_by_one(given)
        case _:
            raise ValueError("give either a handler or a batch_handler")
