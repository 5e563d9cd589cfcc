"""The use cases: preview a file, commit it as one unit, take that back, write the same form."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

import msgspec

from continuous_line.auth import Principal
from continuous_line.database import Tx
from continuous_line.errors import Refused
from continuous_line.intake import acts, store
from continuous_line.intake.intake import Intake, IntakeEnded, IntakeState
from continuous_line.intake.table import Sheet
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from directory_service.application.book import Book
from directory_service.national_list.applying import Done, apply, take_back
from directory_service.national_list.listed import Listed, Reading, read
from directory_service.national_list.loading import held_by, names_on
from directory_service.national_list.planning import Change, Difference, Held, Planned, digest, plan
from directory_service.national_list.writing import rows_of

CONTACTS: Final = "contacts"
_PLAN, _DONE = 0, 1
"""What the chunks of such an intake hold: the plan, and what undoing needs."""


class PreviewOutdated(Refused):
    """The directory changed: the file would do something else now than was shown."""

    code = "preview-outdated"


class Kept(msgspec.Struct, frozen=True):
    """Sealed until it is committed. `names`: for people, by contact."""

    listed: list[Listed]
    digest: bytes
    names: dict[UUID, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A change as a person sees it; `name` None: it has none, or the rows are forgotten."""

    change: Change
    name: str | None


async def preview(book: Book, sheets: Sequence[Sheet]) -> UUID:
    """Read the file, compare it with the directory; nothing is recorded there. Raises FileUnfit."""
    import_id, unit = uuid4(), book.writing
    own = await book.own()
    names = await names_on(unit.tx, book.today)
    reading = await asyncio.to_thread(read, sheets, names, own)
    held = await held_by(book, own)
    planned = await asyncio.to_thread(plan, reading.listed, held, import_id, unit.who.organisation)
    faults = [fault for fault in reading.told if not fault.note]
    wrong = {fault.row for fault in faults} & set(reading.numbers)
    await store.begin(
        unit.tx,
        {
            "intake_id": import_id, "kind": CONTACTS, "state": IntakeState.CHECKED.value,
            "total": len(reading.numbers), "done": len(reading.numbers), "faulty": len(wrong),
            "faults": len(faults), "notes": len(reading.told) - len(faults),
            "places": sorted(unit.who.places), "created_at": unit.now, "changed_at": unit.now,
        },
        unit.context,
    )  # fmt: skip
    await store.keep_faults(unit.tx, import_id, 0, sorted(reading.told))
    await _keep_plan(book, import_id, reading, planned)
    return import_id


async def _keep_plan(
    book: Book, import_id: UUID, reading: Reading, planned: Sequence[Planned]
) -> None:
    names = {one.change.contact_id: one.name for one in planned if one.name}
    kept = Kept(reading.listed, digest(planned), names)
    key = await book.vault.key(import_id)
    await store.keep_chunk(
        book.writing.tx, import_id, _PLAN,
        sealed=key.seal(store.SECTION, _PLAN, msgspec.msgpack.encode(kept)),
        outcomes=msgspec.msgpack.encode([one.change for one in planned]),
        rows=reading.numbers,
    )  # fmt: skip


async def summary(tx: Tx, who: Principal, import_id: UUID) -> tuple[Intake, list[Change]]:
    """How far it is, and all that it changes, without names. Raises UnknownIntake."""
    intake = await store.load(tx, import_id, kind=CONTACTS, organisation=who.organisation)
    return intake, _changes(await _chunk(tx, intake, _PLAN))


async def faults(tx: Tx, who: Principal, import_id: UUID, after: int, limit: int) -> Sequence[Any]:
    """See `acts.faults`; notes are among them."""
    intake = await store.load(tx, import_id, kind=CONTACTS, organisation=who.organisation)
    return await acts.faults(tx, intake, after, limit)


async def changes(book: Book, import_id: UUID, start: int, limit: int) -> list[Shown]:
    """From the change after number `start` on; with names while it waits to be committed."""
    unit = book.writing
    intake, found = await summary(unit.tx, unit.who, import_id)
    return await shown(book, intake, found[start : start + limit])


async def shown(book: Book, intake: Intake, page: Sequence[Change]) -> list[Shown]:
    """These changes of an import, with names while it waits to be committed."""
    unit = book.writing
    chunk = await _chunk(unit.tx, intake, _PLAN)
    if chunk.sealed is None or intake.state is not IntakeState.CHECKED:
        return [Shown(change, None) for change in page]
    names = (await _opened(book, intake, chunk)).names
    await unit.processed(
        *(
            Processed(change.contact_id, Activity.CONTACT_EXCHANGE, Manner.LISTED, ("name",))
            for change in page
            if change.contact_id in names and change.difference is not Difference.ADDED
        )
    )
    return [Shown(change, names.get(change.contact_id)) for change in page]


async def commit(book: Book, import_id: UUID) -> int:
    """All of it or nothing; the worker forgets the plan afterwards.

    Raises what `acts.opened` raises, HasFaults, IntakeEnded, or PreviewOutdated.
    """
    unit = book.writing
    intake = await acts.opened(unit, CONTACTS, import_id)
    intake.check_commit(only_valid=False)
    chunk = await _chunk(unit.tx, intake, _PLAN)
    kept = await _opened(book, intake, chunk)
    held = await held_by(book, await book.own())
    planned = await asyncio.to_thread(plan, kept.listed, held, import_id, unit.who.organisation)
    if digest(planned) != kept.digest:
        raise PreviewOutdated("The directory changed since the preview: upload the file again.")
    done = await apply(book, planned)
    await store.keep_chunk(
        unit.tx, import_id, _DONE, sealed=None, outcomes=msgspec.msgpack.encode(done), rows=[]
    )
    return await store.move(
        unit.tx, intake, unit.now, state=IntakeState.DONE.value, applied=intake.total
    )


async def undo(book: Book, import_id: UUID) -> int:
    """The directory is as it was before. Raises IntakeEnded, ChangedSince."""
    unit = book.writing
    intake = await acts.opened(unit, CONTACTS, import_id)
    if intake.state is not IntakeState.DONE:
        raise IntakeEnded("Only what was committed is undone.", state=intake.state.value)
    chunk = await _chunk(unit.tx, intake, _DONE)
    await take_back(book, msgspec.msgpack.decode(chunk.outcomes or b"\x90", type=list[Done]))
    return await store.move(unit.tx, intake, unit.now, state=IntakeState.UNDONE.value)


async def abandon(book: Book, import_id: UUID) -> int:
    """Nothing is committed, and the worker forgets what was read."""
    return await acts.abandon(book.writing, CONTACTS, import_id)


async def export(book: Book) -> list[tuple[str | None, ...]]:
    """The rows of the file, for the places of who asks; every contact in it is recorded."""
    own = await book.own()
    held: list[Held] = await held_by(book, own)
    await book.writing.processed(
        *(
            Processed(
                one.contact_id, Activity.CONTACT_EXCHANGE, Manner.EXPORTED,
                tuple(detail.value for detail in one.details.holds),
            )
            for one in held
            if one.version
        )
    )  # fmt: skip
    return rows_of(held, await names_on(book.writing.tx, book.today))


async def _chunk(tx: Tx, intake: Intake, number: int) -> store.Chunk:
    chunk = await store.chunk_of(tx, intake.intake_id, number)
    if chunk is None:
        raise IntakeEnded("What this import did is no longer kept.", state=intake.state.value)
    return chunk


def _changes(chunk: store.Chunk) -> list[Change]:
    return msgspec.msgpack.decode(chunk.outcomes or b"\x90", type=list[Change])


async def _opened(book: Book, intake: Intake, chunk: store.Chunk) -> Kept:
    key = await book.vault.reading_key(intake.intake_id)
    plain = key.open(store.SECTION, chunk.number, chunk.sealed or b"")
    return msgspec.msgpack.decode(plain, type=Kept)
