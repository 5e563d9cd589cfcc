"""Contacts, recorded by those whose places they cover."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from continuous_line.codes import ContactDoubt
from continuous_line.database import Tx
from continuous_line.days import day
from continuous_line.writing import Writing
from directory_service.application.recording import TakingBack, act_on, void
from directory_service.areas import own_places
from directory_service.domain import contact, contact_ending
from directory_service.domain.contact import Coverage, Period
from directory_service.domain.contact_ending import Retirement
from directory_service.domain.errors import DeputyUnfit
from directory_service.domain.keeping import Keeper
from directory_service.roles import CONTACT_KEEPERS
from directory_service.streams import Directory
from directory_service.tables import contacts


async def keeper_of(writing: Writing) -> Keeper:
    """Who keeps contacts in this request, and of which places."""
    who = writing.who
    roles = tuple(sorted(who.roles & frozenset(CONTACT_KEEPERS)))
    return Keeper(who.organisation, roles, await own_places(writing.tx, who, day(writing.now)))


async def register(
    directory: Directory,
    writing: Writing,
    contact_id: UUID,
    coverage: Coverage,
    period: Period,
    *,
    occurred_at: datetime | None,
) -> int:
    streams = directory.contacts
    found = await streams.open(writing, contact_id)
    await _known(writing.tx, coverage.deputies)
    act = act_on(writing, occurred_at)
    keeper = await keeper_of(writing)
    events = contact.register(found.state, contact_id, coverage, period, keeper, act)
    return await streams.save(writing, contact_id, found, events)


async def change(
    directory: Directory,
    writing: Writing,
    contact_id: UUID,
    coverage: Coverage,
    period: Period,
    *,
    occurred_at: datetime | None,
) -> int:
    streams = directory.contacts
    found = await streams.open(writing, contact_id)
    await _known(writing.tx, coverage.deputies)
    act = act_on(writing, occurred_at)
    events = contact.change(found.state, coverage, period, await keeper_of(writing), act)
    return await streams.save(writing, contact_id, found, events)


async def verify(
    directory: Directory, writing: Writing, contact_id: UUID, *, occurred_at: datetime | None
) -> int:
    streams = directory.contacts
    found = await streams.open(writing, contact_id)
    act = act_on(writing, occurred_at)
    events = contact.verify(found.state, await keeper_of(writing), act)
    return await streams.save(writing, contact_id, found, events)


async def doubt(
    directory: Directory, writing: Writing, contact_id: UUID, said: ContactDoubt
) -> int:
    """By anybody who may read it."""
    streams = directory.contacts
    found = await streams.open(writing, contact_id)
    events = contact.doubt(found.state, said, act_on(writing, None))
    return await streams.save(writing, contact_id, found, events)


async def be_absent(
    directory: Directory,
    writing: Writing,
    contact_id: UUID,
    period: Period,
    deputy: UUID | None,
    *,
    occurred_at: datetime | None,
) -> int:
    streams = directory.contacts
    found = await streams.open(writing, contact_id)
    await _known(writing.tx, () if deputy is None else (deputy,))
    act = act_on(writing, occurred_at)
    events = contact.be_absent(found.state, period, deputy, await keeper_of(writing), act)
    return await streams.save(writing, contact_id, found, events)


async def replace(
    directory: Directory,
    writing: Writing,
    contact_id: UUID,
    successor: UUID,
    *,
    valid_from: date | None,
    occurred_at: datetime | None,
) -> int:
    """Without `valid_from`: from the day on which it happened."""
    streams = directory.contacts
    found = await streams.open(writing, contact_id)
    following = await streams.load(writing.tx, successor)
    act = act_on(writing, occurred_at)
    keeper = await keeper_of(writing)
    events = contact_ending.replace_by(
        found.state, following.state, valid_from or act.on, keeper, act
    )
    return await streams.save(writing, contact_id, found, events)


async def retire(
    directory: Directory,
    writing: Writing,
    contact_id: UUID,
    stand_in: UUID | None,
    *,
    valid_from: date | None,
    gap_accepted: bool,
    occurred_at: datetime | None,
) -> int:
    """Without `valid_from`: from the day on which it happened."""
    streams = directory.contacts
    found = await streams.open(writing, contact_id)
    following = None if stand_in is None else await streams.load(writing.tx, stand_in)
    act = act_on(writing, occurred_at)
    asked = Retirement(valid_from or act.on, {}, gap_accepted)
    events = contact_ending.retire(
        found.state,
        asked,
        None if following is None else following.state,
        await keeper_of(writing),
        act,
    )
    return await streams.save(writing, contact_id, found, events)


async def void_event(
    directory: Directory,
    writing: Writing,
    contact_id: UUID,
    event_id: UUID,
    taking_back: TakingBack,
) -> int:
    found = await directory.contacts.open(writing, contact_id)
    contact.check_own(found.state, await keeper_of(writing))
    return await void(directory.contacts, writing, contact_id, event_id, taking_back)


async def _known(tx: Tx, deputies: Collection[UUID]) -> None:
    """Raises DeputyUnfit where one of them is no contact here."""
    chosen = select(contacts.c.contact_id).where(contacts.c.contact_id.in_(deputies))
    if deputies and set((await tx.execute(chosen)).scalars()) != set(deputies):
        raise DeputyUnfit("a deputy is another, registered contact")
