"""Names for the rows of a list, each for who may read it; one record per person shown."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from continuous_line.codes import AT_THE_AZC, Section
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from profile_service import contents, queries
from profile_service.accounting import reading_role
from profile_service.admission import whose_links_are_known
from profile_service.domain.events import ContentOf
from profile_service.domain.profile import Profile, fold
from profile_service.domain.sending import received
from profile_service.domain.sharing import PURPOSES, Reader
from profile_service.files import stream_of
from profile_service.streams import Desk


async def names_of(desk: Desk, linked: Mapping[UUID, str | None]) -> dict[UUID, str]:
    """Of these persons, each with the municipality by whose link it is seen (None: by the azc).

    Who may not read names, and who has none recorded, is absent.
    """
    w = desk.writing
    readers = {person: _reader(desk, person, by) for person, by in linked.items()}
    persons = [person for person, reader in readers.items() if reader is not None]
    found = await desk.profiles.files.store.load_many(
        w.tx, [stream_of(person) for person in persons]
    )
    wanted = {}
    for person in persons:
        state = fold(stored.event for stored in found[stream_of(person)])
        of = _identity(state, linked[person])
        if of is not None:
            wanted[person] = of
    names = {}
    for person, opened in (await contents.of_many(w.tx, desk.vault, wanted)).items():
        reader = readers[person]
        if reader is None or opened.content is None:
            continue
        versions = {Section.IDENTITY: opened.schema_version}
        shared = desk.profiles.sections.shared(reader, versions, versions)
        name = written(shared.cut(Section.IDENTITY, opened.content).get("names"))
        if name:
            names[person] = name
    await w.processed(*(_listed(person, readers[person]) for person in names))
    return names


async def names_for(desk: Desk, persons: Collection[UUID]) -> dict[UUID, str]:
    """As `names_of`, of those among these persons whom the reader may see now."""
    w, policy = desk.writing, desk.profiles.policy
    asked = queries.Filters(persons=tuple(persons))
    rows = await queries.profiles_for(
        w.tx, w.who, w.now, asked, policy, after=None, limit=len(asked.persons or ())
    )
    shown, _ = await seen_for_certain(desk, rows)
    return await names_of(desk, {row.permit_holder_id: linked_by(desk, row) for row in shown})


def linked_by(desk: Desk, row: Any) -> str | None:
    """The municipality by whose link somebody sees the row; None at the reception centre."""
    who = desk.writing.who
    if who.roles & AT_THE_AZC and row.azc in who.places:
        return None
    municipality: str | None = row.municipality
    return municipality


async def seen_for_certain(desk: Desk, rows: Iterable[Any]) -> tuple[list[Any], int]:
    """Without those of whom an event about the link may be late; how many these are."""
    listed = list(rows)
    linked = {row.permit_holder_id for row in listed if linked_by(desk, row) is not None}
    unknown = linked - await whose_links_are_known(desk.writing.tx, linked)
    shown = [row for row in listed if row.permit_holder_id not in unknown]
    return shown, len(listed) - len(shown)


def written(names: Any) -> str:
    """`Given Family`, as it is said; a schema of one's own may have them as text."""
    if not isinstance(names, Mapping):
        return names if isinstance(names, str) else ""
    given = names.get("calledBy") or names.get("given")
    return " ".join(part for part in (given, names.get("family")) if isinstance(part, str))


def _reader(desk: Desk, person: UUID, by: str | None) -> Reader | None:
    role = reading_role(desk.writing.who, person, linked=by is not None)
    return Reader(role, PURPOSES[role]) if role else None


def _identity(state: Profile, by: str | None) -> ContentOf | None:
    """Of a municipality's reading: as it is in the version that it was sent last."""
    if by is None:
        return _first(state.contents)
    sent = received(state, by)
    return _first(sent[-1].contents) if sent else None


def _first(found: Iterable[ContentOf]) -> ContentOf | None:
    return next((one for one in found if one.section is Section.IDENTITY), None)


def _listed(person: UUID, reader: Reader | None) -> Processed:
    purpose = reader.purpose if reader else None
    return Processed(
        person, Activity.PROFILE_LISTING, Manner.LISTED, (Section.IDENTITY.value,), purpose
    )
