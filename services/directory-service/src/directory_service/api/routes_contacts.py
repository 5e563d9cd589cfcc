"""Contacts: who answers for which places and topics, and how it is kept right."""

from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Query, Response

from continuous_line.codes import ContactKind
from continuous_line.days import day
from continuous_line.fields import Code
from continuous_line.history import History, history, page_of
from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import Reading, Writing, etag, reading, writing
from directory_service import projections, publishing, queries
from directory_service.api import schemas, schemas_contacts
from directory_service.api.dependencies import On, Streams
from directory_service.api.schemas_contacts import ContactId
from directory_service.application import contacts
from directory_service.domain.errors import UnknownContact
from directory_service.identity import DOMAIN
from directory_service.roles import ANYBODY, CONTACT_KEEPERS

router = APIRouter(tags=["contacts"])
View = Annotated[Reading, reading(*ANYBODY)]
Unit = Annotated[Writing, writing(*CONTACT_KEEPERS)]
Anybodys = Annotated[Writing, writing(*ANYBODY)]


@router.get("/contacts")
async def list_contacts(
    view: View,
    paging: PagingParameters,
    on: On = None,
    place: Annotated[Code | None, Query(description="Code of a place that it covers.")] = None,
    kind: Annotated[ContactKind | None, Query()] = None,
    topic: Annotated[Code | None, Query(description="Also those that answer for all.")] = None,
) -> Page[schemas_contacts.Contact]:
    """Contacts that are there on a day."""
    after = paging.after(UUID)
    rows = await queries.contacts_on(
        view.tx,
        on or day(view.now),
        place=place,
        kind=kind,
        topic=topic,
        after=after[0] if after else None,
        limit=paging.limit,
    )
    shown, following = paging.cut(rows, lambda row: (row.contact_id,))
    return Page(items=[_of_row(row) for row in shown], next=following)


@router.post("/contacts", status_code=201, response_class=Response)
async def register_contact(
    body: schemas_contacts.NewContact, streams: Streams, unit: Unit
) -> Response:
    contact_id = body.contact_id or uuid4()
    version = await contacts.register(
        streams,
        unit,
        contact_id,
        body.coverage(unit.who.organisation),
        body.period(day(unit.now)),
        occurred_at=body.occurred_at,
    )
    return await unit.created(f"/v1/contacts/{contact_id}", version)


@router.get("/contacts/{contactId}")
async def read_contact(
    contact_id: ContactId, response: Response, streams: Streams, view: View
) -> schemas_contacts.Contact:
    """Also one that was replaced (by `successor`) or retired."""
    found = await streams.contacts.load(view.tx, contact_id)
    rows = projections.contact_rows(found.state)
    if not rows:
        raise UnknownContact("no contact with this id is registered")
    response.headers["ETag"] = etag(found.version)
    return _of_row(rows[0])


@router.put("/contacts/{contactId}", status_code=204, response_class=Response)
async def change_contact(
    contact_id: ContactId,
    body: schemas_contacts.DescribedContact,
    streams: Streams,
    unit: Unit,
) -> Response:
    """What it covers and for how long, all of it as it is now."""
    version = await contacts.change(
        streams,
        unit,
        contact_id,
        body.coverage(unit.who.organisation),
        body.period(day(unit.now)),
        occurred_at=body.occurred_at,
    )
    return await unit.done(version)


@router.post("/contacts/{contactId}/verifications", status_code=201, response_class=Response)
async def verify_contact(
    contact_id: ContactId, body: schemas_contacts.Verification, streams: Streams, unit: Unit
) -> Response:
    """Somebody asked, and it is right."""
    version = await contacts.verify(streams, unit, contact_id, occurred_at=body.occurred_at)
    return await unit.created(f"/v1/contacts/{contact_id}", version)


@router.post("/contacts/{contactId}/reports", status_code=201, response_class=Response)
async def report_contact(
    contact_id: ContactId, body: schemas_contacts.Report, streams: Streams, unit: Anybodys
) -> Response:
    """It is not right: its keepers see that until they verified or changed it."""
    version = await contacts.doubt(streams, unit, contact_id, body.doubt)
    return await unit.created(f"/v1/contacts/{contact_id}", version)


@router.post("/contacts/{contactId}/absences", status_code=201, response_class=Response)
async def record_absence(
    contact_id: ContactId, body: schemas_contacts.NewAbsence, streams: Streams, unit: Unit
) -> Response:
    """Meanwhile the deputy is named, or one of its deputies."""
    version = await contacts.be_absent(
        streams, unit, contact_id, body.period(), body.deputy, occurred_at=body.occurred_at
    )
    return await unit.created(f"/v1/contacts/{contact_id}", version)


@router.post("/contacts/{contactId}/replacements", status_code=201, response_class=Response)
async def replace_contact(
    contact_id: ContactId, body: schemas_contacts.Replacement, streams: Streams, unit: Unit
) -> Response:
    version = await contacts.replace(
        streams,
        unit,
        contact_id,
        body.successor,
        valid_from=body.valid_from,
        occurred_at=body.occurred_at,
    )
    return await unit.created(f"/v1/contacts/{contact_id}", version)


@router.post("/contacts/{contactId}/retirements", status_code=201, response_class=Response)
async def retire_contact(
    contact_id: ContactId, body: schemas_contacts.NewRetirement, streams: Streams, unit: Unit
) -> Response:
    """Where places with open cases would be left to nobody: 409, until somebody stands in."""
    version = await contacts.retire(
        streams,
        unit,
        contact_id,
        body.stand_in,
        valid_from=body.valid_from,
        gap_accepted=body.gap_accepted,
        occurred_at=body.occurred_at,
    )
    return await unit.created(f"/v1/contacts/{contact_id}", version)


@router.get("/contacts/{contactId}/events")
async def list_contact_events(
    contact_id: ContactId, streams: Streams, view: View, paging: PagingParameters
) -> History:
    stored = await streams.events.load(view.tx, streams.contacts.stream(contact_id))
    if not stored:
        raise UnknownContact("no contact with this id is registered")
    return page_of(history(stored, DOMAIN, publishing.publish), paging)


@router.post(
    "/contacts/{contactId}/events/{eventId}/voidings", status_code=201, response_class=Response
)
async def void_contact_event(
    contact_id: ContactId,
    event_id: schemas.EventId,
    body: schemas.Voiding,
    streams: Streams,
    unit: Unit,
) -> Response:
    """By the organisation that recorded it."""
    version = await contacts.void_event(streams, unit, contact_id, event_id, body.taking_back())
    return await unit.created(f"/v1/contacts/{contact_id}", version)


def _of_row(row: Any) -> schemas_contacts.Contact:
    known = dict(row) if isinstance(row, dict) else row._asdict()
    absences = [
        schemas_contacts.Absence(absent_from=one["from"], absent_to=one["to"], deputy=one["deputy"])
        for one in known.pop("absences")
    ]
    for inner in ("details", "holds", "erased"):
        del known[inner]
    return schemas_contacts.Contact(absences=absences, **known)
