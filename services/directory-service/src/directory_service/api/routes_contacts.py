"""Contacts: who answers for which places and topics, and how to reach them."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Query, Response

from continuous_line.codes_directory import ContactKind
from continuous_line.fields import Code, QueryBool
from continuous_line.pagination import Page, PagingParameters
from continuous_line.processing_log import Manner
from continuous_line.writing import etag
from directory_service.api import answers, schemas_contacts
from directory_service.api.dependencies import On, Within, keeping, looking_up
from directory_service.api.schemas_contacts import ContactId
from directory_service.application import contacts
from directory_service.application.book import Book
from directory_service.areas import lying_in, with_former
from directory_service.domain.errors import UnknownContact
from directory_service.queries_contacts import (
    Filter,
    Wanted,
    contacts_by_id,
    contacts_on,
    stale_before,
)
from directory_service.roles import ANYBODY, CONTACT_KEEPERS

router = APIRouter(tags=["contacts"])
View = Annotated[Book, looking_up(*ANYBODY)]
Unit = Annotated[Book, keeping(*CONTACT_KEEPERS)]


@router.get("/contacts")
async def list_contacts(
    book: View,
    paging: PagingParameters,
    *,
    on: On = None,
    place: Annotated[Code | None, Query(description="Code of a place that it names.")] = None,
    own: Annotated[
        QueryBool, Query(description="Only those that name a place of the own token.")
    ] = False,
    within: Within = None,
    kind: Annotated[ContactKind | None, Query()] = None,
    topic: Annotated[Code | None, Query(description="Also those that answer for all.")] = None,
    organisation: Annotated[Code | None, Query()] = None,
    verification: Annotated[
        Wanted | None,
        Query(description="What is to be looked at; then the most open cases come first."),
    ] = None,
) -> Page[schemas_contacts.Contact]:
    """Contacts that are there on a day; a place also finds those of the places it took over."""
    tx, asked_on = book.writing.tx, on or book.today
    places = None if place is None else await with_former(tx, place, asked_on)
    if own and not book.everywhere:
        mine = await book.own()
        places = mine if places is None else places & mine
    if within is not None:
        inside = await lying_in(tx, frozenset((within,)), asked_on)
        places = inside if places is None else places & inside
    asked = Filter(
        asked_on,
        stale_before(book.policy, book.today),
        places,
        kind,
        topic,
        organisation,
        verification,
    )
    after = paging.after(int, UUID)
    rows = await contacts_on(tx, asked, after=after, limit=paging.limit)
    shown, following = paging.cut(rows, lambda row: (row.rank, row.contact_id))
    return Page(items=await answers.contacts(book, shown, Manner.LISTED), next=following)


@router.post("/contacts", status_code=201, response_class=Response)
async def register_contact(body: schemas_contacts.NewContact, book: Unit) -> Response:
    contact_id = body.contact_id or uuid4()
    version = await contacts.register(
        book,
        contact_id,
        body.coverage(book.writing.who.organisation),
        body.period(book.today),
        body.details.told() if body.details else None,
        occurred_at=body.occurred_at,
    )
    return await book.writing.created(f"/v1/contacts/{contact_id}", version)


@router.get("/contacts/{contactId}")
async def read_contact(
    contact_id: ContactId, response: Response, book: View
) -> schemas_contacts.Contact:
    """Also one that was replaced (by `successor`) or retired."""
    found = await book.directory.contacts.load(book.writing.tx, contact_id)
    row = (await contacts_by_id(book.writing.tx, [contact_id])).get(contact_id)
    if row is None:
        raise UnknownContact("no contact with this id is registered")
    response.headers["ETag"] = etag(found.version)
    return (await answers.contacts(book, [row], Manner.OPENED))[0]


@router.put("/contacts/{contactId}", status_code=204, response_class=Response)
async def change_contact(
    contact_id: ContactId, body: schemas_contacts.DescribedContact, book: Unit
) -> Response:
    """What it covers and for how long, all of it as it is now."""
    version = await contacts.change(
        book,
        contact_id,
        body.coverage(book.writing.who.organisation),
        body.period(book.today),
        occurred_at=body.occurred_at,
    )
    return await book.writing.done(version)


@router.put("/contacts/{contactId}/details", status_code=204, response_class=Response)
async def record_contact_details(
    contact_id: ContactId, body: schemas_contacts.DescribedDetails, book: Unit
) -> Response:
    """Sealed in the vault; events and the processing log say which fields changed, never what."""
    return await book.writing.done(await contacts.record_details(book, contact_id, body.told()))
