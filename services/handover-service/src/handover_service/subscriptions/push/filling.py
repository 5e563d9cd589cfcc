"""From the feed to what waits to be sent: as far as there is room, in order."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from continuous_line.database import Tx, fetch
from handover_service.subscriptions import changes
from handover_service.subscriptions.changes import What
from handover_service.subscriptions.feed import audience
from handover_service.subscriptions.feed import reading as feed
from handover_service.subscriptions.feed.places import alone
from handover_service.subscriptions.push.tools import Tools
from handover_service.subscriptions.push.wanting import wants
from handover_service.subscriptions.standing import State, load

MOST_WAITING: Final = 10_000
"""Of one subscription, of persons whose first one was not tried yet; the rest stays in the feed
until there is room."""
MOST_KEPT: Final = 100_000
"""Of one subscription, what waits behind failed tries and dead letters among them."""
STRETCH: Final = 500
_TOLD_AGAIN: Final = timedelta(days=1)
_PLACE: Final = (
    "SELECT p.read_to, (SELECT count(*) FROM (SELECT FROM push_deliveries d "
    "WHERE d.subscription_id = p.subscription_id LIMIT $2) seen) AS kept "
    "FROM push_places p WHERE p.subscription_id = $1"
)
_FLOWING: Final = (
    "WITH seen AS MATERIALIZED (SELECT permit_holder_id, head, state, attempts "
    "FROM push_deliveries WHERE subscription_id = $1) "
    "SELECT count(*) AS kept, count(*) FILTER (WHERE permit_holder_id NOT IN ("
    "SELECT permit_holder_id FROM seen WHERE head AND (state = 'dead' OR attempts > 0))"
    ") AS flowing FROM seen"
)
_TOLD: Final = (
    "SELECT 1 AS one FROM subscription_changes WHERE subscription_id = $1 AND what = $2 "
    "AND at > $3 LIMIT 1"
)
_LOCK: Final = (
    "UPDATE push_places SET read_to = $3 WHERE subscription_id = $1 AND read_to = $2 "
    "RETURNING read_to"
)
_WRITE: Final = (
    "INSERT INTO push_deliveries "
    "(subscription_id, number, permit_holder_id, made_at, state, head, next_try_at) "
    "SELECT $1, t.number, t.person, t.made_at, 'waiting', t.first AND NOT EXISTS ("
    "SELECT FROM push_deliveries d WHERE d.subscription_id = $1 AND d.permit_holder_id = t.person "
    "AND d.number < t.number), $6 "
    "FROM unnest($2::bigint[], $3::uuid[], $4::timestamptz[], $5::boolean[]) "
    "AS t (number, person, made_at, first)"
)


async def fill(
    tools: Tools,
    subscription_id: UUID,
    most_waiting: int = MOST_WAITING,
    most_kept: int = MOST_KEPT,
) -> bool:
    """One stretch of the feed; whether anything was added or there is more to read.

    Raises AccessUnknown where links are heard too late to know who may be told.
    """
    now = tools.clock.now()
    try:
        async with tools.database.reading() as tx:
            subscription = await load(tx, subscription_id)
            rows = await fetch(tx, _PLACE, subscription_id, most_waiting)
            if subscription is None or subscription.state is not State.ACTIVE or not rows:
                return False
            flowing = kept = rows[0].kept
            if kept >= most_waiting:
                (counted,) = await fetch(tx, _FLOWING, subscription_id)
                flowing, kept = counted.flowing, counted.kept
            limit = min(STRETCH, most_waiting - flowing, most_kept - kept)
            after: int = rows[0].read_to
            if limit > 0:
                reader = feed.Reader(subscription.municipality, subscription.id)
                found = await feed.stretch(tx, reader, after, limit, now, waiting=True)
    except feed.PositionGone as gone:
        await _jump(tools, reader, after, gone.earliest, now)
        return True
    if limit <= 0:
        if kept >= most_kept:
            await _tell_full(tools, subscription_id, kept, now)
        return False
    wanted = [row for row in found.rows if wants(tools, subscription, row.envelope)]
    if found.reached == after:
        return False
    async with tools.database.transaction() as tx:
        if await fetch(tx, _LOCK, subscription_id, after, found.reached):
            await _write(tx, subscription_id, wanted, now)
    return True


async def _tell_full(tools: Tools, subscription_id: UUID, kept: int, now: datetime) -> None:
    """Its owner is told, once a day: nothing new flows until something of it is decided about."""
    async with tools.database.transaction() as tx:
        if not await fetch(tx, _TOLD, subscription_id, What.FULL.value, now - _TOLD_AGAIN):
            await changes.record(tx, subscription_id, What.FULL, at=now, waiting=kept)


async def _write(tx: Tx, subscription_id: UUID, rows: Sequence[feed.Row], now: datetime) -> None:
    if rows:
        await fetch(
            tx,
            _WRITE,
            subscription_id,
            [row.number for row in rows],
            [row.permit_holder_id for row in rows],
            [row.made_at for row in rows],
            list(_first(rows)),
            now,
        )


def _first(rows: Sequence[feed.Row]) -> Iterator[bool]:
    """Whether no row before is about the same person."""
    seen: set[UUID] = set()
    for row in rows:
        yield row.permit_holder_id not in seen
        seen.add(row.permit_holder_id)


async def _jump(
    tools: Tools, reader: feed.Reader, after: int, earliest: int, now: datetime
) -> None:
    """What was there is no longer kept: it goes on from what is, the sink is told anew how things
    stand, and the owner that something was missed."""
    async with tools.database.transaction() as tx:
        await alone(tx)
        if await fetch(tx, _LOCK, reader.subscription_id, after, earliest):
            await changes.record(
                tx, reader.subscription_id, What.MISSED, at=now, after=after, until=earliest
            )
            await audience.retell(tx, reader, now, tools.source)
