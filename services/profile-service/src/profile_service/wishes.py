"""The list of wishes for an activity, as those see it who answer them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, not_, or_, select, tuple_

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
    offset: int = 0,
) -> Sequence[Row[Any]]:
    """Rows after that one, of people who live at these reception centres."""
    t = activity_requests
    chosen: Select[Any] = _at(select(t), places, answered=answered)
    if azc is not None:
        chosen = chosen.where(profiles.c.azc == azc)
    if after is not None:
        chosen = chosen.where(tuple_(t.c.requested_at, t.c.request_id) > after)
    ordered = chosen.order_by(t.c.requested_at, t.c.request_id)
    rows: Sequence[Row[Any]] = (await tx.execute(ordered.limit(limit).offset(offset))).all()
    return rows


async def number_at(tx: Tx, places: Collection[str], *, answered: bool | None) -> int:
    found = _at(select(func.count()), places, answered=answered)
    return int((await tx.execute(found)).scalar_one())


def _at(chosen: Select[Any], places: Collection[str], *, answered: bool | None) -> Select[Any]:
    t = activity_requests
    joined = t.join(profiles, profiles.c.permit_holder_id == t.c.permit_holder_id)
    chosen = chosen.select_from(joined).where(profiles.c.azc.in_(places))
    if answered is None:
        return chosen
    waiting = or_(t.c.answer.is_(None), t.c.answer == RequestAnswer.LATER.value)
    return chosen.where(not_(waiting) if answered else waiting)
