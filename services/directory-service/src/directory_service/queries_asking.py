"""Whom to ask where a search finds nothing: never nobody, and what is missing is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, literal, or_, select

from continuous_line.codes_directory import ContactKind
from continuous_line.database import Tx
from directory_service.areas import held_on, municipality_areas, reception_centre_areas
from directory_service.domain.areas import WHOLE_COUNTRY, Area
from directory_service.queries import Rows
from directory_service.tables import contacts

_NEXT_BEST = (
    ContactKind.VOLUNTEERING,
    ContactKind.LOCATION_MANAGER,
    ContactKind.REGIONAL_COORDINATOR,
)


@dataclass(frozen=True, slots=True)
class Ask:
    """`contact_id` None: nobody is registered for it, which is what has to be mended."""

    kind: ContactKind
    contact_id: UUID | None = None
    region: str | None = None
    region_name: str | None = None


async def whom_to_ask(tx: Tx, places: Sequence[str], on: date) -> list[Ask]:
    """The participation case manager of these places, and where there is none the next best.

    Last the coordinator of each labour-market region, so that it never ends with nobody.
    """
    asked = await _areas(tx, places, on)
    known = await _contacts(tx, asked, on)
    first = list(_of_kind(known, ContactKind.PARTICIPATION_CASE_MANAGER, asked))
    if first:
        return first
    found = [Ask(ContactKind.PARTICIPATION_CASE_MANAGER)]
    for kind in _NEXT_BEST:
        found.extend(_of_kind(known, kind, asked))
    if found[-1].kind is not ContactKind.REGIONAL_COORDINATOR:
        found.extend(_coordinators(asked))
    return found


async def _areas(tx: Tx, places: Sequence[str], on: date) -> list[Area]:
    around = await municipality_areas(tx, on)
    known = around | await reception_centre_areas(tx, on, around.values())
    return [known[place] for place in places if place in known] or [WHOLE_COUNTRY]


async def _contacts(tx: Tx, asked: Sequence[Area], on: date) -> Rows:
    t = contacts
    reach = sorted({code for area in asked for code in area.reach})
    covering = t.c.places.op("&&")(literal(reach, ARRAY(Text)))
    still = or_(t.c.ended_on.is_(None), t.c.ended_on > on)
    rows: Rows = (await tx.execute(select(t).where(held_on(t, on), still, covering))).all()
    return rows


def _of_kind(known: Rows, kind: ContactKind, asked: Sequence[Area]) -> Iterator[Ask]:
    """Who is nearest first, and of those who was verified last."""
    of_kind = [row for row in known if row.kind == kind.value]

    def order(row: Any) -> tuple[int, float]:
        far = min(far for area in asked if (far := area.distance(row.places)) is not None)
        return far, -(row.verified_at.timestamp() if row.verified_at else 0.0)

    for row in sorted(of_kind, key=order):
        yield Ask(kind, row.contact_id)


def _coordinators(asked: Sequence[Area]) -> Iterator[Ask]:
    regions = {area.region: area.region_name for area in asked}
    for code in sorted(regions, key=str):
        yield Ask(ContactKind.REGIONAL_COORDINATOR, None, code, regions[code])
