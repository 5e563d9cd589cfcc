"""A contact: what it covers, how to reach it, what happened to it; and saying that it is right."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from continuous_line.codes_directory import ContactDoubt
from continuous_line.processing_log import Manner
from continuous_line.web.pages import PageWriting, page_writing
from directory_service import publishing
from directory_service.api import answers
from directory_service.api.schemas_contacts import ContactId
from directory_service.application import contacts
from directory_service.application.book import Book
from directory_service.domain.errors import UnknownContact
from directory_service.queries_contacts import contacts_by_id
from directory_service.roles import ANYBODY, CONTACT_KEEPERS
from directory_service.web.codes import DOUBTS
from directory_service.web.look import book_of, cards_for, known_cards, named_places
from directory_service.web.organisations import Organisations, organisations
from directory_service.web.texts import HAPPENED

router = APIRouter()
Look = Annotated[PageWriting, page_writing(*ANYBODY)]
Keep = Annotated[PageWriting, page_writing(*CONTACT_KEEPERS)]


@dataclass(frozen=True, slots=True)
class Step:
    """An entry of the history; of the details only which of them changed."""

    what: str
    at: datetime
    recorded_at: datetime
    organisation: str
    late: bool


@router.get("/contacts/{contactId}")
async def contact_page(contact_id: ContactId, unit: Look) -> Response:
    """Also of one that was replaced or retired: history stays."""
    book = book_of(unit)
    row = (await contacts_by_id(unit.tx, [contact_id])).get(contact_id)
    if row is None:
        raise UnknownContact("no contact with this id is registered")
    contact = (await answers.contacts(book, [row], Manner.OPENED))[0]
    follows = [one for one in (contact.successor, *contact.deputies) if one is not None]
    called = await organisations(unit, book)
    follows += [one.deputy for one in contact.absences if one.deputy is not None]
    return unit.visitor.page(
        "contact.html",
        contact=contact,
        card=(await cards_for(unit, book)).of(contact),
        organisations=called,
        places=await named_places(unit, book, contact.places),
        others=await known_cards(unit, book, follows),
        steps=await _steps(unit, book, contact_id, called),
        today=book.today,
        version=(await book.open(contact_id)).version,
    )


@router.post("/contacts/{contactId}/verifications")
async def verify_contact_page(contact_id: ContactId, unit: Keep) -> Response:
    """*Klopt*: somebody asked, and it is right."""
    await contacts.verify(book_of(unit), contact_id)
    return await unit.see(f"/contacts/{contact_id}", "verified")


@router.get("/contacts/{contactId}/reports/new")
async def report_form(contact_id: ContactId, unit: Look) -> Response:
    return await _report(contact_id, unit, 200)


@router.post("/contacts/{contactId}/reports/new")
async def report_contact_page(contact_id: ContactId, unit: Look) -> Response:
    """*Klopt niet*: anybody who may read it says so; its keepers see it."""
    said = unit.form.choice("doubt", tuple(ContactDoubt))
    if said is None or unit.form.faults:
        return await _report(contact_id, unit, 400)
    await contacts.doubt(book_of(unit), contact_id, ContactDoubt(said))
    return await unit.see(f"/contacts/{contact_id}", "reported")


async def _report(contact_id: ContactId, unit: PageWriting, status: int) -> Response:
    book = book_of(unit)
    cards = await known_cards(unit, book, [contact_id])
    if contact_id not in cards:
        raise UnknownContact("no contact with this id is registered")
    doubts = [(one.value, DOUBTS[unit.visitor.language][one]) for one in ContactDoubt]
    return unit.visitor.page(
        "contact_report.html", status, form=unit.form, card=cards[contact_id], doubts=doubts
    )


async def _steps(
    unit: PageWriting, book: Book, contact_id: UUID, called: Organisations
) -> list[Step]:
    streams, told = book.directory, HAPPENED[unit.visitor.language]
    stored = await streams.events.load(unit.tx, streams.contacts.stream(contact_id))
    shown = [one for one in stored if publishing.publish(one) is not None]
    return [
        Step(
            told.get(type(one.event).__name__, type(one.event).__name__),
            one.event.at,
            one.recorded_at,
            called[one.context.organisation],
            one.recorded_at.date() > one.event.at.date(),
        )
        for one in reversed(shown)
    ]
