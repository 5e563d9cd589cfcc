"""Lists of signals, the nearest answer date first: who is to answer today, what recurs."""

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
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.sql.selectable import LateralFromClause

from continuous_line.auth import Principal
from continuous_line.codes import AT_THE_AZC, AT_THE_MUNICIPALITY
from continuous_line.codes_guidance import Side, SignalKind
from continuous_line.database import Tx
from continuous_line.days import day
from continuous_line.mergers import merged_into, municipalities_of
from handover_service.domain.signal_owner import ANSWERING
from handover_service.domain.signals import SignalState
from handover_service.knowledge import still_planned
from handover_service.tables import case_rights, cases
from handover_service.tables_places import municipality_mergers, staff
from handover_service.tables_signals import signals

STATES = (SignalState.OPEN, SignalState.ANSWERED, SignalState.CLOSED)
"""As they come in a list; what was taken back is in none."""


@dataclass(frozen=True, slots=True)
class SignalFilters:
    """`mine`: mine to answer, or asked of nobody by name on my side."""

    mine: bool = False
    answers: Side | None = None
    kind: SignalKind | None = None
    azc: str | None = None
    municipality: str | None = None
    late: bool | None = None
    state: SignalState | None = None
    case_id: UUID | None = None


async def signals_for(
    tx: Tx,
    who: Principal,
    now: datetime,
    filters: SignalFilters,
    *,
    after: tuple[int, date, UUID] | None = None,
    limit: int,
    offset: int = 0,
) -> Sequence[Row[Any]]:
    """Rows after that place in the list: open ones first, the nearest answer date first."""
    t, chosen = await _chosen(tx, who, now, filters)
    key = (t.c.rank, t.c.due_on, t.c.signal_id)
    if after is not None:
        chosen = chosen.where(tuple_(*key) > after)
    ordered = chosen.order_by(*key).limit(limit).offset(offset)
    rows: Sequence[Row[Any]] = (await tx.execute(ordered)).all()
    return rows


async def number_of_signals(tx: Tx, who: Principal, now: datetime, filters: SignalFilters) -> int:
    _, chosen = await _chosen(tx, who, now, filters)
    counted = select(func.count()).select_from(chosen.subquery("counted"))
    return int((await tx.execute(counted)).scalar_one())


async def signal_row(tx: Tx, signal: UUID, now: datetime) -> Row[Any]:
    """The row of one signal that exists."""
    row: Row[Any] = (await tx.execute(_view(now).where(signals.c.signal_id == signal))).one()
    return row


async def causes_for(
    tx: Tx, who: Principal, now: datetime, filters: SignalFilters
) -> Sequence[Row[Any]]:
    """How often what was raised with which place, the most frequent first."""
    _, chosen = await _chosen(tx, who, now, filters)
    found = chosen.subquery("found")
    c, is_open = found.c, found.c.state == SignalState.OPEN.value
    place = case((c.answers == Side.RECEPTION.value, c.raised_azc), else_=c.municipality)
    counted = (
        select(
            c.kind,
            place.label("place"),
            func.count().label("raised"),
            func.count().filter(is_open).label("open"),
            func.count().filter(is_open, c.due_on < day(now)).label("late"),
            func.count().filter(c.in_time).label("answered_in_time"),
            func.count().filter(c.case_id.is_(None)).label("about_nobody"),
        )
        .group_by(c.kind, place)
        .order_by(func.count().desc(), c.kind, place)
    )
    return (await tx.execute(counted)).all()


async def _chosen(
    tx: Tx, who: Principal, now: datetime, filters: SignalFilters
) -> tuple[Any, Select[Any]]:
    t = _view(now).subquery("shown")
    municipal = frozenset[str]()
    if who.roles & AT_THE_MUNICIPALITY:
        municipal = await municipalities_of(tx, municipality_mergers, who, day(now))
    chosen = select(t).where(
        t.c.state != SignalState.VOID.value, _visible(who, t.c, municipal, now)
    )
    named = await merged_into(tx, municipality_mergers, filters.municipality, now)
    if named is not None:
        chosen = chosen.where(t.c.municipality.in_(named))
    for condition in _conditions(who, filters, t.c, municipal, day(now)):
        chosen = chosen.where(condition)
    return t, chosen


def _view(now: datetime) -> Select[Any]:
    """A row per signal, with who is to answer it and where the person lives today."""
    today, s, c = day(now), signals.c, cases.c
    owner = case((c.owner_until < today, c.owner_then), else_=c.owner)
    received = case((c.client_manager_until < today, c.client_manager_then), else_=c.client_manager)
    manager = case((c.municipality == s.municipality, received))
    holder = case((s.answers == Side.RECEPTION.value, owner), else_=manager)
    at_the_azc = case((s.answers == Side.RECEPTION.value, c.azc))
    asked_left = _left(s.owner, today, "asked", at_the_azc)
    holder_left = _left(holder, today, "holder")
    rank = case({state.value: rank for rank, state in enumerate(STATES)}, value=s.state)
    joined = (
        signals.outerjoin(cases, c.case_id == s.case_id)
        .outerjoin(asked_left, true())
        .outerjoin(holder_left, true())
    )
    return select(
        *(column for column in s if column.name not in ("owner", "azc")),
        s.azc.label("raised_azc"),
        func.coalesce(c.azc, s.azc).label("azc"),
        func.coalesce(
            case((func.coalesce(asked_left.c.gone, false()), None), else_=s.owner),
            case((func.coalesce(holder_left.c.gone, false()), None), else_=holder),
        ).label("owner"),
        rank.label("rank"),
    ).select_from(joined)


def _left(
    who: ColumnElement[Any], today: date, name: str, place: ColumnElement[Any] | None = None
) -> LateralFromClause:
    """Whether that person is known to have left, or not to work at `place`, as `gone`."""
    gone: ColumnElement[bool] = staff.c.gone
    if place is not None:
        gone = or_(gone, func.coalesce(place != func.all(staff.c.places), false()))
    return (
        select(gone.label("gone"))
        .where(staff.c.staff_id == who, staff.c.valid_from <= today, still_planned())
        .order_by(staff.c.valid_from.desc(), staff.c.sequence.desc())
        .limit(1)
        .lateral(f"{name}_left")
    )


def _visible(
    who: Principal, shown: Any, municipal: frozenset[str], now: datetime
) -> ColumnElement[bool]:
    right = case_rights.c
    open_right = exists().where(
        right.case_id == shown.case_id,
        right.municipality.in_(municipal),
        or_(right.ended_on.is_(None), right.ended_on > day(now)),
    )
    at_azc = shown.azc.in_(who.places) if who.roles & AT_THE_AZC else false()
    at_municipality = and_(
        shown.municipality.in_(municipal), or_(shown.case_id.is_(None), open_right)
    )
    return or_(at_azc, at_municipality)


def _conditions(
    who: Principal, filters: SignalFilters, shown: Any, municipal: frozenset[str], today: date
) -> list[ColumnElement[bool]]:
    plain = {
        shown.answers: filters.answers,
        shown.kind: filters.kind,
        shown.azc: filters.azc,
        shown.state: filters.state,
        shown.case_id: filters.case_id,
    }
    found = [column == value for column, value in plain.items() if value is not None]
    if filters.late is not None:
        late = and_(shown.state == SignalState.OPEN.value, shown.due_on < today)
        found.append(late if filters.late else ~late)
    if filters.mine:
        found.append(_mine(who, shown, municipal))
    return found


def _mine(who: Principal, shown: Any, municipal: frozenset[str]) -> ColumnElement[bool]:
    sides: list[ColumnElement[bool]] = [false()]
    if who.roles & ANSWERING[Side.RECEPTION]:
        at = and_(shown.answers == Side.RECEPTION.value, shown.azc.in_(who.places))
        sides.append(at)
    if who.roles & ANSWERING[Side.MUNICIPALITY]:
        at = and_(shown.answers == Side.MUNICIPALITY.value, shown.municipality.in_(municipal))
        sides.append(at)
    unnamed = and_(shown.owner.is_(None), or_(*sides))
    return or_(shown.owner == who.subject, unnamed)
