"""The use cases: load, decide, append; the rows for the lists in the same transaction.

Each returns the version of the stream after it.
"""

from datetime import date, datetime
from uuid import UUID, uuid4

from continuous_line.writing import Writing

from directory_service.domain import contact, municipality, reception_centre, staff
from directory_service.domain.act import Act
from directory_service.domain.contact import Coverage
from directory_service.domain.staff import Post, Registrar
from directory_service.streams import Directory


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
    state, version = await streams.open(writing, code)
    act = _act(writing, occurred_at)
    events = municipality.register(state, code, described, valid_from, act)
    return await streams.save(writing, code, state, version, events)


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
    state, version = await streams.open(writing, code)
    act = _act(writing, occurred_at)
    events = municipality.change(state, described, valid_from, act)
    return await streams.save(writing, code, state, version, events)


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
    state, version = await streams.open(writing, code)
    following, _ = await streams.load(writing.tx, successor)
    act = _act(writing, occurred_at)
    events = municipality.merge(state, following, valid_from, act)
    return await streams.save(writing, code, state, version, events)


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
    state, version = await streams.open(writing, azc)
    act = _act(writing, occurred_at)
    events = reception_centre.register(state, azc, described, valid_from, act)
    return await streams.save(writing, azc, state, version, events)


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
    state, version = await streams.open(writing, azc)
    act = _act(writing, occurred_at)
    events = reception_centre.change(state, described, valid_from, act)
    return await streams.save(writing, azc, state, version, events)


async def close_reception_centre(
    directory: Directory,
    writing: Writing,
    azc: str,
    *,
    valid_from: date,
    occurred_at: datetime | None,
) -> int:
    streams = directory.reception_centres
    state, version = await streams.open(writing, azc)
    events = reception_centre.close(state, valid_from, _act(writing, occurred_at))
    return await streams.save(writing, azc, state, version, events)


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
    state, version = await streams.open(writing, staff_id)
    act = _act(writing, occurred_at)
    events = staff.register(state, staff_id, post, valid_from, by=_registrar(writing), act=act)
    return await streams.save(writing, staff_id, state, version, events)


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
    state, version = await streams.open(writing, staff_id)
    act = _act(writing, occurred_at)
    events = staff.change(state, post, valid_from, by=_registrar(writing), act=act)
    return await streams.save(writing, staff_id, state, version, events)


async def leave(
    directory: Directory,
    writing: Writing,
    staff_id: str,
    *,
    left_on: date,
    occurred_at: datetime | None,
) -> int:
    streams = directory.staff
    state, version = await streams.open(writing, staff_id)
    act = _act(writing, occurred_at)
    events = staff.leave(state, left_on, by=_registrar(writing), act=act)
    return await streams.save(writing, staff_id, state, version, events)


async def register_contact(
    directory: Directory,
    writing: Writing,
    contact_id: UUID,
    coverage: Coverage,
    *,
    occurred_at: datetime | None,
) -> int:
    streams = directory.contacts
    state, version = await streams.open(writing, contact_id)
    act = _act(writing, occurred_at)
    events = contact.register(state, contact_id, coverage, writing.who.places, act)
    return await streams.save(writing, contact_id, state, version, events)


async def verify_contact(
    directory: Directory, writing: Writing, contact_id: UUID, *, occurred_at: datetime | None
) -> int:
    streams = directory.contacts
    state, version = await streams.open(writing, contact_id)
    events = contact.verify(state, writing.who.places, _act(writing, occurred_at))
    return await streams.save(writing, contact_id, state, version, events)


async def replace_contact(
    directory: Directory,
    writing: Writing,
    contact_id: UUID,
    successor: UUID,
    *,
    occurred_at: datetime | None,
) -> int:
    streams = directory.contacts
    state, version = await streams.open(writing, contact_id)
    following, _ = await streams.load(writing.tx, successor)
    act = _act(writing, occurred_at)
    events = contact.replace_by(state, following, writing.who.places, act)
    return await streams.save(writing, contact_id, state, version, events)


async def retire_contact(
    directory: Directory, writing: Writing, contact_id: UUID, *, occurred_at: datetime | None
) -> int:
    streams = directory.contacts
    state, version = await streams.open(writing, contact_id)
    events = contact.retire(state, writing.who.places, _act(writing, occurred_at))
    return await streams.save(writing, contact_id, state, version, events)
