"""Contacts: who answers for a place and a topic. No names or numbers in this version."""

from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Query, Response

from continuous_line.codes import ContactKind
from continuous_line.fields import Code
from continuous_line.history import History, history, page_of
from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import Reading, Writing, etag, reading, writing
from directory_service import publishing, queries
from directory_service.api import schemas
from directory_service.api.dependencies import Streams
from directory_service.application import people
from directory_service.domain.errors import UnknownContact
from directory_service.identity import DOMAIN
from directory_service.roles import ANYBODY, CONTACT_KEEPERS

router = APIRouter(tags=["contacts"])
View = Annotated[Reading, reading(*ANYBODY)]
Unit = Annotated[Writing, writing(*CONTACT_KEEPERS)]


@router.get("/contacts")
async def list_contacts(
    view: View,
    paging: PagingParameters,
    place: Annotated[Code | None, Query(description="Code of an azc or municipality.")] = None,
    kind: Annotated[ContactKind | None, Query()] = None,
    topic: Annotated[Code | None, Query(description="Also those that answer for all.")] = None,
) -> Page[schemas.Contact]:
    """Contacts that were neither replaced nor retired."""
    after = paging.after(UUID)
    rows = await queries.current_contacts(
        view.tx,
        place=place,
        kind=kind,
        topic=topic,
        after=after[0] if after else None,
        limit=paging.limit,
    )
    shown, following = paging.cut(rows, lambda row: (row.contact_id,))
    return Page(items=[_of_row(row) for row in shown], next=following)


@router.post("/contacts", status_code=201, response_class=Response)
async def register_contact(body: schemas.NewContact, streams: Streams, unit: Unit) -> Response:
    contact_id = body.contact_id or uuid4()
    version = await people.register_contact(
        streams, unit, contact_id, body.coverage(), occurred_at=body.occurred_at
    )
    return await unit.created(f"/v1/contacts/{contact_id}", version)


@router.get("/contacts/{contactId}")
async def read_contact(
    contact_id: schemas.ContactId, response: Response, streams: Streams, view: View
) -> schemas.Contact:
    """Also one that was replaced (by `successor`) or retired."""
    found = await streams.contacts.load(view.tx, contact_id)
    if found.state.registered_at is None:
        raise UnknownContact("no contact with this id is registered")
    response.headers["ETag"] = etag(found.version)
    return schemas.Contact(
        contact_id=contact_id,
        kind=found.state.coverage.kind,
        places=list(found.state.coverage.places),
        topics=list(found.state.coverage.topics),
        registered_at=found.state.registered_at,
        verified_at=found.state.verified_at,
        successor=found.state.successor,
        ended_at=found.state.ended_at,
    )


@router.post("/contacts/{contactId}/verifications", status_code=201, response_class=Response)
async def verify_contact(
    contact_id: schemas.ContactId, body: schemas.Verification, streams: Streams, unit: Unit
) -> Response:
    """Somebody asked, and it is right."""
    version = await people.verify_contact(streams, unit, contact_id, occurred_at=body.occurred_at)
    return await unit.created(f"/v1/contacts/{contact_id}", version)


@router.post("/contacts/{contactId}/replacements", status_code=201, response_class=Response)
async def replace_contact(
    contact_id: schemas.ContactId, body: schemas.Replacement, streams: Streams, unit: Unit
) -> Response:
    version = await people.replace_contact(
        streams, unit, contact_id, body.successor, occurred_at=body.occurred_at
    )
    return await unit.created(f"/v1/contacts/{contact_id}", version)


@router.post("/contacts/{contactId}/retirements", status_code=201, response_class=Response)
async def retire_contact(
    contact_id: schemas.ContactId, body: schemas.Retirement, streams: Streams, unit: Unit
) -> Response:
    version = await people.retire_contact(streams, unit, contact_id, occurred_at=body.occurred_at)
    return await unit.created(f"/v1/contacts/{contact_id}", version)


@router.get("/contacts/{contactId}/events")
async def list_contact_events(
    contact_id: schemas.ContactId, streams: Streams, view: View, paging: PagingParameters
) -> History:
    stored = await streams.events.load(view.tx, streams.contacts.stream(contact_id))
    if not stored:
        raise UnknownContact("no contact with this id is registered")
    return page_of(history(stored, DOMAIN, publishing.publish), paging)


@router.post(
    "/contacts/{contactId}/events/{eventId}/voidings", status_code=201, response_class=Response
)
async def void_contact_event(
    contact_id: schemas.ContactId,
    event_id: schemas.EventId,
    body: schemas.Voiding,
    streams: Streams,
    unit: Unit,
) -> Response:
    """By the organisation that recorded it."""
    version = await people.void_contact(streams, unit, contact_id, event_id, body.taking_back())
    return await unit.created(f"/v1/contacts/{contact_id}", version)


def _of_row(row: Any) -> schemas.Contact:
    return schemas.Contact(
        contact_id=row.contact_id,
        kind=row.kind,
        places=row.places,
        topics=row.topics,
        registered_at=row.registered_at,
        verified_at=row.verified_at,
        successor=row.successor,
        ended_at=row.ended_at,
    )
