"""What the pages about contacts begin with: the book of the request, and cards for its reader."""

from collections.abc import Collection
from uuid import UUID

from continuous_line.codes import AT_THE_AZC, AT_THE_MUNICIPALITY, Role
from continuous_line.codes_places import COUNTRY, PROVINCES
from continuous_line.web.pages import PageWriting
from directory_service.api import answers
from directory_service.application.book import Book
from directory_service.application.calling import Answer, Asked, whom_to_call
from directory_service.application.finding import Hit
from directory_service.domain.areas import WHOLE_COUNTRY, Area, AreaKind
from directory_service.domain.call_list import Asker
from directory_service.queries_contacts import places_on
from directory_service.roles import CONTACT_KEEPERS
from directory_service.web.cards import Card, Cards
from directory_service.web.organisations import organisations


def book_of(unit: PageWriting) -> Book:
    resources = unit.visitor.request.app.state.resources
    return Book(resources.directory, resources.vault, resources.policy, unit)


async def cards_for(unit: PageWriting, book: Book) -> Cards:
    keeps = not unit.who.roles.isdisjoint(CONTACT_KEEPERS)
    own = await book.own() if keeps else frozenset()
    if keeps and book.everywhere:
        own |= {COUNTRY}
    called = await organisations(unit, book)
    return Cards(unit.visitor.language, unit.visitor.words, book.policy, book.today, called, own)


def asker(unit: PageWriting) -> Asker:
    """From which side somebody with these roles calls."""
    roles = unit.who.roles
    if roles & AT_THE_MUNICIPALITY:
        return Asker.MUNICIPALITY
    if roles & (AT_THE_AZC | {Role.UNIT_MANAGER}):
        return Asker.RECEPTION_CENTRE
    return Asker.VOLUNTEERING if Role.PROVIDER in roles else Asker.OTHER


async def called(
    unit: PageWriting, book: Book, asked: Asked
) -> tuple[Answer, list[Card], list[str]]:
    """Whom to call about what was asked, and what is missing. Raises UnknownPlace."""
    answer = await whom_to_call(unit.tx, asked, book.today, book.policy, book.today)
    ids = [entry.contact_id for entry in answer.found.entries if entry.contact_id is not None]
    known = await answers.contacts_of(book, ids)
    cards = await cards_for(unit, book)
    return answer, cards.called(answer.found, known), cards.missing(answer.found)


async def known_cards(unit: PageWriting, book: Book, ids: Collection[UUID]) -> dict[UUID, Card]:
    """Cards of these contacts, by id."""
    cards = await cards_for(unit, book)
    return {
        one: cards.of(contact) for one, contact in (await answers.contacts_of(book, ids)).items()
    }


async def named_places(unit: PageWriting, book: Book, codes: Collection[str]) -> list[Hit]:
    """These codes as places with their names; one that is no place any more is its own name."""
    places = await places_on(unit.tx, book.today)
    known: dict[str, Area] = {COUNTRY: WHOLE_COUNTRY}
    for held in (places.municipalities, places.centres, places.regions, places.units):
        known |= held
    provinces = {code: name for name, code in PROVINCES.items()}
    return [
        Hit(known[code].kind, code, known[code].name, 100)
        if code in known
        else Hit(AreaKind.PROVINCE, code, provinces.get(code, code), 100)
        for code in codes
    ]
