"""The subscriptions of an organisation: those that live first, by name."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, tuple_

from continuous_line.database import Tx
from handover_service.subscriptions.standing import State, Subscription, of_row
from handover_service.subscriptions.tables import subscriptions as table

After = tuple[Any, ...]
"""Of the last one seen: whether it had ended, its name, its id."""


async def subscriptions_of(
    tx: Tx,
    municipality: str,
    *,
    after: After | None = None,
    limit: int = 100,
    offset: int = 0,
) -> Sequence[Subscription]:
    ended, named = table.c.state == State.ENDED.value, table.c.subscription_id
    chosen = select(table).where(table.c.municipality == municipality)
    if after is not None:
        chosen = chosen.where(tuple_(ended, table.c.name, named) > after)
    rows = await tx.execute(chosen.order_by(ended, table.c.name, named).limit(limit).offset(offset))
    return [of_row(row) for row in rows]


async def number_of(tx: Tx, municipality: str) -> int:
    """Ended ones too."""
    chosen = select(func.count()).select_from(table).where(table.c.municipality == municipality)
    return int(await tx.scalar(chosen) or 0)
