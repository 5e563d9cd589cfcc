"""Staff, recorded by those they belong to."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from continuous_line.days import day
from continuous_line.writing import Writing
from directory_service import queries
from directory_service.application.recording import TakingBack, act_on, voiding
from directory_service.domain import staff
from directory_service.domain.events import StaffEvent
from directory_service.domain.staff import Post, Registrar, Staff, posts_of
from directory_service.domain.staying_behind import check_left_behind
from directory_service.streams import Directory, Found


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
    await _require_nobody_left_behind(writing, staff_id, found, events)
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
    await _require_nobody_left_behind(writing, staff_id, found, events)
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
    await _require_nobody_left_behind(writing, staff_id, found, events)
    return await streams.save(writing, staff_id, found, events)


async def void_staff(
    directory: Directory, writing: Writing, staff_id: str, event_id: UUID, taking_back: TakingBack
) -> int:
    found = await directory.staff.open(writing, staff_id)
    staff.check_own(found.state, _registrar(writing))
    voided = voiding(writing, found, event_id, taking_back)
    await _require_nobody_left_behind(writing, staff_id, found, [voided])
    return await directory.staff.save(writing, staff_id, found, [voided])


async def _require_nobody_left_behind(
    writing: Writing, staff_id: str, found: Found[Staff, StaffEvent], events: Sequence[StaffEvent]
) -> None:
    """Of the cases that are this person's as far as was heard. Raises CasesStayBehind."""
    today = day(writing.now)
    after = staff.state_of([*found.events, *events])
    owned = await queries.cases_of(writing.tx, staff_id, today)
    check_left_behind(found.state, after, owned, today)
