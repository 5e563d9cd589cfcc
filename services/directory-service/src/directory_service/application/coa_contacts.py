"""Whether municipalities know whom to call at COA: each says it for itself."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from continuous_line.database import Tx
from directory_service.application.book import Book
from directory_service.areas import last_successor, mergers, municipality_areas
from directory_service.domain import coa_contact
from directory_service.tables import coa_contacts


async def answer(
    book: Book, municipality: str, *, known: bool, occurred_at: datetime | None
) -> int:
    streams, writing = book.directory.coa_contacts, book.writing
    found = await streams.open(writing, municipality)
    act = book.act(occurred_at)
    there = municipality in await municipality_areas(writing.tx, act.on)
    keeper = await book.keeper()
    events = coa_contact.answer(municipality, known, there=there, keeper=keeper, act=act)
    return await streams.save(writing, municipality, found, events)


@dataclass(frozen=True, slots=True)
class Known:
    """How many municipalities said so; of one that merged its successor's answer counts."""

    yes: int
    no: int


async def known(book: Book) -> Known:
    tx: Tx = book.writing.tx
    t = coa_contacts
    rows = (await tx.execute(select(t).order_by(t.c.answered_at))).all()
    merged = await mergers(tx, book.today)
    answers = {last_successor(row.municipality, merged): row.known for row in rows}
    answers |= {row.municipality: row.known for row in rows if row.municipality not in merged}
    return Known(sum(answers.values()), sum(not one for one in answers.values()))
