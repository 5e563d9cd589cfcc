"""The list of cases: their rows, and what today makes of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
)

from continuous_line.auth import Principal
from continuous_line.codes import AT_THE_AZC, AT_THE_MUNICIPALITY, Role
from continuous_line.database import Tx
from continuous_line.days import day
from continuous_line.mergers import merged_into, municipalities_of
from handover_service.domain.checklist import OWED_BY, Item
from handover_service.tables import case_rights, cases
from handover_service.tables_places import municipality_mergers

WITHOUT_OWNER, PLANNED, NOBODY = "no-owner", "planned", "nobody"
TURNS = (WITHOUT_OWNER, PLANNED, *dict.fromkeys(OWED_BY.values()), NOBODY)
"""Whose turn it can be: nobody has the case, a confirmed talk lies ahead, else who owes most."""


@dataclass(frozen=True, slots=True)
class Filters:
    azc: str | None = None
    municipality: str | None = None
    owner: str | None = None
    state: str | None = None
    stage: str | None = None
    missing: Item | None = None
    turn: str | None = None
    household: UUID | None = None


async def cases_for(
    tx: Tx,
    who: Principal,
    now: datetime,
    filters: Filters,
    *,
    after: tuple[date, UUID] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """Rows after that place in the list, oldest case first, as far as somebody may see them."""
    t = view(now).subquery("shown")
    chosen = select(t).where(await visible(tx, who, t.c, now))
    named = await merged_into(tx, municipality_mergers, filters.municipality, now)
    for condition in _conditions(filters, t.c, named):
        chosen = chosen.where(condition)
    if after is not None:
        chosen = chosen.where(tuple_(t.c.opened_on, t.c.case_id) > after)
    return (await tx.execute(chosen.order_by(t.c.opened_on, t.c.case_id).limit(limit))).all()


async def case_row(tx: Tx, case_id: UUID, now: datetime) -> Row[Any]:
    """The row of one case that exists."""
    row: Row[Any] = (await tx.execute(view(now).where(cases.c.case_id == case_id))).one()
    return row


def view(now: datetime) -> Select[Any]:
    """A row per case, with owner and turn as they are on that moment's day."""
    over = cases.c.owner_until < day(now)
    owner: ColumnElement[str | None] = case((over, cases.c.owner_then), else_=cases.c.owner)
    plain = [c for c in cases.c if c.name not in ("owner", "stand_in", "turn")]
    return select(
        *plain,
        owner.label("owner"),
        case((over, false()), else_=cases.c.stand_in).label("stand_in"),
        _turn(owner, now).label("whose_turn"),
    )


def _turn(owner: ColumnElement[Any], now: datetime) -> Any:
    return case(
        (cases.c.closed_on.is_not(None), NOBODY),
        (owner.is_(None), WITHOUT_OWNER),
        (cases.c.planned_for > now, PLANNED),
        else_=cases.c.turn,
    )


async def visible(tx: Tx, who: Principal, shown: Any, now: datetime) -> ColumnElement[bool]:
    """Which rows of `view` somebody may see."""
    if who.has(Role.TVS_SYSTEM):
        return true()
    allowed: list[ColumnElement[bool]] = []
    if who.roles & AT_THE_AZC:
        allowed.append(shown.azc.in_(who.places))
    if who.roles & AT_THE_MUNICIPALITY:
        places = await municipalities_of(tx, municipality_mergers, who, day(now))
        right = case_rights.c
        open_right = or_(right.ended_on.is_(None), right.ended_on > day(now))
        mine = and_(right.case_id == shown.case_id, right.municipality.in_(places), open_right)
        allowed.append(exists().where(mine))
    if who.has(Role.PERMIT_HOLDER) and who.permit_holder_id:
        allowed.append(shown.permit_holder_id == who.permit_holder_id)
    return or_(false(), *allowed)


def _conditions(
    filters: Filters, shown: Any, municipalities: list[str] | None
) -> list[ColumnElement[bool]]:
    plain = {
        shown.azc: filters.azc,
        shown.owner: filters.owner,
        shown.state: filters.state,
        shown.stage: filters.stage,
        shown.whose_turn: filters.turn,
        shown.household_id: filters.household,
    }
    found = [column == value for column, value in plain.items() if value is not None]
    if municipalities is not None:
        found.append(shown.municipality.in_(municipalities))
    match filters.missing:
        case None:
            pass
        case Item.OWNER:
            found.append(and_(shown.owner.is_(None), shown.closed_on.is_(None)))
        case item:
            found.append(literal(item.value) == func.any(shown.missing))
    return found


def missing_of(row: Row[Any]) -> list[Item]:
    """What the case of this row lacks today, in order."""
    lacking = {Item(item) for item in row.missing}
    if row.owner is None and row.closed_on is None:
        lacking.add(Item.OWNER)
    return [item for item in Item if item in lacking]
