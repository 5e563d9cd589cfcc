"""Who has cases and works there no more: the cases are without an owner, and say so.

Leaving is refused while cases stay behind (directory-service); this is for what was registered
too late, or for a case that was given to somebody on the way out.
"""

import asyncio
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4

from continuous_line import telemetry
from continuous_line.act import Act
from continuous_line.clock import Clock
from continuous_line.database import Database, Tx, fetch
from continuous_line.days import day, start_of
from continuous_line.event_store import Context
from continuous_line.tenure import pause
from handover_service.by_itself import by_itself
from handover_service.domain.ownership import leave, owner, tenancy
from handover_service.streams import Cases

_PAUSE: Final = 60.0
_ORPHANED: Final = """
    SELECT c.case_id, post.valid_from, post.owner
    FROM (
      SELECT case_id, CASE WHEN owner_until < $1 THEN owner_then ELSE owner END AS owner
      FROM cases WHERE closed_on IS NULL
    ) c
    CROSS JOIN LATERAL (
      SELECT s.gone, s.valid_from, c.owner FROM staff s
      WHERE s.staff_id = c.owner AND s.valid_from <= $1
        AND NOT EXISTS (
          SELECT FROM staff AS l WHERE l.gone AND l.staff_id = s.staff_id
          AND l.valid_from <= s.valid_from AND l.sequence > s.sequence)
      ORDER BY s.valid_from DESC, s.sequence DESC LIMIT 1
    ) post
    WHERE post.gone AND (CAST($2 AS text) IS NULL OR c.owner = $2)
    ORDER BY c.case_id
    """


async def leave_cases(
    tx: Tx, cases: Cases, now: datetime, context: Context, staff_id: str | None = None
) -> int:
    """Of this member of staff, or of all who have left by today; how many cases that was."""
    left = 0
    for row in await fetch(tx, _ORPHANED, day(now), staff_id):
        left += await _leave_case(tx, cases, row.case_id, row.owner, row.valid_from, now, context)
    return left


async def _leave_case(
    tx: Tx, cases: Cases, case_id: UUID, gone: str, since: date, now: datetime, context: Context
) -> int:
    file = (await cases.files(tx, [case_id], to_write=True))[case_id]
    case = file.case(case_id)
    held = tenancy(case, day(now))
    if held is None or owner(case, day(now)) != gone:
        return 0
    at = min(max(start_of(since), held.at), now)
    events = leave(case, Act(uuid4(), at, now), gone)
    await cases.save(tx, file, events, now=now, context=context)
    return len(events)


@dataclass(frozen=True, slots=True)
class Departures:
    """A part of the worker: a day of leaving that was registered ahead comes."""

    database: Database
    cases: Cases
    clock: Clock

    async def run(self, stop: asyncio.Event) -> None:
        log = telemetry.logger("departures")
        while not stop.is_set():
            try:
                async with self.database.transaction() as tx:
                    left = await leave_cases(tx, self.cases, self.clock.now(), by_itself())
                if left:
                    log.warning("cases without an owner", cases=left)
            except Exception as error:  # noqa: BLE001 - tried again after the pause
                log.warning("departures not followed", error=error)
            await pause(stop, _PAUSE)
