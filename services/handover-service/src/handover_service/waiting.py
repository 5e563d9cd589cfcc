"""Who else waits for a talk with the same municipality at the same reception centre."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import and_, case, func, literal, or_, select

from continuous_line.database import Tx
from handover_service.domain.checklist import Item
from handover_service.tables import cases, residents

_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """`count`: all of them; `cases`: the numbers of the oldest."""

    count: int
    cases: tuple[UUID, ...]


async def at_the_same_azc(
    tx: Tx, case_id: UUID, azc: str, municipality: str, household: UUID | None
) -> Waiting:
    """Open cases without a talk held; the own household is not counted, it comes along.

    Whoever may see one case by its azc or its municipality may see all these.
    """
    c, r = cases.c, residents.c
    heard = and_(r.azc.is_not(None), or_(c.azc.is_(None), r.azc_at > c.azc_at))
    chosen = (
        select(c.case_id, func.count().over().label("all"))
        .select_from(cases.outerjoin(residents, r.permit_holder_id == c.permit_holder_id))
        .where(
            c.case_id != case_id,
            c.municipality == municipality,
            c.state == "linked",
            literal(Item.HANDOVER.value) == func.any(c.missing),
            case((heard, r.azc), else_=c.azc) == azc,
        )
        .order_by(c.opened_on, c.case_id)
        .limit(_MOST)
    )
    if household is not None:
        chosen = chosen.where(r.household_id.is_distinct_from(household))
    rows = (await tx.execute(chosen)).all()
    return Waiting(rows[0].all if rows else 0, tuple(row.case_id for row in rows))
