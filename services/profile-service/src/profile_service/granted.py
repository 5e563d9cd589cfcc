"""The list of grants as the organisation sees it that they are for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, not_, select, tuple_

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
    offset: int = 0,
) -> Sequence[Row[Any]]:
    """Rows after that one; nothing for who names no organisation."""
    t = grants
    chosen = select(t).where(_given(party, now, holds=holds))
    if after is not None:
        chosen = chosen.where(tuple_(t.c.granted_at, t.c.grant_id) > after)
    ordered = chosen.order_by(t.c.granted_at, t.c.grant_id)
    return (await tx.execute(ordered.limit(limit).offset(offset))).all()


async def number_to_party(tx: Tx, party: str, now: datetime, *, holds: bool | None) -> int:
    found = select(func.count()).select_from(grants).where(_given(party, now, holds=holds))
    return int((await tx.execute(found)).scalar_one())


def _given(party: str, now: datetime, *, holds: bool | None) -> ColumnElement[bool]:
    t = grants
    given = and_(t.c.party == party, t.c.party != "", t.c.granted_at <= now)
    if holds is None:
        return given
    return and_(given, t.c.until > now if holds else not_(t.c.until > now))
