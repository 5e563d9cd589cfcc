"""Watches the folders of programmes, and takes what changed; a part of the worker."""

import asyncio
from typing import Final

from prometheus_client import CollectorRegistry, Gauge

from continuous_line import telemetry
from continuous_line.clock import Clock
from continuous_line.database import Database
from continuous_line.tenure import pause
from handover_service import programme_table
from handover_service.config import Policy
from handover_service.programme_files import delivered, read_folders, stamp

_log = telemetry.logger("programmes")
_LOOKS: Final = 1.0
_AGAIN: Final = 60.0


class ProgrammeWatch:
    """Looks each second whether a file changed, and each minute at what it says."""

    def __init__(self, database: Database, clock: Clock, policy: Policy) -> None:
        self._database, self._clock = database, clock
        self._own = policy.programmes_folder
        self._seen: object = None
        self._looked = 0.0
        self.faulty = 0

    def register(self, registry: CollectorRegistry) -> None:
        gauge = Gauge("programme_faults", "Files of programmes refused", registry=registry)
        gauge.set_function(lambda: self.faulty)

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - what is away comes back
                self._seen = None
                _log.warning("not looked at", error=error)
            await pause(stop, _LOOKS)

    async def look(self) -> None:
        """Take what changed since the last look."""
        now = asyncio.get_running_loop().time()
        seen = await asyncio.to_thread(self._stamp)
        if seen == self._seen and now - self._looked < _AGAIN:
            return
        found = await asyncio.to_thread(read_folders, self._own)
        async with self._database.transaction() as tx:
            refused = await programme_table.take(tx, found, self._clock.now())
        self._seen, self._looked, self.faulty = seen, now, len(refused)

    def _stamp(self) -> object:
        return stamp([delivered(), *([self._own] if self._own else [])])
