"""How a push subscription does, for its owner: last tries, dead letters, and what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from continuous_line.database import Tx, fetch
from handover_service.subscriptions.feed import reading as feed
from handover_service.subscriptions.push.tables import TRAIL
from handover_service.subscriptions.standing import Subscription


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One try. `attempt`: 1 is the first of this event. `status`: where the sink answered.
    `reason`: a code, `accepted` where it was delivered."""

    at: datetime
    number: int
    event_id: UUID
    type: str
    attempt: int
    milliseconds: int
    status: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A delivery that is not tried any more. `event_id` and `type` are None where the event is no
    longer kept. `waiting_behind`: later events about the same person."""

    number: int
    event_id: UUID | None
    type: str | None
    made_at: datetime
    attempts: int
    failed_since: datetime | None
    last_at: datetime | None
    status: int | None
    reason: str | None
    waiting_behind: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """`unread`: rows of the feed not looked at yet; `waiting`: to be sent, `oldest` made then.
    `resting_until`: nothing is tried before, for the sink failed or asked for it."""

    unread: int
    waiting: int
    dead: int
    oldest: datetime | None
    delivered: int
    delivered_at: datetime | None
    passed: int
    failures: int
    resting_until: datetime | None
    next_try_at: datetime | None


_TRAIL: Final = (
    "SELECT at, number, event_id, type, attempt, milliseconds, status, reason FROM push_trail "
    "WHERE subscription_id = $1 ORDER BY at DESC, number DESC LIMIT $2"
)
_DEAD: Final = (
    "SELECT d.number, r.event_id, r.type, d.made_at, d.attempts, d.failed_since, d.last_at, "
    "d.last_status AS status, d.last_reason AS reason, (SELECT count(*) FROM push_deliveries b "
    "WHERE b.subscription_id = d.subscription_id AND b.permit_holder_id = d.permit_holder_id "
    "AND b.number > d.number) AS waiting_behind "
    "FROM push_deliveries d JOIN subscriptions s USING (subscription_id) "
    "LEFT JOIN feed_rows r ON r.municipality = s.municipality AND r.number = d.number "
    "WHERE d.subscription_id = $1 AND d.state = 'dead' AND d.number > $2 ORDER BY d.number LIMIT $3"
)
_LAG: Final = (
    "SELECT p.read_to, p.delivered, p.delivered_at, p.passed, w.*, "
    "CASE WHEN p.version = $2 THEN p.failures ELSE 0 END AS failures, "
    "CASE WHEN p.version = $2 THEN p.rest_until END AS resting_until "
    "FROM push_places p, LATERAL (SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting, "
    "count(*) FILTER (WHERE state = 'dead') AS dead, "
    "min(made_at) FILTER (WHERE state = 'waiting') AS oldest, "
    "min(next_try_at) FILTER (WHERE state = 'waiting' AND head) AS next_try_at "
    "FROM push_deliveries d WHERE d.subscription_id = p.subscription_id) w "
    "WHERE p.subscription_id = $1"
)


async def last_deliveries(tx: Tx, subscription_id: UUID, limit: int = TRAIL) -> Sequence[Tried]:
    """The last tries, the newest first; no more than TRAIL are kept."""
    return [Tried(**dict(row)) for row in await fetch(tx, _TRAIL, subscription_id, limit)]


async def dead_letters(
    tx: Tx, subscription_id: UUID, *, after: int = 0, limit: int = 100
) -> Sequence[DeadLetter]:
    """Those with a number above `after`, in order."""
    rows = await fetch(tx, _DEAD, subscription_id, after, limit)
    return [DeadLetter(**dict(row)) for row in rows]


async def lag(tx: Tx, subscription: Subscription) -> Lag:
    """How far the subscription is behind its municipality's feed."""
    _, last = await feed.ends(tx, subscription.municipality)
    rows = await fetch(tx, _LAG, subscription.id, subscription.version)
    if not rows:
        unread = max(last - subscription.starts_after, 0)
        return Lag(
            unread=unread, waiting=0, dead=0, oldest=None, delivered=0, delivered_at=None, passed=0,
            failures=0, resting_until=None, next_try_at=None,
        )  # fmt: skip
    found = dict(rows[0])
    return Lag(unread=max(last - found.pop("read_to"), 0), **found)
