"""The list of grants as the organisation sees it that they are for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, not_, select, tuple_

from continuous_line.database import Tx
from profile_service.tables import grants


async def to_party(
    tx: Tx,
    party: str,
    now: datetime,
    *,
    holds: bool | None,
    after: tuple[datetime, UUID] | tuple[Any, ...] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """Rows after that one; nothing for who names no organisation."""
    t = grants
    chosen = select(t).where(t.c.party == party, t.c.party != "", t.c.granted_at <= now)
    if holds is not None:
        holding = and_(t.c.granted_at <= now, t.c.until > now)
        chosen = chosen.where(holding if holds else not_(holding))
    if after is not None:
        chosen = chosen.where(tuple_(t.c.granted_at, t.c.grant_id) > after)
    ordered = chosen.order_by(t.c.granted_at, t.c.grant_id)
    return (await tx.execute(ordered.limit(limit))).all()
