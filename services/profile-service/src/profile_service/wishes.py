"""The list of wishes for an activity, as those see it who answer them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, not_, or_, select, tuple_

from continuous_line.codes import RequestAnswer
from continuous_line.database import Tx
from profile_service.tables import activity_requests, profiles


async def at_places(
    tx: Tx,
    places: Collection[str],
    *,
    azc: str | None,
    answered: bool | None,
    after: tuple[datetime, UUID] | tuple[Any, ...] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """Rows after that one, of people who live at these reception centres."""
    t = activity_requests
    joined = t.join(profiles, profiles.c.permit_holder_id == t.c.permit_holder_id)
    chosen = select(t).select_from(joined).where(profiles.c.azc.in_(places))
    if azc is not None:
        chosen = chosen.where(profiles.c.azc == azc)
    if answered is not None:
        waiting = or_(t.c.answer.is_(None), t.c.answer == RequestAnswer.LATER.value)
        chosen = chosen.where(not_(waiting) if answered else waiting)
    if after is not None:
        chosen = chosen.where(tuple_(t.c.requested_at, t.c.request_id) > after)
    ordered = chosen.order_by(t.c.requested_at, t.c.request_id)
    return (await tx.execute(ordered.limit(limit))).all()
