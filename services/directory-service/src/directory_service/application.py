"""The use cases: load, decide, append; the rows for the lists in the same transaction.

Each returns the version of the stream after it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from continuous_line.codes import VoidReason
from continuous_line.writing import Writing
from directory_service.domain import contact, corrections, municipality, reception_centre, staff
from directory_service.domain.act import Act
from directory_service.domain.contact import Coverage
from directory_service.domain.staff import Post, Registrar
from directory_service.streams import Directory, Streams


@dataclass(frozen=True, slots=True)
class TakingBack:
    reason: VoidReason
    occurred_at: datetime | None


def _act(writing: Writing, occurred_at: datetime | None) -> Act:
    return Act(uuid4(), occurred_at or writing.now, writing.now)


def _registrar(writing: Writing) -> Registrar:
    return Registrar(writing.who.organisation, writing.who.places)


async def register_municipality(
    directory: Directory,
    writing: Writing,
    code: str,
    described: municipality.Description,
    *,
    valid_from: date | None,
    occurred_at: datetime | None,
) -> int:
    streams = directory.municipalities
    found = await streams.open(writing, code)
    act = _act(writing, occurred_at)
    events = municipality.register(found.state, code, described, valid_from, act)
    return await streams.save(writing, code, found, events)


async def change_municipality(
    directory: Directory,
    writing: Writing,
    code: str,
    described: municipality.Description,
    *,
    valid_from: date | None,
    occurred_at: datetime | None,
) -> int:
    streams = directory.municipalities
    found = await streams.open(writing, code)
    act = _act(writing, occurred_at)
    events = municipality.change(found.state, described, valid_from, act)
    return await streams.save(writing, code, found, events)


async def merge_municipality(
    directory: Directory,
    writing: Writing,
    code: str,
    successor: str,
    *,
    valid_from: date,
    occurred_at: datetime | None,
) -> int:
    streams = directory.municipalities
    found = await streams.open(writing, code)
    following = await streams.load(writing.tx, successor)
    act = _act(writing, occurred_at)
    events = municipality.merge(found.state, following.state, valid_from, act)
    return await streams.save(writing, code, found, events)


async def register_reception_centre(
    directory: Directory,
    writing: Writing,
    azc: str,
    described: reception_centre.Description,
    *,
    valid_from: date | None,
    occurred_at: datetime | None,
) -> int:
    streams = directory.reception_centres
    found = await streams.open(writing, azc)
    act = _act(writing, occurred_at)
    events = reception_centre.register(found.state, azc, described, valid_from, act)
    return await streams.save(writing, azc, found, events)


async def change_reception_centre(
    directory: Directory,
    writing: Writing,
    azc: str,
    described: reception_centre.Description,
    *,
    valid_from: date | None,
    occurred_at: datetime | None,
) -> int:
    streams = directory.reception_centres
    found = await streams.open(writing, azc)
    act = _act(writing, occurred_at)
    events = reception_centre.change(found.state, described, valid_from, act)
    return await streams.save(writing, azc, found, events)


async def close_reception_centre(
    directory: Directory,
    writing: Writing,
    azc: str,
    *,
    valid_from: date,
    occurred_at: datetime | None,
) -> int:
    streams = directory.reception_centres
    found = await streams.open(writing, azc)
    events = reception_centre.close(found.state, valid_from, _act(writing, occurred_at))
    return await streams.save(writing, azc, found, events)


async def register_staff(
    directory: Directory,
    writing: Writing,
    staff_id: str,
    post: Post,
    *,
    valid_from: date,
    occurred_at: datetime | None,
) -> int:
    streams = directory.staff
    found = await streams.open(writing, staff_id)
    act = _act(writing, occurred_at)
    events = staff.register(
        found.state, staff_id, post, valid_from, by=_registrar(writing), act=act
    )
    return await streams.save(writing, staff_id, found, events)


async def change_staff(
    directory: Directory,
    writing: Writing,
    staff_id: str,
    post: Post,
    *,
    valid_from: date,
    occurred_at: datetime | None,
) -> int:
    streams = directory.staff
    found = await streams.open(writing, staff_id)
    act = _act(writing, occurred_at)
    events = staff.change(found.state, post, valid_from, by=_registrar(writing), act=act)
    return await streams.save(writing, staff_id, found, events)


async def leave(
    directory: Directory,
    writing: Writing,
    staff_id: str,
    *,
    left_on: date,
    occurred_at: datetime | None,
) -> int:
    streams = directory.staff
    found = await streams.open(writing, staff_id)
    act = _act(writing, occurred_at)
    events = staff.leave(found.state, left_on, by=_registrar(writing), act=act)
    return await streams.save(writing, staff_id, found, events)


async def register_contact(
    directory: Directory,
    writing: Writing,
    contact_id: UUID,
    coverage: Coverage,
    *,
    occurred_at: datetime | None,
) -> int:
    streams = directory.contacts
    found = await streams.open(writing, contact_id)
    act = _act(writing, occurred_at)
    events = contact.register(found.state, contact_id, coverage, writing.who.places, act)
    return await streams.save(writing, contact_id, found, events)


async def verify_contact(
    directory: Directory, writing: Writing, contact_id: UUID, *, occurred_at: datetime | None
) -> int:
    streams = directory.contacts
    found = await streams.open(writing, contact_id)
    events = contact.verify(found.state, writing.who.places, _act(writing, occurred_at))
    return await streams.save(writing, contact_id, found, events)


async def replace_contact(
    directory: Directory,
    writing: Writing,
    contact_id: UUID,
    successor: UUID,
    *,
    occurred_at: datetime | None,
) -> int:
    streams = directory.contacts
    found = await streams.open(writing, contact_id)
    following = await streams.load(writing.tx, successor)
    act = _act(writing, occurred_at)
    events = contact.replace_by(found.state, following.state, writing.who.places, act)
    return await streams.save(writing, contact_id, found, events)


async def retire_contact(
    directory: Directory, writing: Writing, contact_id: UUID, *, occurred_at: datetime | None
) -> int:
    streams = directory.contacts
    found = await streams.open(writing, contact_id)
    events = contact.retire(found.state, writing.who.places, _act(writing, occurred_at))
    return await streams.save(writing, contact_id, found, events)


async def void_staff(
    directory: Directory, writing: Writing, staff_id: str, event_id: UUID, taking_back: TakingBack
) -> int:
    found = await directory.staff.open(writing, staff_id)
    staff.check_own(found.state, _registrar(writing))
    return await void(directory.staff, writing, staff_id, event_id, taking_back)


async def void_contact(
    directory: Directory,
    writing: Writing,
    contact_id: UUID,
    event_id: UUID,
    taking_back: TakingBack,
) -> int:
    found = await directory.contacts.open(writing, contact_id)
    contact.check_own(found.state, writing.who.places)
    return await void(directory.contacts, writing, contact_id, event_id, taking_back)


async def void(
    streams: Streams[Any, Any],
    writing: Writing,
    key: str | UUID,
    event_id: UUID,
    taking_back: TakingBack,
) -> int:
    """Take an event of the stream back; `event_id` is the one that others know it by."""
    found = await streams.open(writing, key)
    stored = found.find(event_id)
    voided = corrections.void(
        found.events,
        stored.event.id,
        taking_back.reason,
        _act(writing, taking_back.occurred_at),
        recorded_by=stored.context.organisation,
        organisation=writing.who.organisation,
    )
    return await streams.save(writing, key, found, [voided])
