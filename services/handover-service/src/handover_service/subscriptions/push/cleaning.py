"""What nobody can be sent any more goes: of ended subscriptions, of erased persons, and dead
letters that may no longer be told, so that the end of the link, which waits behind them, is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from continuous_line.database import Database, Tx, fetch
from continuous_line.worker import Cleaning
from handover_service.resources import Resources
from handover_service.subscriptions.feed import reading as feed
from handover_service.subscriptions.feed.reading import Due

_ENDED: Final = (
    "DELETE FROM push_deliveries d USING subscriptions s "
    "WHERE s.subscription_id = d.subscription_id AND s.state = 'ended'"
)
_GONE: Final = (
    "SELECT DISTINCT d.subscription_id FROM push_deliveries d JOIN subscriptions s "
    "USING (subscription_id) WHERE NOT EXISTS (SELECT FROM feed_rows r "
    "WHERE r.municipality = s.municipality AND r.number = d.number)"
)
_DEAD: Final = (
    "SELECT d.subscription_id, s.municipality, array_agg(d.number) AS numbers "
    "FROM push_deliveries d JOIN subscriptions s USING (subscription_id) "
    "WHERE d.state = 'dead' AND s.state <> 'ended' GROUP BY 1, 2"
)
_LEAVE: Final = (
    "WITH gone AS (DELETE FROM push_deliveries WHERE subscription_id = $1 "
    "AND number = ANY ($2::bigint[]) AND state = 'dead' RETURNING 1) "
    "UPDATE push_places SET passed = passed + (SELECT count(*) FROM gone) "
    "WHERE subscription_id = $1"
)
_LOCK: Final = "SELECT 1 AS one FROM push_places WHERE subscription_id = $1 FOR UPDATE"
_DROP: Final = (
    "DELETE FROM push_deliveries d USING subscriptions s "
    "WHERE d.subscription_id = $1 AND s.subscription_id = $1 AND NOT EXISTS ("
    "SELECT FROM feed_rows r WHERE r.municipality = s.municipality AND r.number = d.number)"
)
_RISE: Final = (
    "UPDATE push_deliveries d SET head = true WHERE d.subscription_id = $1 AND NOT d.head "
    "AND NOT EXISTS (SELECT FROM push_deliveries e WHERE e.subscription_id = $1 "
    "AND e.permit_holder_id = d.permit_holder_id AND e.number < d.number)"
)


def cleaning(resources: Resources) -> Cleaning:
    """For `Worker(cleaning=...)`: hourly. It is judged in a snapshot, beside the transaction."""

    async def clean_now(tx: Tx) -> None:
        await clean(tx, await void(resources.database, resources.clock.now()))

    return clean_now


async def void(database: Database, now: datetime) -> Mapping[UUID, Sequence[int]]:
    """Dead letters that nobody there may be told any more."""
    found: dict[UUID, Sequence[int]] = {}
    async with database.reading() as tx:
        for row in await fetch(tx, _DEAD):
            due = await feed.still(tx, row.municipality, row.numbers, now)
            found[row.subscription_id] = [one for one in due if due[one] is Due.PASS]
    return {one: numbers for one, numbers in found.items() if numbers}


async def clean(tx: Tx, left_out: Mapping[UUID, Sequence[int]]) -> None:
    """Of who was erased nothing is left, dead letters neither. `left_out`: numbers that go too."""
    await fetch(tx, _ENDED)
    erased = {row.subscription_id for row in await fetch(tx, _GONE)}
    for one in sorted(erased.union(left_out), key=str):
        await fetch(tx, _LOCK, one)
        await fetch(tx, _LEAVE, one, list(left_out.get(one, ())))
        for statement in (_DROP, _RISE):
            await fetch(tx, statement, one)
