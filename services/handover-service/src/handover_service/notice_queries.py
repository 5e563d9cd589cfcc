"""The notices that are for somebody: by name, or by a role at one of their places."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, or_, select, update

from continuous_line.auth import Principal
from continuous_line.codes import AT_THE_MUNICIPALITY
from continuous_line.database import Tx
from continuous_line.days import day
from continuous_line.mergers import municipalities_of
from handover_service.domain.errors_programmes import UnknownNotice
from handover_service.tables_places import municipality_mergers
from handover_service.tables_tracking import notices

AT_ONCE = 500
"""More than anybody works off; the count says how many there are."""


def for_reader(
    staff_id: str, roles: Collection[str], places: Collection[str]
) -> ColumnElement[bool]:
    n = notices.c
    by_role = and_(n.role.in_(sorted(roles)), n.place.in_(sorted(places)))
    return or_(n.staff_id == staff_id, by_role)


async def notices_for(
    tx: Tx, who: Principal, today: date, *, done: bool = False, limit: int = AT_ONCE
) -> Sequence[Row[Any]]:
    """The unread first, those due longest first."""
    n = notices.c
    mine = await _mine(tx, who, today)
    ended = n.done_at.is_not(None) if done else n.done_at.is_(None)
    chosen = select(notices).where(mine, ended)
    order = (n.read_at.is_not(None), n.due_on, n.case_id, n.id)
    return (await tx.execute(chosen.order_by(*order).limit(limit))).all()


async def unread_for(tx: Tx, who: Principal, today: date) -> int:
    n = notices.c
    unread = n.read_at.is_(None), n.done_at.is_(None)
    chosen = select(func.count()).where(await _mine(tx, who, today), *unread)
    return int(await tx.scalar(chosen) or 0)


async def mark_read(tx: Tx, who: Principal, notice_id: UUID, now: datetime) -> UUID:
    """The case it is about. Raises UnknownNotice."""
    n = notices.c
    mine = n.id == notice_id, await _mine(tx, who, day(now))
    values = {"read_at": func.coalesce(n.read_at, now)}
    found: UUID | None = await tx.scalar(
        update(notices).where(*mine).values(values).returning(n.case_id)
    )
    if found is None:
        raise UnknownNotice("There is no such notice, or it is for somebody else.")
    return found


async def _mine(tx: Tx, who: Principal, today: date) -> ColumnElement[bool]:
    """The places of a municipality are those that it was merged from, too."""
    places = set(who.places)
    if who.roles & AT_THE_MUNICIPALITY:
        places |= await municipalities_of(tx, municipality_mergers, who, today)
    return for_reader(who.subject, who.roles, places)
