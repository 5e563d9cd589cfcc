"""Staff, recorded by those they belong to."""

from datetime import date, datetime
from uuid import UUID

from continuous_line.writing import Writing
from directory_service.application.recording import TakingBack, act_on, void
from directory_service.domain import staff
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


async def void_staff(
    directory: Directory, writing: Writing, staff_id: str, event_id: UUID, taking_back: TakingBack
) -> int:
    found = await directory.staff.open(writing, staff_id)
    staff.check_own(found.state, _registrar(writing))
    return await void(directory.staff, writing, staff_id, event_id, taking_back)
