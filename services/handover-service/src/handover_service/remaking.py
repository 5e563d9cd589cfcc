"""Rows that an earlier version of the service wrote are made anew: a part of the worker.

`rows.SHAPE` counts what rows are made of. Until its row is made anew a case stands in lists as the
earlier version wrote it, or in none.
"""

import asyncio
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from continuous_line import telemetry
from continuous_line.clock import Clock
from continuous_line.database import Database, fetch
from continuous_line.tenure import pause
from handover_service.rows import SHAPE
from handover_service.streams import Cases

_log = telemetry.logger("remaking")
_PAUSE: Final = 60.0
_BEFORE_ALL: Final = UUID(int=0)
_NEXT: Final = (
    "SELECT permit_holder_id FROM cases WHERE shape < $1 AND permit_holder_id > $2 "
    "ORDER BY permit_holder_id LIMIT 1"
)
_STRAY: Final = (
    "DELETE FROM units u WHERE NOT EXISTS "
    "(SELECT FROM cases c WHERE c.unit_id = u.unit_id AND c.closed_on IS NULL)"
)
"""Rows of units under ids that the earlier version gave them."""


@dataclass(frozen=True, slots=True)
class Remaking:
    database: Database
    cases: Cases
    clock: Clock

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                made = await self.all(stop)
                if made:
                    _log.info("made anew", persons=made)
            except Exception as error:  # noqa: BLE001 - what is away comes back
                _log.warning("interrupted", error=error)
            await pause(stop, _PAUSE)

    async def all(self, stop: asyncio.Event | None = None) -> int:
        """Person by person, so that nobody waits long; of how many persons that was."""
        made, last = 0, _BEFORE_ALL
        while not (stop and stop.is_set()):
            following = await self._after(last)
            if following is None:
                break
            last = following
            made += await self._one(following)
        if made:
            async with self.database.transaction() as tx:
                await fetch(tx, _STRAY)
        return made

    async def _after(self, last: UUID) -> UUID | None:
        async with self.database.reading() as tx:
            rows: list[Any] = await fetch(tx, _NEXT, SHAPE, last)
        return rows[0].permit_holder_id if rows else None

    async def _one(self, person: UUID) -> bool:
        """False where it cannot be made now, which keeps no other from it."""
        try:
            async with self.database.transaction() as tx:
                await self.cases.remake(tx, person, self.clock.now())
        except Exception as error:  # noqa: BLE001 - tried again after the pause
            _log.error("not made anew", person=str(person), error=error)
            return False
        return True
