"""Wakes who waits for events: one question for all of them, and no connection held meanwhile."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Final

from continuous_line import telemetry
from continuous_line.database import Database

_LAST: Final = "SELECT municipality, last FROM feed_counters WHERE municipality = ANY($1::text[])"
_log = telemetry.logger("bell")


@dataclass(frozen=True, slots=True, eq=False)
class _Waiter:
    municipality: str
    number: int
    woken: asyncio.Event = field(default_factory=asyncio.Event)


class Bell:
    """One per process. `ending`: is set when the process is asked to stop: then nobody waits."""

    def __init__(self, database: Database, ending: Event, *, every: float = 0.5) -> None:
        self._database, self._ending, self._every = database, ending, every
        self._waiting: set[_Waiter] = set()
        self._anybody = asyncio.Event()

    @property
    def ending(self) -> bool:
        return self._ending.is_set()

    async def after(self, municipality: str, number: int, seconds: float) -> None:
        """Until this feed has a higher number, at most so long, and not when the process ends."""
        if self.ending:
            return
        waiter = _Waiter(municipality, number)
        self._waiting.add(waiter)
        self._anybody.set()
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await waiter.woken.wait()
        finally:
            self._waiting.discard(waiter)

    @asynccontextmanager
    async def ringing(self) -> AsyncIterator[None]:
        """Inside the block. Where the database is away, who waits does so until the end."""
        task = asyncio.create_task(self._run(), name="bell")
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            await self._anybody.wait()
            await asyncio.sleep(self._every)
            if not self._waiting:
                self._anybody.clear()
            elif self.ending:
                self._wake({})
            else:
                await self._look()

    async def _look(self) -> None:
        wanted = sorted({waiter.municipality for waiter in self._waiting})
        try:
            rows = await self._database.ask(_LAST, wanted)
        except Exception as error:  # noqa: BLE001 - it is asked again soon
            _log.warning("not looked", failure=telemetry.places(error))
        else:
            self._wake({row.municipality: row.last for row in rows})

    def _wake(self, last: dict[str, int]) -> None:
        for waiter in self._waiting:
            if self.ending or last.get(waiter.municipality, 0) > waiter.number:
                waiter.woken.set()
