"""Which contacts have to be looked at, and where there is none; the most open cases first."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from continuous_line.processing_log import Manner
from continuous_line.web.pages import PageNumber, Pager, PageWriting, page_writing
from directory_service.api import answers
from directory_service.application import calling
from directory_service.application.book import Book
from directory_service.queries_contacts import (
    Filter,
    Wanted,
    contacts_on,
    count_contacts,
    stale_before,
)
from directory_service.roles import CONTACT_KEEPERS
from directory_service.web.codes import AREAS, GAPS, TOPICS, WHY_NOT
from directory_service.web.look import book_of, cards_for, known_cards

router = APIRouter()
TABS: Final = (Wanted.DOUBTED, Wanted.STALE, Wanted.NEVER)
NOBODY: Final = "nobody"


@router.get("/verification")
async def verification_page(
    unit: Annotated[PageWriting, page_writing(*CONTACT_KEEPERS)],
    tab: Annotated[str, Query(max_length=20)] = Wanted.DOUBTED.value,
    number: PageNumber = 1,
) -> Response:
    """Of the reader's own places; who keeps national lists sees all."""
    book = book_of(unit)
    own = None if book.everywhere else await book.own()
    shown = tab if tab in TABS or tab == NOBODY else Wanted.DOUBTED.value
    gaps = await calling.gaps_on(unit.tx, book.today, book.policy, book.today, own)
    counts = {wanted.value: await _count(book, own, wanted) for wanted in TABS}
    counts[NOBODY] = len(gaps)
    pager = Pager(number, counts[shown])
    here = gaps[pager.offset : pager.offset + pager.limit] if shown == NOBODY else []
    language = unit.visitor.language
    return unit.visitor.page(
        "verification.html",
        coverage=await calling.coverage_on(unit.tx, book.today, book.policy, book.today),
        days=book.policy.verification_term.days,
        tab=shown,
        tabs=[(name, counts[name]) for name in (*(one.value for one in TABS), NOBODY)],
        pager=pager,
        contacts=[] if shown == NOBODY else await _contacts(unit, book, own, Wanted(shown), pager),
        gaps=here,
        asks=await known_cards(unit, book, {one.gap.ask for one in here if one.gap.ask}),
        area_words=AREAS[language],
        gap_words=GAPS[language],
        topic_words=TOPICS[language],
        why_words=WHY_NOT[language],
    )


async def _contacts(
    unit: PageWriting, book: Book, own: frozenset[str] | None, wanted: Wanted, pager: Pager
) -> list[object]:
    asked = _asked(book, own, wanted)
    rows = await contacts_on(unit.tx, asked, limit=pager.offset + pager.limit)
    found = await answers.contacts(book, rows[pager.offset :], Manner.LISTED)
    cards = await cards_for(unit, book)
    return [cards.of(contact) for contact in found]


async def _count(book: Book, own: frozenset[str] | None, wanted: Wanted) -> int:
    return await count_contacts(book.writing.tx, _asked(book, own, wanted))


def _asked(book: Book, own: frozenset[str] | None, wanted: Wanted) -> Filter:
    return Filter(book.today, stale_before(book.policy, book.today), own, wanted=wanted)
