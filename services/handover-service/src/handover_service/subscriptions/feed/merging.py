"""A municipality that merged: its successor takes its place, and is told of who is linked there."""

import asyncio
from datetime import datetime
from typing import Final
from uuid import UUID

from continuous_line import telemetry
from continuous_line.clock import Clock
from continuous_line.database import Database, Tx, fetch
from continuous_line.days import day
from handover_service.subscriptions.feed import numbering
from handover_service.subscriptions.feed.places import alone, places, under
from handover_service.subscriptions.feed.telling_state import states

_log = telemetry.logger("merging")
_EVERY: Final = 60.0
_UNTOLD: Final = """
    SELECT code, successor, event_id FROM feed_mergers WHERE NOT told AND valid_from <= $1
    ORDER BY valid_from, code
    """
_TELL: Final = "UPDATE feed_mergers SET told = true WHERE code = $1"


class Merging:
    """Looks every minute whether a merger's day has come."""

    def __init__(self, database: Database, clock: Clock, source: str) -> None:
        self._database, self._clock, self._source = database, clock, source

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await self.step()
            except Exception as error:  # noqa: BLE001 - the next minute will do
                _log.warning("mergers not told", error=error)
            await asyncio.gather(asyncio.wait_for(stop.wait(), _EVERY), return_exceptions=True)

    async def step(self) -> None:
        """Tell the successors of mergers that hold by now, each once."""
        now = self._clock.now()
        async with self._database.transaction() as tx:
            due = await fetch(tx, _UNTOLD, day(now))
        for merger in due:
            async with self._database.transaction() as tx:
                await self._tell(tx, merger.code, merger.event_id, now)

    async def _tell(self, tx: Tx, code: str, cause: UUID, now: datetime) -> None:
        await alone(tx)
        at = await places(tx, day(now))
        feed = at.feed_of(code)
        if feed is not None and feed != code:
            rows = [
                numbering.made(envelope, feed, link_id)
                async for envelope, link_id in states(
                    tx, under(at.successors, code), now, source=self._source, because=cause
                )
            ]
            await numbering.append(tx, rows, now)
        await fetch(tx, _TELL, code)
