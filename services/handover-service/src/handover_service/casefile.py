"""The stream of a person's cases: opened for somebody, decided on, appended to and shown."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import get_args
from uuid import UUID

from sqlalchemy import select

from continuous_line.auth import Principal
from continuous_line.codes import Role
from continuous_line.database import Tx
from continuous_line.event_store import EventStore, Stored
from continuous_line.writing import Writing, require_version
from handover_service import projections
from handover_service.admission import About, admit, azc_of
from handover_service.domain.case import Case, State, case, fold
from handover_service.domain.errors import NotLinked, UnknownCase
from handover_service.domain.events import Event
from handover_service.identity import public_id_of
from handover_service.knowledge import Resident, residents_of
from handover_service.tables import cases as table


def stream_of(person: UUID) -> str:
    return f"case-{person}"


@dataclass(frozen=True, slots=True)
class File:
    """One person's stream as it was loaded, and what else is known of the person."""

    person: UUID
    stored: Sequence[Stored[Event]]
    resident: Resident
    state: State = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "state", fold(stored.event for stored in self.stored))

    @property
    def version(self) -> int:
        return len(self.stored)

    def case(self, case_id: UUID) -> Case:
        return case(self.state, case_id)

    def about(self, case_id: UUID, now: datetime) -> About:
        of = self.case(case_id)
        azc = azc_of(of, self.resident, now)
        return About(self.person, of, *(azc or (None, None)))

    def azc(self, of: Case, moment: datetime) -> str:
        """Where the person lived at that moment. Raises NotLinked where nothing says so."""
        found = azc_of(of, self.resident, moment)
        if found is None:
            raise NotLinked("At that moment the person was in no reception centre known here.")
        return found[0]

    def find(self, public_id: UUID) -> Stored[Event] | None:
        """The event that others know by this id."""
        return next((s for s in self.stored if public_id_of(s.event) == public_id), None)


class Cases:
    """All cases of the service."""

    def __init__(self) -> None:
        self.store: EventStore[Event] = EventStore(get_args(Event))

    async def of_person(self, tx: Tx, person: UUID) -> File:
        return (await self.of_persons(tx, [person]))[person]

    async def of_persons(self, tx: Tx, persons: Iterable[UUID]) -> dict[UUID, File]:
        wanted = sorted(set(persons), key=stream_of)
        streams = await self.store.load_many(tx, [stream_of(person) for person in wanted])
        residents = await residents_of(tx, wanted)
        return {p: File(p, streams[stream_of(p)], residents[p]) for p in wanted}


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one request decides: the cases, and the transaction with who writes and when."""

    cases: Cases
    writing: Writing

    async def file_of(self, person: UUID) -> File:
        """The file of somebody who may have no case yet. Raises PreconditionFailed."""
        file = await self.cases.of_person(self.writing.tx, person)
        require_version(file.version, self.writing.if_match)
        return file

    async def open(self, roles: Collection[Role], case_id: UUID) -> File:
        """To decide on. Raises UnknownCase, RightEnded or PreconditionFailed."""
        return (await self.open_all(roles, case_id, []))[case_id]

    async def open_all(
        self, roles: Collection[Role], case_id: UUID, others: Collection[UUID]
    ) -> dict[UUID, File]:
        """Several cases at once; the version that the client saw is that of `case_id`."""
        w = self.writing
        files = await admitted(self.cases, w.tx, w.who, roles, {case_id, *others}, now=w.now)
        require_version(files[case_id].version, w.if_match)
        return files

    async def save(self, file: File, events: Sequence[Event]) -> int:
        """Append and show; the version afterwards."""
        w, after = self.writing, fold(events, file.state)
        await self.cases.store.append(
            w.tx,
            stream_of(file.person),
            events,
            expected_version=file.version,
            recorded_at=w.now,
            context=w.context,
        )
        await projections.show(w.tx, file.person, file.state, after, w.now)
        return file.version + len(events)


async def admitted(
    cases: Cases,
    tx: Tx,
    who: Principal,
    roles: Collection[Role],
    case_ids: Collection[UUID],
    *,
    now: datetime,
) -> dict[UUID, File]:
    """The files of these cases, for somebody who may see them all.

    Raises UnknownCase or RightEnded.
    """
    chosen = select(table.c.case_id, table.c.permit_holder_id)
    rows = await tx.execute(chosen.where(table.c.case_id.in_(case_ids)))
    persons = {row.case_id: row.permit_holder_id for row in rows}
    if persons.keys() != set(case_ids):
        raise UnknownCase("There is no such case, or none that concerns you.")
    files = await cases.of_persons(tx, persons.values())
    for case_id, person in persons.items():
        await admit(tx, who, roles, files[person].about(case_id, now), now)
    return {case_id: files[person] for case_id, person in persons.items()}
