"""The list of profiles: their rows, the link that holds now, what was sent and read under it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    and_,
    case,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
)

from continuous_line.auth import Principal
from continuous_line.codes import AT_THE_AZC, AT_THE_MUNICIPALITY, Role, Section
from continuous_line.database import Tx
from continuous_line.days import AMSTERDAM, day
from continuous_line.links import Kind
from continuous_line.mergers import municipalities_of
from profile_service.config import Policy
from profile_service.tables import (
    link_facts,
    links,
    municipality_mergers,
    profiles,
    sendings,
    views,
)


class State(StrEnum):
    """How far it is. Delivered and opened are two facts: `sent` is not opened yet."""

    OPEN = "open"
    COMPLETED = "completed"
    SENT = "sent"
    VIEWED = "viewed"
    ENDED = "ended"


class Sort(StrEnum):
    """`waiting`: the longest unopened first."""

    ARRIVED = "arrived"
    WAITING = "waiting"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Filters:
    azc: str | None = None
    municipality: str | None = None
    state: State | None = None
    missing: Section | None = None
    no_participation_talk: bool | None = None
    unopened: bool | None = None
    review_due: bool | None = None
    asked: bool | None = None
    persons: tuple[UUID, ...] | None = None


async def profiles_for(
    tx: Tx,
    who: Principal,
    now: datetime,
    filters: Filters,
    policy: Policy,
    *,
    after: UUID | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """Rows after that person in the list, as far as somebody may see them."""
    chosen, shown = await _chosen(tx, who, now, filters, policy)
    if after is not None:
        chosen = chosen.where(shown.permit_holder_id > after)
    rows: Sequence[Row[Any]] = (
        await tx.execute(chosen.order_by(shown.permit_holder_id).limit(limit))
    ).all()
    return rows


async def page_of(
    tx: Tx,
    who: Principal,
    now: datetime,
    filters: Filters,
    policy: Policy,
    *,
    sort: Sort,
    offset: int,
    limit: int,
) -> Sequence[Row[Any]]:
    """As `profiles_for`, a page of them in that order."""
    chosen, shown = await _chosen(tx, who, now, filters, policy)
    first = {
        Sort.ARRIVED: shown.opened_at,
        Sort.WAITING: case((shown.viewed_at.is_(None), shown.sent_at)),
        Sort.REVIEW: shown.review_due_on,
    }[sort]
    ordered = chosen.order_by(first.nulls_last(), shown.permit_holder_id)
    rows: Sequence[Row[Any]] = (await tx.execute(ordered.offset(offset).limit(limit))).all()
    return rows


async def number_of(tx: Tx, who: Principal, now: datetime, filters: Filters, policy: Policy) -> int:
    chosen, _ = await _chosen(tx, who, now, filters, policy)
    return int(await tx.scalar(select(func.count()).select_from(chosen.subquery())) or 0)


async def _chosen(
    tx: Tx, who: Principal, now: datetime, filters: Filters, policy: Policy
) -> tuple[Select[Any], Any]:
    """What somebody may see of what is asked, and its columns."""
    t = _view(now, policy).subquery("shown")
    chosen = select(t).where(await _visible(tx, who, t.c, now))
    for condition in _conditions(filters, t.c, now):
        chosen = chosen.where(condition)
    return chosen, t.c


def unopened_days(row: Row[Any], now: datetime) -> int | None:
    """Days since it was sent, while nobody at the municipality opened it."""
    if row.sent_at is None or row.viewed_at is not None:
        return None
    return (day(now) - day(row.sent_at)).days


def is_unopened(
    sent_at: datetime | None, viewed_at: datetime | None, now: datetime, policy: Policy
) -> bool:
    """Whether it lies unopened for the term, in days of the calendar."""
    return sent_at is not None and viewed_at is None and sent_at < _sent_before(now, policy)


def _sent_before(now: datetime, policy: Policy) -> datetime:
    """What was sent before this moment was sent a term ago or longer."""
    following = day(now) - policy.unopened_term + timedelta(days=1)
    return datetime.combine(following, time(), AMSTERDAM)


def _view(now: datetime, policy: Policy) -> Select[Any]:
    """A row per profile, with the municipality linked at that moment."""
    link = (
        select(
            links.c.link_id,
            links.c.municipality,
            or_(links.c.closed_at.is_(None), links.c.closed_at > now - policy.reading_term).label(
                "readable"
            ),
        )
        .where(
            links.c.permit_holder_id == profiles.c.permit_holder_id,
            links.c.since <= now,
            or_(links.c.until.is_(None), links.c.until > now),
        )
        .lateral("link")
    )
    sent_here = and_(
        sendings.c.permit_holder_id == profiles.c.permit_holder_id,
        sendings.c.municipality == link.c.municipality,
    )
    read_here = and_(
        views.c.link_id == link.c.link_id, views.c.profile_version == sendings.c.profile_version
    )
    joined = (
        profiles.outerjoin(link, true()).outerjoin(sendings, sent_here).outerjoin(views, read_here)
    )
    return select(
        *profiles.c,
        link.c.municipality,
        link.c.readable,
        sendings.c.profile_version,
        sendings.c.sent_at,
        views.c.viewed_at,
        (profiles.c.granted_on + literal(policy.participation_talk_term.days)).label("talk_due_on"),
        _last_move().label("last_move"),
        _state().label("state"),
        func.coalesce(
            and_(views.c.viewed_at.is_(None), sendings.c.sent_at < _sent_before(now, policy)),
            false(),
        ).label("unopened"),
    ).select_from(joined)


def _state() -> ColumnElement[str]:
    return case(
        (profiles.c.ended.is_not(None), State.ENDED.value),
        (views.c.viewed_at.is_not(None), State.VIEWED.value),
        (sendings.c.sent_at.is_not(None), State.SENT.value),
        (profiles.c.completed_version.is_not(None), State.COMPLETED.value),
        else_=State.OPEN.value,
    )


async def _visible(tx: Tx, who: Principal, shown: Any, now: datetime) -> ColumnElement[bool]:
    if who.has(Role.TVS_SYSTEM):
        return true()
    allowed: list[ColumnElement[bool]] = []
    if who.roles & AT_THE_AZC:
        allowed.append(shown.azc.in_(who.places))
    if who.roles & AT_THE_MUNICIPALITY:
        places = await municipalities_of(tx, municipality_mergers, who, day(now))
        allowed.append(and_(shown.municipality.in_(places), shown.readable))
    if who.has(Role.PERMIT_HOLDER) and who.permit_holder_id:
        allowed.append(shown.permit_holder_id == who.permit_holder_id)
    return or_(false(), *allowed)


def _last_move() -> ScalarSelect[Any]:
    """Whether the person moved to a municipality and did not come back."""
    t = link_facts
    steps = select(t.c.kind).where(
        t.c.permit_holder_id == profiles.c.permit_holder_id,
        t.c.kind.in_((Kind.MOVED.value, Kind.RETURNED.value)),
    )
    return steps.order_by(t.c.at.desc(), t.c.sequence.desc()).limit(1).scalar_subquery()


def _talk_is_overdue(shown: Any, now: datetime) -> ColumnElement[bool]:
    """Of somebody in reception with a permit."""
    there = and_(shown.ended.is_(None), shown.last_move.is_distinct_from(Kind.MOVED.value))
    due = func.coalesce(shown.talk_due_on <= day(now), false())
    return and_(there, due, shown.talked_on.is_(None))


def _conditions(filters: Filters, shown: Any, now: datetime) -> list[ColumnElement[bool]]:
    plain = {
        shown.azc: filters.azc,
        shown.municipality: filters.municipality,
        shown.state: filters.state.value if filters.state else None,
    }
    found = [column == value for column, value in plain.items() if value is not None]
    if filters.persons is not None:
        found.append(shown.permit_holder_id.in_(filters.persons))
    if filters.missing is not None:
        wanted = literal(filters.missing.value)
        found.append(or_(*(wanted == func.any(held) for held in (shown.missing, shown.asked))))
    if filters.no_participation_talk is not None:
        overdue = _talk_is_overdue(shown, now)
        found.append(overdue if filters.no_participation_talk else not_(overdue))
    if filters.unopened is not None:
        found.append(shown.unopened.is_(filters.unopened))
    if filters.review_due is not None:
        due = func.coalesce(shown.review_due_on <= day(now), false())
        found.append(due.is_(filters.review_due))
    if filters.asked is not None:
        waited = func.coalesce(func.cardinality(shown.asked), 0) > 0
        found.append(waited if filters.asked else not_(waited))
    return found
