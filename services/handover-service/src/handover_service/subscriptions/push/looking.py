"""What is to be done for the subscriptions that this process serves, asked for all at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from continuous_line.database import Database, Tx, fetch

_WANTED: Final = (
    "SELECT subscription_id FROM subscriptions "
    "WHERE delivery = 'push' AND state IN ('active', 'unconfirmed') ORDER BY subscription_id"
)
_BEGIN: Final = (
    "INSERT INTO push_places (subscription_id, read_to, version) "
    "SELECT subscription_id, starts_after, version FROM subscriptions "
    "WHERE subscription_id = ANY ($1::uuid[]) ON CONFLICT DO NOTHING"
)
_LOOK: Final = (
    "SELECT * FROM (SELECT s.subscription_id AS id, s.version, p.version = s.version AS same, "
    "p.failures, p.rest_until, "
    "s.state = 'active' AND coalesce(c.last > p.read_to, false) AS unread, "
    "s.state = 'unconfirmed' AND (p.ask_at IS NULL OR p.ask_at <= $2) AS to_ask, "
    "s.state = 'active' AND EXISTS (SELECT FROM push_deliveries d "
    "WHERE d.subscription_id = p.subscription_id AND d.head AND d.state = 'waiting' "
    "AND d.next_try_at <= $2) AS due "
    "FROM push_places p JOIN subscriptions s USING (subscription_id) "
    "LEFT JOIN feed_counters c ON c.municipality = s.municipality "
    "WHERE p.subscription_id = ANY ($1::uuid[])) seen WHERE unread OR to_ask OR due OR NOT same"
)
_ANEW: Final = (
    "UPDATE push_places SET version = $2, failures = 0, rest_until = NULL, asked = 0, "
    "ask_at = NULL WHERE subscription_id = $1 AND version <> $2 RETURNING subscription_id"
)
_AT_ONCE: Final = (
    "UPDATE push_deliveries SET next_try_at = $2 "
    "WHERE subscription_id = $1 AND head AND state = 'waiting' AND next_try_at > $2"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """`same`: nobody changed the subscription since its failures were noted. `unread`: the feed
    has rows that were not looked at."""

    id: UUID
    version: int
    same: bool
    failures: int
    rest_until: datetime | None
    unread: bool
    to_ask: bool
    due: bool


async def wanted(database: Database) -> Sequence[UUID]:
    """All push subscriptions for which there may be something to do."""
    return [row.subscription_id for row in await database.ask(_WANTED)]


async def begin(tx: Tx, ids: Collection[UUID]) -> None:
    """A new subscription is read from where it starts."""
    await fetch(tx, _BEGIN, list(ids))


async def look(database: Database, ids: Collection[UUID], now: datetime) -> Sequence[Seen]:
    """Those for which there is something to do; without ids nothing is asked."""
    if not ids:
        return []
    return [Seen(**dict(row)) for row in await database.ask(_LOOK, list(ids), now)]


async def anew(tx: Tx, seen: Seen, now: datetime) -> None:
    """It was changed, resumed or confirmed: what failed before counts no more, and what waits is
    tried at once."""
    if await fetch(tx, _ANEW, seen.id, seen.version):
        await fetch(tx, _AT_ONCE, seen.id, now)
