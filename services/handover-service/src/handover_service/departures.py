"""Who has cases and does not work where they are: the cases are without an owner, and say so.

One way on both sides. Somebody left, or their post changed; a permit holder went to live where the
owner does not work. Leaving is refused while cases stay behind (directory-service); this is for
what nobody can refuse, for what was registered too late, or given to somebody on the way out.
"""

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from continuous_line import telemetry
from continuous_line.act import Act
from continuous_line.clock import Clock
from continuous_line.codes import OwnerGone
from continuous_line.database import Database, Tx, fetch
from continuous_line.days import day, start_of
from continuous_line.event_store import Context
from continuous_line.tenure import pause
from handover_service.by_itself import by_itself
from handover_service.departures_sql import AT_COA, AT_THE_MUNICIPALITY, Whose, orphaned
from handover_service.departures_undone import take_back_leavings
from handover_service.domain import ownership, receiving
from handover_service.domain.case import Case
from handover_service.domain.events import Event
from handover_service.streams import Cases

_PAUSE: Final = 60.0
Leave = Callable[[Case, Act, str, OwnerGone], Sequence[Event]]


@dataclass(frozen=True, slots=True)
class Side:
    """`named_at`: since when somebody has the case there today, None where nobody has."""

    holding: str
    named_at: Callable[[Case, datetime], datetime | None]
    leave: Leave


def _owner_since(case: Case, now: datetime) -> datetime | None:
    held = ownership.tenancy(case, day(now))
    return held.at if held else None


def _client_manager_since(case: Case, now: datetime) -> datetime | None:
    held = receiving.client_manager_on(case, case.municipality(now), day(now))
    return held.at if held else None


_SIDES: Final = (
    Side(AT_COA, _owner_since, ownership.leave),
    Side(AT_THE_MUNICIPALITY, _client_manager_since, receiving.leave),
)


async def leave_cases(
    tx: Tx,
    cases: Cases,
    now: datetime,
    context: Context,
    *,
    staff_id: str | None = None,
    persons: Collection[UUID] | None = None,
) -> int:
    """Of this member of staff, of these persons, or all; how many had somebody who is gone.

    Who stands in may be gone and the case fall back to somebody who is gone, too.
    """
    of: list[Any]
    if staff_id is not None:
        whose, of = Whose.STAFF, [staff_id]
    elif persons is not None:
        whose, of = Whose.PERSONS, [sorted(persons)]
    else:
        whose, of = Whose.ALL, []
    left = 0
    for side in _SIDES:
        asked = orphaned(side.holding, whose)
        while rows := await fetch(tx, asked, day(now), *of):
            found = await _leave_once(tx, cases, now, context, side, rows)
            if not found:
                break
            left += found
    return left


async def _leave_once(
    tx: Tx, cases: Cases, now: datetime, context: Context, side: Side, rows: Sequence[Any]
) -> int:
    left = 0
    for row in rows:
        file = (await cases.files(tx, [row.case_id], to_write=True))[row.case_id]
        case = file.case(row.case_id)
        named_at = side.named_at(case, now)
        if named_at is None:
            continue
        came = row.place_since or named_at
        since = max(start_of(row.since), named_at, came)
        because = _because(gone=row.gone, relocated=came > named_at)
        events = side.leave(case, Act(uuid4(), min(since, now), now), row.holder, because)
        await cases.save(tx, file, events, now=now, context=context)
        left += len(events)
    return left


def _because(*, gone: bool, relocated: bool) -> OwnerGone:
    if gone:
        return OwnerGone.LEFT
    return OwnerGone.RELOCATED if relocated else OwnerGone.ELSEWHERE


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
                    now = self.clock.now()
                    await take_back_leavings(tx, self.cases, now, by_itself())
                    left = await leave_cases(tx, self.cases, now, by_itself())
                if left:
                    log.warning("cases without an owner", cases=left)
            except Exception as error:  # noqa: BLE001 - tried again after the pause
                log.warning("departures not followed", error=error)
            await pause(stop, _PAUSE)
