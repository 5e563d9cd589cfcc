"""Offers as they are searched, and what is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Row,
    Select,
    Text,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
    union,
)

from continuous_line.codes_directory import OfferType, Sector, Weekday
from continuous_line.database import Tx
from directory_service.forgiving import likeness, words
from directory_service.queries import Rows
from directory_service.tables import (
    contacts,
    demands,
    municipalities,
    offers,
    programmes,
    reception_centres,
    texts,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an offer has to fit. `on` None: any that has not ended by `today`."""

    today: date
    on: date | None = None
    places: Sequence[str] = ()
    kinds: Sequence[OfferType] = ()
    sector: Sector | None = None
    programme: str | None = None
    weekday: Weekday | None = None
    days_per_week: int | None = None
    open_without_permit: bool | None = None


def _chosen(wanted: Wanted) -> Select[Any]:
    t = offers
    join = t.outerjoin(texts, texts.c.about == t.c.offer_id).outerjoin(
        programmes, programmes.c.programme == t.c.programme
    )
    chosen = select(t, texts.c.title, texts.c.body, texts.c.owner_name).select_from(join)
    chosen = chosen.where(t.c.withdrawn_at.is_(None))
    chosen = chosen.where(or_(t.c.ends_on.is_(None), t.c.ends_on >= (wanted.on or wanted.today)))
    if wanted.on is not None:
        chosen = chosen.where(t.c.starts_on <= wanted.on)
    chosen = chosen.where(_where_it_runs(wanted.places))
    if wanted.kinds:
        chosen = chosen.where(t.c.kind.in_([kind.value for kind in wanted.kinds]))
    if wanted.sector is not None:
        chosen = chosen.where(t.c.sector == wanted.sector.value)
    if wanted.programme is not None:
        chosen = chosen.where(t.c.programme == wanted.programme)
    if wanted.weekday is not None:
        fits = literal(wanted.weekday.value) == func.any(t.c.weekdays)
        chosen = chosen.where(or_(func.cardinality(t.c.weekdays) == 0, fits))
    if wanted.days_per_week is not None:
        days = t.c.days_per_week
        chosen = chosen.where(or_(days.is_(None), days <= wanted.days_per_week))
    if wanted.open_without_permit is not None:
        chosen = chosen.where(t.c.open_without_permit.is_(wanted.open_without_permit))
    return chosen


def _where_it_runs(places: Sequence[str]) -> ColumnElement[bool]:
    """At one of the places asked for, where the offer's programme (still) runs too."""
    its = func.unnest(offers.c.places).table_valued("place").render_derived()
    runs = or_(programmes.c.programme.is_(None), its.c.place == func.any(programmes.c.places))
    here = select(literal(1)).select_from(its).where(runs)
    if places:
        here = here.where(its.c.place.in_(list(places)))
    return exists(here.correlate(offers, programmes))


async def offers_fitting(
    tx: Tx, wanted: Wanted, *, after: tuple[date, UUID] | None, limit: int
) -> Rows:
    """By first day."""
    order = (offers.c.starts_on, offers.c.offer_id)
    chosen = _chosen(wanted)
    if after is not None:
        chosen = chosen.where(tuple_(*order) > tuple_(*map(literal, after)))
    rows: Rows = (await tx.execute(chosen.order_by(*order).limit(limit))).all()
    return rows


async def offers_like(
    tx: Tx, wanted: Wanted, text: str, *, after: tuple[float, UUID] | None, limit: int
) -> list[tuple[float, Row[Any]]]:
    """The offers whose words are near those asked for, the nearest first, each with its rank."""
    asked, ranked = words(text), []
    for row in (await tx.execute(_chosen(wanted))).all():
        codes = (row.kind, row.sector, row.programme)
        score = likeness(asked, words(row.title, row.body, row.owner_name, row.owner, *codes))
        if score is not None:
            ranked.append((round(-score, 3), row))
    ranked.sort(key=lambda found: (found[0], found[1].offer_id))
    if after is not None:
        ranked = [found for found in ranked if (found[0], found[1].offer_id) > after]
    return ranked[:limit]


async def words_about(tx: Tx, about: UUID) -> Row[Any] | None:
    return (await tx.execute(select(texts).where(texts.c.about == about))).first()


async def standing(tx: Tx, offer_ids: Sequence[UUID]) -> set[UUID]:
    """Those of the offers that are there and were not withdrawn."""
    t = offers
    chosen = select(t.c.offer_id).where(t.c.offer_id.in_(offer_ids), t.c.withdrawn_at.is_(None))
    return set((await tx.execute(chosen)).scalars())


async def unknown_places(tx: Tx, places: Sequence[str]) -> list[str]:
    """Those of the codes that no azc or municipality ever had."""
    known = union(
        select(municipalities.c.code).where(municipalities.c.code.in_(places)),
        select(reception_centres.c.azc).where(reception_centres.c.azc.in_(places)),
    )
    return sorted(set(places) - set((await tx.execute(known)).scalars()))


async def contact_stands(tx: Tx, contact_id: UUID, on: date) -> bool:
    t = contacts
    still = or_(t.c.ended_on.is_(None), t.c.ended_on > on)
    chosen = select(t.c.contact_id).where(t.c.contact_id == contact_id, still)
    return (await tx.execute(chosen)).first() is not None


async def programmes_after(tx: Tx, after: str | None, limit: int) -> Rows:
    chosen = select(programmes).order_by(programmes.c.programme).limit(limit)
    if after is not None:
        chosen = chosen.where(programmes.c.programme > after)
    return (await tx.execute(chosen)).all()


async def demands_at(
    tx: Tx,
    places: Sequence[str],
    *,
    answered: bool | None,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Rows:
    """The oldest first."""
    order = (demands.c.recorded_at, demands.c.demand_id)
    chosen = select(demands)
    if places:
        chosen = chosen.where(demands.c.places.op("&&")(literal(list(places), ARRAY(Text))))
    if answered is not None:
        given = demands.c.answered_at
        chosen = chosen.where(given.is_not(None) if answered else given.is_(None))
    if after is not None:
        chosen = chosen.where(tuple_(*order) > tuple_(*map(literal, after)))
    return (await tx.execute(chosen.order_by(*order).limit(limit))).all()


async def demand(tx: Tx, demand_id: UUID) -> Row[Any] | None:
    return (await tx.execute(select(demands).where(demands.c.demand_id == demand_id))).first()
