"""Who answers for a place by the directory: where a signal goes that nobody has by name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, cast, exists, or_, select

from continuous_line.codes_directory import ContactKind
from continuous_line.codes_guidance import Side
from continuous_line.database import Tx
from handover_service.tables_places import reception_centres
from handover_service.tables_signals import contacts

PREFERRED: Mapping[Side, tuple[ContactKind, ...]] = {
    Side.RECEPTION: (ContactKind.PROGRAMME_OWNER, ContactKind.CASE_MANAGER),
    Side.MUNICIPALITY: (ContactKind.TEAM,),
}


@dataclass(frozen=True, slots=True)
class Contact:
    """An entry of the directory; who it is, the directory tells."""

    id: UUID
    kind: ContactKind


async def answering(tx: Tx, side: Side, places: Iterable[str], on: date) -> dict[str, Contact]:
    """For each of these places of that side, as far as anybody is known on that day.

    An entry for the place itself comes before one for its unit.
    """
    wanted = set(places)
    if not wanted:
        return {}
    units = await _units(tx, wanted, on) if side is Side.RECEPTION else {}
    preferred = [kind.value for kind in PREFERRED[side]]
    rows = await _held(tx, wanted | set(units.values()), preferred, on)
    found: dict[str, Contact] = {}
    for place in wanted:
        covers = [place, units[place]] if place in units else [place]
        fit = [row for row in rows if set(covers) & set(row.places)]
        if fit:
            best = min(
                fit, key=lambda r: (preferred.index(r.kind), place not in r.places, r.contact_id)
            )
            found[place] = Contact(best.contact_id, ContactKind(best.kind))
    return found


async def _held(tx: Tx, places: set[str], kinds: list[str], on: date) -> Sequence[Any]:
    """The contacts of these kinds that cover any of these places on that day."""
    n, newer, ended = contacts.c, contacts.alias("newer"), contacts.alias("ended")
    chosen = select(contacts).where(
        n.kind.in_(kinds),
        n.places.bool_op("&&")(cast(list(places), ARRAY(Text))),
        n.valid_from <= on,
        or_(n.valid_to.is_(None), n.valid_to > on),
        ~exists().where(
            newer.c.contact_id == n.contact_id, ~newer.c.gone, newer.c.sequence > n.sequence
        ),
        ~exists().where(ended.c.contact_id == n.contact_id, ended.c.gone, ended.c.valid_from <= on),
    )
    rows: Sequence[Any] = (await tx.execute(chosen)).all()
    return rows


async def _units(tx: Tx, azcs: set[str], on: date) -> dict[str, str]:
    r = reception_centres.c
    chosen = select(r.azc, r.unit).where(r.azc.in_(azcs), r.valid_from <= on)
    rows = await tx.execute(chosen.order_by(r.valid_from, r.sequence))
    return {row.azc: row.unit for row in rows}
