"""What a sink takes is shared by the subscriptions that go to it, whoever's they are.

The sink was asked by its address alone, so what it allows is for all of them together.
"""

from dataclasses import dataclass
from typing import Final

from continuous_line.database import Tx, fetch
from handover_service.subscriptions.standing import Subscription

_SHARING: Final = (
    "SELECT count(*) AS number FROM subscriptions "
    "WHERE delivery = 'push' AND state = 'active' AND sink = $1"
)


@dataclass(frozen=True, slots=True)
class Share:
    """`most`: deliveries under way. `rate`: requests a minute; None: as many as one likes."""

    most: int
    rate: float | None


def part(most: int, rate: int | None, sharing: int) -> Share:
    """The part of one of `sharing` subscriptions; each may have one delivery under way."""
    return Share(max(most // sharing, 1), None if rate is None else rate / sharing)


async def share_of(tx: Tx, subscription: Subscription) -> Share:
    """Of one that is served, as things are now."""
    (found,) = await fetch(tx, _SHARING, subscription.sink)
    return part(subscription.most_under_way, subscription.rate, max(found.number, 1))
