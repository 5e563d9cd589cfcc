"""Who else is there: members of the household, and cases that wait at the same azc."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import Select, func, literal, select

from continuous_line.database import Tx
from handover_service.domain.checklist import Item
from handover_service.tables import cases

_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """`count`: all of them; `cases`: the numbers of the oldest."""

    count: int
    cases: tuple[UUID, ...]


async def at_the_same_azc(tx: Tx, case_id: UUID, azc: str, municipality: str) -> Waiting:
    """Open cases of the municipality without a talk held; the own household comes along anyway.

    Whoever may see one case by its azc or its municipality may see all these.
    """
    c = cases.c
    chosen = (
        select(c.case_id, func.count().over().label("all"))
        .where(
            c.unit_id.is_distinct_from(_unit_of(case_id).scalar_subquery()),
            c.municipality == municipality,
            c.azc == azc,
            c.state == "linked",
            literal(Item.HANDOVER.value) == func.any(c.missing),
        )
        .order_by(c.opened_on, c.case_id)
        .limit(_MOST)
    )
    rows = (await tx.execute(chosen)).all()
    return Waiting(rows[0].all if rows else 0, tuple(row.case_id for row in rows))


async def household_of(tx: Tx, case_id: UUID, azc: str | None) -> dict[UUID, UUID]:
    """The other open cases of the same household and municipality at this azc, oldest first.

    Each with the person it is about.
    """
    c = cases.c
    chosen = select(c.case_id, c.permit_holder_id).where(
        c.unit_id == _unit_of(case_id).scalar_subquery(),
        c.case_id != case_id,
        c.azc == azc,
        c.closed_on.is_(None),
    )
    rows = await tx.execute(chosen.order_by(c.opened_on, c.case_id).limit(_MOST))
    return {row.case_id: row.permit_holder_id for row in rows}


def _unit_of(case_id: UUID) -> Select[tuple[UUID]]:
    return select(cases.c.unit_id).where(cases.c.case_id == case_id)
