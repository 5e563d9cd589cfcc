"""One search field for places and organisations, which forgives spelling and knows old names."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from continuous_line.database import Tx
from directory_service.areas import last_successor, mergers
from directory_service.domain.areas import AreaKind
from directory_service.forgiving import likeness, words
from directory_service.queries_contacts import places_on
from directory_service.tables import contacts, municipalities

ORGANISATION = "organisation"
MOST = 20
CALLED: Final = {
    "gemeente": AreaKind.MUNICIPALITY,
    "municipality": AreaKind.MUNICIPALITY,
    "azc": AreaKind.RECEPTION_CENTRE,
    "regio": AreaKind.REGION,
    "arbeidsmarktregio": AreaKind.REGION,
    "unit": AreaKind.UNIT,
}
"""What people write before a name: then only places of that kind are meant."""


@dataclass(frozen=True, slots=True)
class Hit:
    """`likeness`: 0 to 100. A former municipality names its successor."""

    kind: str
    code: str
    name: str
    likeness: float
    successor: str | None = None
    successor_name: str | None = None
    merged_on: date | None = None


async def find(tx: Tx, text: str, on: date) -> list[Hit]:
    """The likest first, at most twenty. Units and organisations are known by their codes."""
    asked, found = words(text), []
    kind = CALLED.get(asked[0]) if len(asked) > 1 else None
    if kind is not None:
        asked = asked[1:]
    for hit in await _known(tx, on):
        if kind is not None and hit.kind != kind:
            continue
        score = likeness(asked, words(hit.name, hit.code))
        if score is not None:
            found.append((-score, len(words(hit.name)), hit.name, hit.kind, hit.code, hit))
    return [_scored(hit, -score) for score, *_, hit in sorted(found, key=lambda one: one[:-1])][
        :MOST
    ]


async def _known(tx: Tx, on: date) -> list[Hit]:
    places = await places_on(tx, on)
    areas = [
        *places.municipalities.values(),
        *places.centres.values(),
        *places.regions.values(),
        *places.units.values(),
    ]
    codes = select(contacts.c.organisation).where(~contacts.c.organisation.like("GM%")).distinct()
    organisations = (await tx.execute(codes)).scalars()
    names = {area.code: area.name for area in places.municipalities.values()}
    return [
        *(Hit(area.kind, area.code, area.name, 0) for area in areas),
        *await _former(tx, on, names),
        *(Hit(ORGANISATION, code, code, 0) for code in organisations),
    ]


async def _former(tx: Tx, on: date, names: dict[str, str]) -> list[Hit]:
    merged = await mergers(tx, on)
    t = municipalities
    chosen = select(t.c.code, t.c.name, t.c.merged_on).where(t.c.merged_on <= on)
    rows = (await tx.execute(chosen.order_by(t.c.code, t.c.valid_from))).all()
    found = {}
    for row in rows:
        into = last_successor(row.code, merged)
        found[row.code] = Hit(
            AreaKind.MUNICIPALITY, row.code, row.name, 0, into, names.get(into), row.merged_on
        )
    return list(found.values())


def _scored(hit: Hit, score: float) -> Hit:
    return Hit(
        hit.kind,
        hit.code,
        hit.name,
        round(score, 1),
        hit.successor,
        hit.successor_name,
        hit.merged_on,
    )
