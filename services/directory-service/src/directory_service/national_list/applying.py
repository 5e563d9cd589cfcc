"""A plan as events, in bulk and as one unit; and taking all of it back."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import delete, func, select

from continuous_line.act import Act
from continuous_line.codes import VoidReason
from continuous_line.codes_directory import ContactDetail
from continuous_line.database import among, copy_rows
from continuous_line.errors import Refused
from continuous_line.happened import EventVoided, reference_to
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from directory_service.application.book import Book
from directory_service.application.details import SECTION
from directory_service.domain import contact, contact_ending
from directory_service.domain.contact import Contact, Period, state_of
from directory_service.domain.contact_ending import Retirement
from directory_service.domain.contact_events import ContactEvent
from directory_service.domain.keeping import Keeper
from directory_service.national_list.planning import Difference, Planned
from directory_service.projections import replace_rows
from directory_service.reach import Details
from directory_service.tables import contact_details


class ChangedSince(Refused):
    """Somebody recorded something on a contact since the import."""

    code = "directory-changed"


class Done(msgspec.Struct, frozen=True):
    """What an import appended to a contact: enough to take it back. Nothing personal."""

    contact_id: UUID
    version: int
    events: list[UUID]
    added: bool


@dataclass
class _Work:
    """The events of each contact, and what of its details is new (with the version)."""

    book: Book
    keeper: Keeper
    before: Mapping[UUID, list[ContactEvent]]
    highest: Mapping[UUID, int]
    events: dict[UUID, list[ContactEvent]] = field(default_factory=dict)
    sealing: dict[UUID, tuple[int, Details]] = field(default_factory=dict)

    def act(self) -> Act:
        return self.book.act(None)

    def state(self, contact_id: UUID) -> Contact:
        """With what was decided so far; of one that stays as it is: nothing."""
        return state_of([*self.before.get(contact_id, ()), *self.events.get(contact_id, ())])

    def add(self, contact_id: UUID, events: Sequence[ContactEvent]) -> None:
        if events:
            self.events.setdefault(contact_id, []).extend(events)


async def apply(book: Book, planned: Sequence[Planned]) -> list[Done]:
    """All of it in the transaction of the request."""
    work = await _prepared(book, planned)
    await asyncio.to_thread(_decide, work, planned)
    await _write(work)
    return [
        Done(
            contact_id, len(work.before.get(contact_id, ())) + len(events),
            [event.id for event in events], contact_id not in work.before,
        )
        for contact_id, events in work.events.items()
    ]  # fmt: skip


def _decide(work: _Work, planned: Sequence[Planned]) -> None:
    """Beside the event loop: thousands of contacts take seconds."""
    for one in planned:
        if one.change.difference in (Difference.ADDED, Difference.CHANGED):
            _put(work, one)
    for one in planned:
        if one.change.difference is Difference.ENDED:
            _end(work, one)


async def take_back(book: Book, done: Sequence[Done]) -> None:
    """Every event of the import is voided, so that what was valid before it is valid again.

    Raises ChangedSince where somebody recorded something on one of these contacts since.
    """
    streams, writing = book.directory.contacts, book.writing
    names = {one.contact_id: streams.stream(one.contact_id) for one in done}
    stored = await streams.store.load_many(writing.tx, names.values())
    changed = [one for one in done if len(stored[names[one.contact_id]]) != one.version]
    if changed:
        raise ChangedSince(
            "Something was recorded on these contacts since the import; take that back first.",
            contacts=[str(one.contact_id) for one in changed[:100]],
        )
    rows: list[Mapping[str, Any]] = []
    for one in sorted(done, key=lambda each: str(each.contact_id)):
        events = [each.event for each in stored[names[one.contact_id]]]
        wanted = set(one.events)
        voidings = [
            _voided(event, book.act(None)) for event in reversed(events) if event.id in wanted
        ]
        await streams.store.append(
            writing.tx, names[one.contact_id], voidings, expected_version=one.version,
            recorded_at=writing.now, context=writing.context,
        )  # fmt: skip
        rows += streams.rows(streams.state_of([*events, *voidings]))
    await replace_rows(writing.tx, streams.table, list(names), rows)
    added = [one.contact_id for one in done if one.added]
    t = contact_details
    await writing.tx.execute(delete(t).where(among(t.c.contact_id, added)))


def _voided(event: ContactEvent, act: Act) -> EventVoided:
    return EventVoided(id=act.id, at=act.at, voids=reference_to(event), reason=VoidReason.MISTAKE)


async def _prepared(book: Book, planned: Sequence[Planned]) -> _Work:
    streams, tx = book.directory.contacts, book.writing.tx
    known = [
        one.change.contact_id
        for one in planned
        if one.change.difference in (Difference.CHANGED, Difference.ENDED)
    ]
    names = {contact_id: streams.stream(contact_id) for contact_id in known}
    stored = await streams.store.load_many(tx, names.values())
    before = {
        contact_id: [each.event for each in stored[name]] for contact_id, name in names.items()
    }
    t = contact_details
    highest = (
        select(t.c.contact_id, func.max(t.c.version))
        .where(among(t.c.contact_id, known))
        .group_by(t.c.contact_id)
    )
    versions = {row[0]: row[1] for row in await tx.execute(highest)}
    return _Work(book, await book.keeper(), before, versions)


def _put(work: _Work, one: Planned) -> None:
    """A contact as it will be: registered or changed, and how to reach it."""
    if one.coverage is None or one.details is None:
        return
    contact_id, state = one.change.contact_id, work.state(one.change.contact_id)
    if one.change.difference is Difference.ADDED:
        period = Period(work.book.today)
        add = contact.register(state, contact_id, one.coverage, period, work.keeper, work.act())
        work.add(contact_id, add)
        _reach(work, contact_id, one.details, one.details.holds)
        return
    fields = set(one.change.fields)
    changed = tuple(detail for detail in ContactDetail if detail.value in fields)
    _reach(work, contact_id, one.details, changed)
    change = contact.change(state, one.coverage, state.period, work.keeper, work.act())
    work.add(contact_id, change)


def _reach(
    work: _Work, contact_id: UUID, details: Details, changed: tuple[ContactDetail, ...]
) -> None:
    if not changed:
        return
    version = work.highest.get(contact_id, 0) + 1
    recorded = contact.record_details(
        work.state(contact_id), version, details.holds, changed, work.keeper, work.act()
    )
    work.add(contact_id, recorded)
    work.sealing[contact_id] = (version, details)


def _end(work: _Work, one: Planned) -> None:
    """Followed by whoever covers all its places now, else retired: the gap shows up."""
    contact_id, successor = one.change.contact_id, one.change.successor
    state, today = work.state(contact_id), work.book.today
    heir = work.state(successor) if successor is not None else None
    if heir is not None and heir.ended_on is None and heir.period.holds(today):
        ended = contact_ending.replace_by(state, heir, today, work.keeper, work.act())
    else:
        asked = Retirement(today, {}, gap_accepted=True)
        ended = contact_ending.retire(state, asked, None, work.keeper, work.act())
    work.add(contact_id, ended)


async def _write(work: _Work) -> None:
    book, streams = work.book, work.book.directory.contacts
    writing = book.writing
    new = {
        streams.stream(contact_id): events
        for contact_id, events in work.events.items()
        if contact_id not in work.before
    }
    await streams.store.append_new(
        writing.tx, new, recorded_at=writing.now, context=writing.context
    )
    for contact_id in sorted(work.events.keys() & work.before.keys(), key=str):
        await streams.store.append(
            writing.tx, streams.stream(contact_id), work.events[contact_id],
            expected_version=len(work.before[contact_id]), recorded_at=writing.now,
            context=writing.context,
        )  # fmt: skip
    await _seal(work)
    rows = await asyncio.to_thread(_rows, work)
    await replace_rows(writing.tx, streams.table, list(work.events), rows)


def _rows(work: _Work) -> list[Mapping[str, Any]]:
    rows = work.book.directory.contacts.rows
    return [row for contact_id in work.events for row in rows(work.state(contact_id))]


async def _seal(work: _Work) -> None:
    writing, vault = work.book.writing, work.book.vault
    keys = await vault.new_keys(work.sealing)
    sealed = [
        (contact_id, version, keys[contact_id].seal_json(SECTION, version, asdict(details)),
         writing.now)
        for contact_id, (version, details) in work.sealing.items()
    ]  # fmt: skip
    if sealed:
        columns = ("contact_id", "version", "sealed", "recorded_at")
        await copy_rows(writing.tx, "contact_details", columns, sealed)
    await writing.processed(
        *(
            Processed(
                contact_id, Activity.CONTACT_EXCHANGE, Manner.CHANGED,
                tuple(detail.value for detail in details.holds),
            )
            for contact_id, (_, details) in work.sealing.items()
        )
    )  # fmt: skip
