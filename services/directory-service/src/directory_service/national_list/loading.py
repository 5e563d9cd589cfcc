"""What a file is compared with: the names of places, and the contacts that such a list holds."""

from datetime import date

from sqlalchemy import or_, select

from continuous_line.codes_directory import ContactKind
from continuous_line.codes_places import COUNTRY
from continuous_line.database import Tx
from directory_service.application.book import Book
from directory_service.application.details import opened
from directory_service.areas import last_successor, mergers
from directory_service.domain.contact import Coverage
from directory_service.national_list.listed import KINDS
from directory_service.national_list.naming import Known, Names
from directory_service.national_list.planning import Held
from directory_service.reach import Details
from directory_service.tables import contacts, municipalities, reception_centres


async def names_on(tx: Tx, day: date) -> Names:
    """Former names too: those of municipalities that merged, and of those that changed theirs."""
    t = municipalities
    rows = (await tx.execute(select(t).order_by(t.c.valid_from))).all()
    known = [
        Known(
            row.code, row.name, row.province,
            row.successor if row.merged_on is not None and row.merged_on <= day else None,
        )
        for row in rows
    ]  # fmt: skip
    centres = await tx.scalars(select(reception_centres.c.azc).distinct())
    regions = {row.region_name: row.region for row in rows if row.valid_to is None}
    return Names(known, frozenset(centres), regions)


async def held_by(book: Book, own: frozenset[str]) -> list[Held]:
    """The contacts of today that such a list holds, as far as they cover a place of `own`."""
    tx, day, t = book.writing.tx, book.today, contacts
    chosen = select(t).where(
        t.c.kind.in_([kind.value for kind in KINDS]),
        t.c.erased.is_(False),
        or_(t.c.ended_on.is_(None), t.c.ended_on > day),
        or_(t.c.valid_to.is_(None), t.c.valid_to > day),
    )
    rows = (await tx.execute(chosen.order_by(t.c.contact_id))).all()
    merged = await mergers(tx, day)
    found = await opened(tx, book.vault, {row.contact_id: row.details for row in rows})
    held = []
    for row in rows:
        places = {last_successor(place, merged) for place in row.places}
        mine = places if COUNTRY in own else places & own
        if not mine:
            continue
        held.append(
            Held(
                row.contact_id,
                Coverage(
                    ContactKind(row.kind), row.organisation, tuple(row.places),
                    tuple(row.topics), tuple(row.deputies),
                ),
                tuple(sorted(mine)),
                found.get(row.contact_id, Details()),
                row.details,
                tuple(sorted(places - mine)),
                leaving=row.ended_on is not None,
            )
        )  # fmt: skip
    return held
