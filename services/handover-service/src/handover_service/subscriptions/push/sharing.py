"""What a sink takes is shared by the subscriptions that have something for it, whoever's they are.

Who has nothing for it, or is left alone by it, takes nothing of it away from others. Forms are
apart: a sink that was never asked whether it agrees slows down nobody who was told a rate.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from continuous_line.database import Tx, fetch
from handover_service.subscriptions.standing import Subscription

_SHARING: Final = (
    "SELECT count(*) AS others, min(s.rate) AS rate FROM subscriptions s "
    "JOIN push_places p USING (subscription_id) "
    "JOIN feed_counters c ON c.municipality = s.municipality "
    "WHERE s.delivery = 'push' AND s.state = 'active' AND s.sink = $1 AND s.form = $2 "
    "AND s.subscription_id <> $3 AND (p.rest_until IS NULL OR p.rest_until <= $4) "
    "AND (c.last > p.read_to OR EXISTS (SELECT FROM push_deliveries d "
    "WHERE d.subscription_id = s.subscription_id AND d.head AND d.state = 'waiting' "
    "AND d.next_try_at <= $4))"
)


@dataclass(frozen=True, slots=True)
class Share:
    """`most`: deliveries under way. `rate`: requests a minute; None: as many as one likes."""

    most: int
    rate: float | None


def part(most: int, rate: int | None, sharing: int) -> Share:
    """The part of one of `sharing` subscriptions; each may have one delivery under way."""
    return Share(max(most // sharing, 1), None if rate is None else rate / sharing)


async def share_of(tx: Tx, subscription: Subscription, most: int, now: datetime) -> Share:
    """Of one that has something to send, as things are now. `most`: to one sink, as installed."""
    (found,) = await fetch(tx, _SHARING, subscription.sink, subscription.form, subscription.id, now)
    rates = [rate for rate in (subscription.rate, found.rate) if rate is not None]
    allowed = min(subscription.most_under_way, most)
    return part(allowed, min(rates, default=None), found.others + 1)
