"""For whom a municipality speaks: also for those that merged into it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, delete, select
from sqlalchemy.dialects.postgresql import insert

from continuous_line.auth import Principal
from continuous_line.contracts import Envelope, EventVoided, PublicEvent, directory
from continuous_line.database import Tx
from continuous_line.days import day


async def hear(tx: Tx, mergers: Table, envelope: Envelope, event: PublicEvent, **more: Any) -> None:
    """Keep a merger with these values `more`, until it is taken back.

    `mergers` has the columns `code`, `successor`, `valid_from` and `event_id`.
    """
    gone = event.voids if isinstance(event, EventVoided) else event.replaces
    if gone is not None:
        await tx.execute(delete(mergers).where(mergers.c.event_id == gone))
    if isinstance(event, directory.MunicipalityMerged):
        row = {
            "code": event.code, "successor": event.successor, "valid_from": event.valid_from,
            "event_id": envelope.id, **more,
        }  # fmt: skip
        kept = insert(mergers).values(row)
        await tx.execute(kept.on_conflict_do_update(index_elements=["code"], set_=row))


async def municipalities_of(tx: Tx, mergers: Table, who: Principal, on: date) -> frozenset[str]:
    """Those of the token, and all that have merged into them by that day.

    `mergers` has the columns `code`, `successor` and `valid_from`. A municipality's own system
    may be known by its organisation alone.
    """
    return await with_merged(tx, mergers, who.places | {who.organisation}, on)


async def with_merged(tx: Tx, mergers: Table, places: frozenset[str], on: date) -> frozenset[str]:
    """These places, and all that have merged into them by that day."""
    found, t = places, mergers
    while True:
        chosen = select(t.c.code).where(t.c.successor.in_(found), t.c.valid_from <= on)
        larger = found | set((await tx.execute(chosen)).scalars())
        if larger == found:
            return found
        found = larger


async def merged_into(
    tx: Tx, mergers: Table, municipality: str | None, now: datetime
) -> list[str] | None:
    """What a list is filtered by: this municipality and all that have merged into it by now.

    What was linked before a merger keeps the name of its time. None: no filter.
    """
    if municipality is None:
        return None
    return sorted(await with_merged(tx, mergers, frozenset((municipality,)), day(now)))
