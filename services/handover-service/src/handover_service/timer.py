"""Looks at every case whose time has come: a part of the worker, of which several may run.

A case is looked at in one transaction together with its timer: where a worker dies midway,
nothing was said and the timer is there for the next one; what was said is in the tracking
stream, whose version lets only one of two workers say it.
"""

import asyncio
from datetime import timedelta
from typing import Final
from uuid import UUID

from continuous_line import telemetry
from continuous_line.clock import Clock
from continuous_line.database import Database
from continuous_line.errors import VersionConflict
from continuous_line.retrying import Backoff, transient
from continuous_line.tenure import pause
from handover_service import timers
from handover_service.application.tracking import look_at
from handover_service.programme_table import KnownProgrammes
from handover_service.streams import Cases

_log = telemetry.logger("timer")
_IDLE: Final = 0.25
_PUT_OFF: Final = timedelta(minutes=10)


class Timer:
    """`step` looks at one case."""

    def __init__(
        self, database: Database, clock: Clock, cases: Cases, programmes: KnownProgrammes
    ) -> None:
        self._database, self._clock = database, clock
        self._cases, self._programmes = cases, programmes

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`, which is heard between two cases."""
        backoff = Backoff()
        while not stop.is_set():
            try:
                looked = await self.step()
            except Exception as error:  # noqa: BLE001 - what is away comes back
                _log.warning("interrupted", error=error)
                await backoff.pause(stop)
                continue
            backoff.reset()
            if not looked:
                await pause(stop, _IDLE)

    async def step(self) -> bool:
        """One case; False where none is due. Raises what passes by itself."""
        taken: tuple[UUID, UUID] | None = None
        now = self._clock.now()
        try:
            async with self._database.transaction() as tx:
                taken = await timers.take(tx, now)
                if taken is not None:
                    known = await self._programmes.now(tx)
                    await look_at(tx, self._cases, known, taken[0], now)
        except Exception as error:
            if taken is None or transient(error) or isinstance(error, VersionConflict):
                raise
            _log.error("not looked at", case=str(taken[0]), error=error)
            async with self._database.transaction() as tx:
                await timers.put_off(tx, taken[0], now + _PUT_OFF)
        return taken is not None
