"""Places as points: where they lie on a day, and how far they are from each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, literal, or_, select, union_all

from continuous_line.database import Tx
from continuous_line.distance import Point, distance_km
from directory_service.areas import held_on
from directory_service.tables import municipalities, offers, reception_centres, texts


@dataclass(frozen=True, slots=True)
class Away:
    municipality: str
    name: str
    km: float


async def distances(
    tx: Tx, azc: str, on: date, municipality: str | None = None
) -> list[Away] | None:
    """From the azc to every municipality (or the one), the nearest first; None: no such azc.

    Great circle between centre points as they are on that day.
    """
    c, m = reception_centres, municipalities
    centre = (await tx.execute(select(c).where(c.c.azc == azc, held_on(c, on)))).first()
    if centre is None:
        return None
    chosen = select(m).where(held_on(m, on))
    if municipality is not None:
        chosen = chosen.where(m.c.code == municipality)
    here = Point(centre.latitude, centre.longitude)
    found = [
        Away(row.code, row.name, distance_km(here, Point(row.latitude, row.longitude)) or 0.0)
        for row in (await tx.execute(chosen)).all()
    ]
    return sorted(found, key=lambda away: (away.km, away.municipality))


async def points(tx: Tx, codes: Sequence[str]) -> dict[str, Row[Any]]:
    """Name, place and scheme of these codes, as they last were."""
    c, m = reception_centres, municipalities
    columns = ("name", "latitude", "longitude", "valid_from")
    both = union_all(
        select(
            c.c.azc.label("code"), *(c.c[name] for name in columns), literal("COA").label("scheme")
        ),
        select(m.c.code, *(m.c[name] for name in columns), literal("CBS").label("scheme")),
    ).subquery()
    chosen = select(both).where(both.c.code.in_(codes)).order_by(both.c.valid_from)
    return {row.code: row for row in (await tx.execute(chosen)).all()}


async def offers_to_tell(
    tx: Tx, today: date, *, offset: int, limit: int
) -> tuple[int, Sequence[Row[Any]]]:
    """How many offers stand, and some of them with their words, in the order of their ids."""
    t = offers
    stands = t.c.withdrawn_at.is_(None) & or_(t.c.ends_on.is_(None), t.c.ends_on >= today)
    total = await tx.scalar(select(func.count()).select_from(t).where(stands))
    chosen = _with_words().where(stands).order_by(t.c.offer_id).offset(offset).limit(limit)
    return total or 0, (await tx.execute(chosen)).all()


async def offer_to_tell(tx: Tx, offer_id: UUID) -> Row[Any] | None:
    """Also one that ended or was withdrawn."""
    return (await tx.execute(_with_words().where(offers.c.offer_id == offer_id))).first()


def _with_words() -> Any:
    words = (texts.c.title, texts.c.body, texts.c.owner_name, texts.c.recorded_at)
    return select(offers, *words).join(texts, texts.c.about == offers.c.offer_id)
