"""How contacts are kept right: verified, reported, absent, replaced, retired."""

from typing import Annotated

from fastapi import APIRouter, Response

from continuous_line.history import History, history, page_of
from continuous_line.pagination import PagingParameters
from continuous_line.processing_log import Manner
from continuous_line.writing import Reading, reading
from directory_service import publishing
from directory_service.api import answers, schemas, schemas_calling, schemas_contacts
from directory_service.api.dependencies import On, Streams, keeping, looking_up
from directory_service.api.schemas_contacts import ContactId
from directory_service.application import calling, contacts
from directory_service.application.book import Book
from directory_service.domain.errors import UnknownContact
from directory_service.identity import DOMAIN
from directory_service.queries_contacts import contacts_by_id
from directory_service.roles import ANYBODY, CONTACT_KEEPERS

router = APIRouter(tags=["contacts"])
View = Annotated[Reading, reading(*ANYBODY)]
Look = Annotated[Book, looking_up(*CONTACT_KEEPERS)]
Unit = Annotated[Book, keeping(*CONTACT_KEEPERS)]
Anybodys = Annotated[Book, keeping(*ANYBODY)]


@router.post("/contacts/{contactId}/verifications", status_code=201, response_class=Response)
async def verify_contact(
    contact_id: ContactId, body: schemas_contacts.NewVerification, book: Unit
) -> Response:
    """Somebody asked, and it is right."""
    version = await contacts.verify(book, contact_id, occurred_at=body.occurred_at)
    return await book.writing.created(f"/v1/contacts/{contact_id}", version)


@router.post("/contacts/{contactId}/reports", status_code=201, response_class=Response)
async def report_contact(
    contact_id: ContactId, body: schemas_contacts.Report, book: Anybodys
) -> Response:
    """It is not right: its keepers see that until they verified or changed it."""
    version = await contacts.doubt(book, contact_id, body.doubt)
    return await book.writing.created(f"/v1/contacts/{contact_id}", version)


@router.post("/contacts/{contactId}/absences", status_code=201, response_class=Response)
async def record_absence(
    contact_id: ContactId, body: schemas_contacts.NewAbsence, book: Unit
) -> Response:
    """Meanwhile the deputy is named, or one of its deputies. Ended early: void the event."""
    version = await contacts.be_absent(
        book, contact_id, body.period(), body.deputy, occurred_at=body.occurred_at
    )
    return await book.writing.created(f"/v1/contacts/{contact_id}", version)


@router.post("/contacts/{contactId}/replacements", status_code=201, response_class=Response)
async def replace_contact(
    contact_id: ContactId, body: schemas_contacts.Replacement, book: Unit
) -> Response:
    version = await contacts.replace(
        book,
        contact_id,
        body.successor,
        valid_from=body.valid_from,
        occurred_at=body.occurred_at,
    )
    return await book.writing.created(f"/v1/contacts/{contact_id}", version)


@router.get("/contacts/{contactId}/consequences")
async def read_consequences(
    contact_id: ContactId, book: Look, on: On = None
) -> schemas_calling.Consequences:
    """What its leaving on that day would leave to nobody, and who might stand in."""
    tx, last = book.writing.tx, on or book.today
    if not await contacts_by_id(tx, [contact_id]):
        raise UnknownContact("no contact with this id is registered")
    found = await calling.left_behind(tx, contact_id, last, book.policy, book.today)
    rows = await contacts_by_id(tx, found.stand_ins)
    shown = [rows[one] for one in found.stand_ins]
    return schemas_calling.Consequences(
        left=[schemas_calling.Left.of(one) for one in found.left],
        stand_ins=await answers.contacts(book, shown, Manner.LISTED),
    )


@router.post("/contacts/{contactId}/retirements", status_code=201, response_class=Response)
async def retire_contact(
    contact_id: ContactId, body: schemas_contacts.NewRetirement, book: Unit
) -> Response:
    """Where places with open cases would be left to nobody: 409, until somebody stands in."""
    version = await contacts.retire(
        book,
        contact_id,
        body.stand_in,
        valid_from=body.valid_from,
        gap_accepted=body.gap_accepted,
        occurred_at=body.occurred_at,
    )
    return await book.writing.created(f"/v1/contacts/{contact_id}", version)


@router.get("/contacts/{contactId}/events")
async def list_contact_events(
    contact_id: ContactId, streams: Streams, view: View, paging: PagingParameters
) -> History:
    """Who recorded what; of the details only which of them changed."""
    stored = await streams.events.load(view.tx, streams.contacts.stream(contact_id))
    if not stored:
        raise UnknownContact("no contact with this id is registered")
    return page_of(history(stored, DOMAIN, publishing.publish), paging)


@router.post(
    "/contacts/{contactId}/events/{eventId}/voidings", status_code=201, response_class=Response
)
async def void_contact_event(
    contact_id: ContactId, event_id: schemas.EventId, body: schemas.Voiding, book: Unit
) -> Response:
    """By the organisation that recorded it."""
    version = await contacts.void_event(book, contact_id, event_id, body.taking_back())
    return await book.writing.created(f"/v1/contacts/{contact_id}", version)
