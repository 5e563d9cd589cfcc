"""A scout's day at a reception centre: whom to speak to there, and whom by phone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, or_, select

from continuous_line.auth import Principal
from continuous_line.database import Tx
from handover_service import queries
from handover_service.knowledge import municipalities_in
from handover_service.tables_tracking import case_periods


@dataclass(frozen=True, slots=True)
class ScoutDay:
    """Rows of cases. `here`: at this azc; `phone`: at one that is far, or nobody knows how far."""

    here: Sequence[Row[Any]]
    phone: Sequence[Row[Any]]


async def scout_day(
    tx: Tx, who: Principal, now: datetime, azc: str, region: str, far_km: int
) -> ScoutDay:
    """All who are linked to the region and still in reception, as far as somebody may see them."""
    places = await municipalities_in(tx, region, now)
    t = queries.view(now).subquery("shown")
    chosen = (
        select(t)
        .where(
            await queries.visible(tx, who, t.c, now),
            t.c.state == "linked",
            t.c.municipality.in_(sorted(places)),
            or_(t.c.azc == azc, t.c.distance_km >= far_km, t.c.distance_km.is_(None)),
        )
        .order_by(t.c.azc, t.c.opened_on, t.c.case_id)
    )
    rows = (await tx.execute(chosen)).all()
    return ScoutDay(
        [row for row in rows if row.azc == azc], [row for row in rows if row.azc != azc]
    )


async def in_a_programme(tx: Tx, case_ids: Collection[UUID], on: date) -> set[UUID]:
    """Those of these cases that were put into a programme which runs on that day."""
    p = case_periods.c
    running = p.first_on <= on, or_(p.last_on.is_(None), p.last_on >= on)
    chosen = select(p.case_id).where(p.case_id.in_(case_ids), *running)
    return set(await tx.scalars(chosen))
