"""Contacts, recorded by those whose places they cover."""

from collections.abc import Collection
from dataclasses import replace as with_
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from continuous_line.codes_directory import ContactDoubt
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from directory_service.application import calling
from directory_service.application.book import Book
from directory_service.application.details import drop, next_version, opened, seal
from directory_service.application.recording import TakingBack, void
from directory_service.domain import contact, contact_ending
from directory_service.domain.contact import Coverage, Period
from directory_service.domain.contact_ending import Retirement
from directory_service.domain.errors import DeputyUnfit, UnknownTopic
from directory_service.reach import Details
from directory_service.tables import contacts


async def register(
    book: Book,
    contact_id: UUID,
    coverage: Coverage,
    period: Period,
    details: Details | None = None,
    *,
    occurred_at: datetime | None = None,
) -> int:
    """With its details, where they are given, in the same transaction."""
    found = await book.open(contact_id)
    await _known(book, coverage)
    act, keeper = book.act(occurred_at), await book.keeper()
    events = contact.register(found.state, contact_id, coverage, period, keeper, act)
    version = await book.save(contact_id, found, events)
    if details is None or not details.holds:
        return version
    follows = with_(book, writing=with_(book.writing, if_match=None))
    return await record_details(follows, contact_id, details, occurred_at=occurred_at)


async def change(
    book: Book,
    contact_id: UUID,
    coverage: Coverage,
    period: Period,
    *,
    occurred_at: datetime | None = None,
) -> int:
    found = await book.open(contact_id)
    await _known(book, coverage)
    act, keeper = book.act(occurred_at), await book.keeper()
    events = contact.change(found.state, coverage, period, keeper, act)
    return await book.save(contact_id, found, events)


async def record_details(
    book: Book, contact_id: UUID, details: Details, *, occurred_at: datetime | None = None
) -> int:
    """All of it as it is now; nothing where nothing changes. The events say which, never what."""
    found = await book.open(contact_id)
    tx = book.writing.tx
    known = await opened(tx, book.vault, {contact_id: found.state.details})
    changed = details.changed(known.get(contact_id, Details()))
    version = await next_version(tx, contact_id)
    events = contact.record_details(
        found.state, version, details.holds, changed, await book.keeper(), book.act(occurred_at)
    )
    if events:
        await seal(tx, book.vault, contact_id, version, details, book.writing.now)
        sections = tuple(detail.value for detail in changed)
        await book.writing.processed(
            Processed(contact_id, Activity.CONTACT_RECORDING, Manner.CHANGED, sections)
        )
    return await book.save(contact_id, found, events)


async def verify(book: Book, contact_id: UUID, *, occurred_at: datetime | None = None) -> int:
    found = await book.open(contact_id)
    events = contact.verify(found.state, await book.keeper(), book.act(occurred_at))
    return await book.save(contact_id, found, events)


async def doubt(book: Book, contact_id: UUID, said: ContactDoubt) -> int:
    """By anybody who may read it."""
    found = await book.open(contact_id)
    return await book.save(contact_id, found, contact.doubt(found.state, said, book.act(None)))


async def be_absent(
    book: Book,
    contact_id: UUID,
    period: Period,
    deputy: UUID | None,
    *,
    occurred_at: datetime | None = None,
) -> int:
    found = await book.open(contact_id)
    await _registered(book, () if deputy is None else (deputy,))
    act, keeper = book.act(occurred_at), await book.keeper()
    return await book.save(
        contact_id, found, contact.be_absent(found.state, period, deputy, keeper, act)
    )


async def replace(
    book: Book,
    contact_id: UUID,
    successor: UUID,
    *,
    valid_from: date | None = None,
    occurred_at: datetime | None = None,
) -> int:
    """Without `valid_from`: from the day on which it happened."""
    found = await book.open(contact_id)
    following = await book.directory.contacts.load(book.writing.tx, successor)
    act, keeper = book.act(occurred_at), await book.keeper()
    events = contact_ending.replace_by(
        found.state, following.state, valid_from or act.on, keeper, act
    )
    return await book.save(contact_id, found, events)


async def retire(
    book: Book,
    contact_id: UUID,
    stand_in: UUID | None,
    *,
    valid_from: date | None = None,
    gap_accepted: bool = False,
    occurred_at: datetime | None = None,
) -> int:
    """Without `valid_from`: from the day on which it happened."""
    found = await book.open(contact_id)
    following = None
    if stand_in is not None:
        following = (await book.directory.contacts.load(book.writing.tx, stand_in)).state
    act, keeper = book.act(occurred_at), await book.keeper()
    last = valid_from or act.on
    behind = await calling.left_behind(book.writing.tx, contact_id, last, book.policy, book.today)
    left = {one.area.code: one.open_cases for one in behind.left}
    asked = Retirement(last, left, gap_accepted)
    return await book.save(
        contact_id, found, contact_ending.retire(found.state, asked, following, keeper, act)
    )


async def void_event(book: Book, contact_id: UUID, event_id: UUID, taking_back: TakingBack) -> int:
    """Where the registration is taken back nothing sealed stays."""
    found = await book.open(contact_id)
    contact.check_own(found.state, await book.keeper())
    streams = book.directory.contacts
    version = await void(streams, book.writing, contact_id, event_id, taking_back)
    if not (await streams.load(book.writing.tx, contact_id)).state.exists:
        await drop(book.writing.tx, [contact_id])
    return version


async def _known(book: Book, coverage: Coverage) -> None:
    """Raises UnknownTopic, DeputyUnfit."""
    unknown = set(coverage.topics) - set(book.policy.topics)
    if unknown:
        raise UnknownTopic(
            "these topics are not in use here", unknown=sorted(unknown), known=book.policy.topics
        )
    await _registered(book, coverage.deputies)


async def _registered(book: Book, deputies: Collection[UUID]) -> None:
    """Raises DeputyUnfit where one of them is no contact here."""
    chosen = select(contacts.c.contact_id).where(contacts.c.contact_id.in_(deputies))
    if deputies and set((await book.writing.tx.execute(chosen)).scalars()) != set(deputies):
        raise DeputyUnfit("a deputy is another, registered contact")
