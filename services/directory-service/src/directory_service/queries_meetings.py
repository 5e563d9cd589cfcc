"""LIPO's and where there are none, visits and who is invited, regions' profiles, practices."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, literal, or_, select, tuple_

from continuous_line.codes_directory import PracticeKind
from continuous_line.database import Tx
from continuous_line.days import AMSTERDAM, day
from directory_service.areas import held_on, last_successor, mergers
from directory_service.forgiving import likeness, words
from directory_service.queries import Rows
from directory_service.tables import (
    lipos,
    municipalities,
    open_links,
    practices,
    reception_centres,
    region_profiles,
    texts,
    visits,
)


async def is_reception_centre(tx: Tx, azc: str) -> bool:
    chosen = select(reception_centres.c.azc).where(reception_centres.c.azc == azc).limit(1)
    return (await tx.execute(chosen)).first() is not None


async def lipos_held(
    tx: Tx, *, azc: str | None, after: tuple[date, UUID] | None, limit: int
) -> Rows:
    """The newest first."""
    order = (lipos.c.held_on, lipos.c.lipo_id)
    chosen = select(lipos)
    if azc is not None:
        chosen = chosen.where(lipos.c.azc == azc)
    if after is not None:
        chosen = chosen.where(tuple_(*order) < tuple_(*map(literal, after)))
    chosen = chosen.order_by(*(column.desc() for column in order))
    rows: Rows = (await tx.execute(chosen.limit(limit))).all()
    return rows


async def without_lipo(
    tx: Tx, on: date, days: int, *, after: tuple[date, str] | None, limit: int
) -> Rows:
    """The open azc's where the last LIPO was so many days ago, or that opened and never had one.

    Never first, then the oldest; `since` is the first day of the calendar where it was never.
    """
    c = reception_centres
    last = (
        select(lipos.c.azc, func.max(lipos.c.held_on).label("last_on"))
        .where(lipos.c.held_on <= on)
        .group_by(lipos.c.azc)
        .subquery()
    )
    first = (
        select(c.c.azc, func.min(c.c.valid_from).label("opened_on")).group_by(c.c.azc).subquery()
    )
    since = func.coalesce(last.c.last_on, literal(date.min))
    term = on - timedelta(days=days)
    chosen = (
        select(c.c.azc, c.c.name, c.c.unit, last.c.last_on, since.label("since"))
        .join(first, first.c.azc == c.c.azc)
        .outerjoin(last, last.c.azc == c.c.azc)
        .where(held_on(c, on), func.coalesce(last.c.last_on, first.c.opened_on) <= term)
    )
    if after is not None:
        chosen = chosen.where(tuple_(since, c.c.azc) > tuple_(*map(literal, after)))
    rows: Any = (await tx.execute(chosen.order_by(since, c.c.azc).limit(limit))).all()
    return list(rows)


async def waiting_at(tx: Tx, azc: str, on: date) -> dict[str, int]:
    """The municipalities with open links at the azc on that day, and how many.

    One that merged counts under its successor.
    """
    t = open_links
    there = (t.c.azc == azc) & or_(t.c.moved_on.is_(None), t.c.moved_on > on)
    rows = await tx.execute(select(t.c.municipality).where(there))
    merged = await mergers(tx, on)
    found: dict[str, int] = {}
    for code in rows.scalars():
        now = last_successor(code, merged)
        found[now] = found.get(now, 0) + 1
    return dict(sorted(found.items()))


async def visits_from(
    tx: Tx,
    first: date,
    *,
    azc: str | None,
    municipality: str | None,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Rows:
    """Those not cancelled, the nearest first. `municipality`: to which it is invited."""
    order = (visits.c.starts_at, visits.c.visit_id)
    morning = datetime.combine(first, time(), AMSTERDAM)
    chosen = select(visits).where(visits.c.cancelled_at.is_(None), visits.c.starts_at >= morning)
    if azc is not None:
        chosen = chosen.where(visits.c.azc == azc)
    if municipality is not None:
        waits = select(open_links.c.azc).where(
            open_links.c.municipality == municipality,
            or_(open_links.c.moved_on.is_(None), open_links.c.moved_on > first),
        )
        invited = literal(municipality) == func.any(visits.c.invited)
        chosen = chosen.where(or_(invited, visits.c.azc.in_(waits)))
    if after is not None:
        chosen = chosen.where(tuple_(*order) > tuple_(*map(literal, after)))
    rows: Rows = (await tx.execute(chosen.order_by(*order).limit(limit))).all()
    return rows


async def visit(tx: Tx, visit_id: UUID) -> Row[Any] | None:
    return (await tx.execute(select(visits).where(visits.c.visit_id == visit_id))).first()


async def invitations(tx: Tx, row: Row[Any]) -> list[tuple[str, str, int, bool]]:
    """Code, name, number of open links now, and whether invited from the beginning."""
    on = day(row.starts_at)
    waiting = await waiting_at(tx, row.azc, on)
    codes = sorted({*row.invited, *waiting})
    t = municipalities
    named = select(t.c.code, t.c.name).where(t.c.code.in_(codes), held_on(t, on))
    names = {found.code: found.name for found in (await tx.execute(named)).all()}
    invited = set(row.invited)
    return [(code, names.get(code, code), waiting.get(code, 0), code in invited) for code in codes]


async def region_profiles_on(
    tx: Tx, on: date, *, region: str | None, municipality: str | None, after: str | None, limit: int
) -> Rows:
    """One a region: the profile that holds on that day."""
    t = region_profiles
    chosen = select(t).where(held_on(t, on))
    if region is not None:
        chosen = chosen.where(t.c.region == region)
    if municipality is not None:
        m = municipalities
        lies_in = select(m.c.region).where(m.c.code == municipality, held_on(m, on))
        chosen = chosen.where(t.c.region.in_(lies_in))
    if after is not None:
        chosen = chosen.where(t.c.region > after)
    rows: Rows = (await tx.execute(chosen.order_by(t.c.region).limit(limit))).all()
    return rows


async def practices_shared(
    tx: Tx,
    *,
    kind: PracticeKind | None = None,
    topic: str | None = None,
    place: str | None = None,
    practice_id: UUID | None = None,
) -> Sequence[Row[Any]]:
    """Those that stand, the newest first, with their words."""
    t = practices
    chosen = select(t, texts.c.title, texts.c.body).join(texts, texts.c.about == t.c.practice_id)
    chosen = chosen.where(t.c.withdrawn_at.is_(None))
    if kind is not None:
        chosen = chosen.where(t.c.kind == kind.value)
    if topic is not None:
        chosen = chosen.where(literal(topic) == func.any(t.c.topics))
    if place is not None:
        chosen = chosen.where(literal(place) == func.any(t.c.places))
    if practice_id is not None:
        chosen = chosen.where(t.c.practice_id == practice_id)
    ordered = chosen.order_by(t.c.shared_at.desc(), t.c.practice_id)
    rows: Rows = (await tx.execute(ordered)).all()
    return rows


def nearest(rows: Sequence[Row[Any]], text: str) -> list[Row[Any]]:
    """Those whose words are near the ones asked for, the nearest first."""
    asked = words(text)
    ranked = [
        (score, row)
        for row in rows
        if (score := likeness(asked, words(row.title, row.body, *row.topics, *row.places)))
    ]
    return [row for _, row in sorted(ranked, key=lambda found: -found[0])]
