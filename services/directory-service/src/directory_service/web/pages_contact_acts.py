"""Keeping contacts: added, changed, absent, replaced by another, retired."""

from collections.abc import Sequence
from dataclasses import replace as with_
from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Query, Response

from continuous_line.codes_directory import ContactKind
from continuous_line.processing_log import Manner
from continuous_line.web.pages import PageWriting, page_writing
from directory_service.api import answers
from directory_service.api.schemas_contacts import Contact, ContactId
from directory_service.application import calling, contacts
from directory_service.application.book import Book
from directory_service.domain.contact import Period
from directory_service.domain.errors import UnknownContact
from directory_service.queries_contacts import Filter, contacts_by_id, contacts_on, stale_before
from directory_service.roles import CONTACT_KEEPERS
from directory_service.web import contact_form
from directory_service.web.codes import AREAS, KINDS, TOPICS, named
from directory_service.web.look import book_of, cards_for, known_cards

router = APIRouter()
Keep = Annotated[PageWriting, page_writing(*CONTACT_KEEPERS)]
MOST = 50
"""Candidates that a form lists."""


@router.get("/contacts/new")
async def new_contact_form(
    unit: Keep, place: Annotated[str, Query(max_length=64)] = ""
) -> Response:
    form = contact_form.filled(unit, None, places=[place])
    return await _form(unit, book_of(unit), form)


@router.post("/contacts/new")
async def add_contact_page(unit: Keep) -> Response:
    book = book_of(unit)
    found = contact_form.read(unit.form, book, await contact_form.place_options(book))
    if found is None:
        return await _form(unit, book, unit.form, 400)
    contact_id = uuid4()
    await contacts.register(book, contact_id, found.coverage, found.period, found.details)
    return await unit.see(f"/contacts/{contact_id}", "contact_added")


@router.get("/contacts/{contactId}/edit")
async def change_contact_form(contact_id: ContactId, unit: Keep) -> Response:
    book = book_of(unit)
    form = contact_form.filled(unit, await _contact(book, contact_id))
    return await _form(unit, book, form, version=(await book.open(contact_id)).version)


@router.post("/contacts/{contactId}/edit")
async def change_contact_page(contact_id: ContactId, unit: Keep) -> Response:
    book = book_of(unit)
    known = await _contact(book, contact_id)
    found = contact_form.read(unit.form, book, await contact_form.place_options(book))
    if found is None:
        return await _form(unit, book, unit.form, 400)
    coverage = with_(found.coverage, deputies=tuple(known.deputies))
    await contacts.change(book, contact_id, coverage, found.period)
    follows = with_(book, writing=with_(unit, if_match=None))
    await contacts.record_details(follows, contact_id, found.details)
    return await unit.see(f"/contacts/{contact_id}", "contact_changed")


@router.get("/contacts/{contactId}/absences/new")
async def absence_form(contact_id: ContactId, unit: Keep) -> Response:
    return await _act(unit, contact_id, "absence", 200)


@router.post("/contacts/{contactId}/absences/new")
async def record_absence_page(contact_id: ContactId, unit: Keep) -> Response:
    """From a day to the day before another, and who answers meanwhile."""
    book, form = book_of(unit), unit.form
    begins, ends = form.day("absent_from"), form.day("absent_to", required=False)
    deputy = _candidate(form.value("deputy"))
    if begins and ends and ends <= begins:
        form.fault("absent_to", "ends_before", "absent_to-day")
    if form.faults or begins is None:
        return await _act(unit, contact_id, "absence", 400)
    await contacts.be_absent(book, contact_id, Period(begins, ends), deputy)
    return await unit.see(f"/contacts/{contact_id}", "absence_recorded")


@router.get("/contacts/{contactId}/replacements/new")
async def replacement_form(contact_id: ContactId, unit: Keep) -> Response:
    return await _act(unit, contact_id, "replacement", 200)


@router.post("/contacts/{contactId}/replacements/new")
async def replace_contact_page(contact_id: ContactId, unit: Keep) -> Response:
    """*Vervang*: from a day on another answers; older cases show the new one too."""
    book, form = book_of(unit), unit.form
    successor, first = _candidate(form.value("successor")), form.day("valid_from", required=False)
    if successor is None:
        form.fault("successor", "choose")
    if form.faults or successor is None:
        return await _act(unit, contact_id, "replacement", 400)
    await contacts.replace(book, contact_id, successor, valid_from=first)
    return await unit.see(f"/contacts/{contact_id}", "contact_replaced")


@router.get("/contacts/{contactId}/retirements/new")
async def retirement_form(contact_id: ContactId, unit: Keep) -> Response:
    return await _act(unit, contact_id, "retirement", 200)


@router.post("/contacts/{contactId}/retirements/new")
async def retire_contact_page(contact_id: ContactId, unit: Keep) -> Response:
    """Shows what it leaves to nobody first; without a stand-in only where that is accepted."""
    book, form = book_of(unit), unit.form
    last, stand_in = form.day("valid_from", required=False), _candidate(form.value("stand_in"))
    accepted = form.has("gap_accepted", "1")
    behind = await calling.left_behind(
        unit.tx, contact_id, last or book.today, book.policy, book.today
    )
    if stand_in is None and not accepted and any(one.open_cases for one in behind.left):
        form.fault("stand_in", "stand_in_or_accept")
    if form.faults:
        return await _act(unit, contact_id, "retirement", 400)
    await contacts.retire(book, contact_id, stand_in, valid_from=last, gap_accepted=accepted)
    return await unit.see(f"/contacts/{contact_id}", "contact_retired")


async def _form(
    unit: PageWriting, book: Book, form: Any, status: int = 200, version: int | None = None
) -> Response:
    language = unit.visitor.language
    return unit.visitor.page(
        "contact_form.html",
        status,
        form=form,
        version=version,
        kinds=[(kind.value, named(KINDS, language, kind)) for kind in ContactKind],
        places=await contact_form.place_options(book),
        topics=[(code, named(TOPICS, language, code)) for code in book.policy.topics],
        phones=range(1, contact_form.MOST_PHONES + 1),
    )


async def _act(unit: PageWriting, contact_id: UUID, act: str, status: int) -> Response:
    book = book_of(unit)
    contact = await _contact(book, contact_id)
    cards = await cards_for(unit, book)
    behind = await calling.left_behind(unit.tx, contact_id, book.today, book.policy, book.today)
    return unit.visitor.page(
        f"contact_{act}.html",
        status,
        form=unit.form,
        card=cards.of(contact),
        candidates=await _candidates(unit, book, contact, behind.stand_ins),
        left=behind.left,
        area_words=AREAS[unit.visitor.language],
        version=(await book.open(contact_id)).version,
    )


async def _contact(book: Book, contact_id: UUID) -> Contact:
    row = (await contacts_by_id(book.writing.tx, [contact_id])).get(contact_id)
    if row is None:
        raise UnknownContact("no contact with this id is registered")
    return (await answers.contacts(book, [row], Manner.OPENED))[0]


async def _candidates(
    unit: PageWriting, book: Book, contact: Contact, first: Sequence[UUID]
) -> list[tuple[str, str]]:
    """Who might answer instead: who would do for all of it first, then others of these places."""
    places = frozenset(contact.places)
    asked = Filter(book.today, stale_before(book.policy, book.today), places)
    rows = await contacts_on(unit.tx, asked, limit=MOST)
    ids = list(dict.fromkeys((*first, *(row.contact_id for row in rows))))
    known = await known_cards(unit, book, [one for one in ids if one != contact.contact_id])
    shown = [known[one] for one in ids if one in known]
    return [
        (str(card.contact_id), f"{card.name or card.kind}, {card.kind}, {card.organisation}")
        for card in shown
    ]


def _candidate(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
