"""Staff and contacts, each recorded by those they belong to."""

from datetime import date, datetime
from uuid import UUID

from continuous_line.writing import Writing
from directory_service.application.recording import TakingBack, act_on, void
from directory_service.domain import contact, staff
from directory_service.domain.contact import Coverage
from directory_service.domain.staff import Post, Registrar, posts_of
from directory_service.streams import Directory


def _registrar(writing: Writing) -> Registrar:
    who = writing.who
    return Registrar(who.organisation, who.places, posts_of(who.roles))


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
    act = act_on(writing, occurred_at)
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
    act = act_on(writing, occurred_at)
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
    act = act_on(writing, occurred_at)
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
    act = act_on(writing, occurred_at)
    events = contact.register(found.state, contact_id, coverage, writing.who.places, act)
    return await streams.save(writing, contact_id, found, events)


async def verify_contact(
    directory: Directory, writing: Writing, contact_id: UUID, *, occurred_at: datetime | None
) -> int:
    streams = directory.contacts
    found = await streams.open(writing, contact_id)
    events = contact.verify(found.state, writing.who.places, act_on(writing, occurred_at))
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
    act = act_on(writing, occurred_at)
    events = contact.replace_by(found.state, following.state, writing.who.places, act)
    return await streams.save(writing, contact_id, found, events)


async def retire_contact(
    directory: Directory, writing: Writing, contact_id: UUID, *, occurred_at: datetime | None
) -> int:
    streams = directory.contacts
    found = await streams.open(writing, contact_id)
    events = contact.retire(found.state, writing.who.places, act_on(writing, occurred_at))
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
