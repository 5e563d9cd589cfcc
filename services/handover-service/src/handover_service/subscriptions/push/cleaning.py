"""What nobody can be sent any more goes: of ended subscriptions, and of erased persons."""

from typing import Final
from uuid import UUID

from continuous_line.database import Tx, fetch

_ENDED: Final = (
    "DELETE FROM push_deliveries d USING subscriptions s "
    "WHERE s.subscription_id = d.subscription_id AND s.state = 'ended'"
)
_GONE: Final = (
    "SELECT DISTINCT d.subscription_id FROM push_deliveries d JOIN subscriptions s "
    "USING (subscription_id) WHERE NOT EXISTS (SELECT FROM feed_rows r "
    "WHERE r.municipality = s.municipality AND r.number = d.number) ORDER BY 1"
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


async def clean(tx: Tx) -> None:
    """For `Worker(cleaning=...)`: of who was erased nothing is left, dead letters neither."""
    await fetch(tx, _ENDED)
    for row in await fetch(tx, _GONE):
        await _drop(tx, row.subscription_id)


async def _drop(tx: Tx, subscription_id: UUID) -> None:
    for statement in (_LOCK, _DROP, _RISE):
        await fetch(tx, statement, subscription_id)
