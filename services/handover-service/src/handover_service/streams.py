"""The stream of a person's cases: opened for somebody, decided on, appended to and shown."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, get_args
from uuid import UUID

from continuous_line.auth import Principal
from continuous_line.codes import Role
from continuous_line.database import Tx, fetch
from continuous_line.errors import PreconditionFailed
from continuous_line.event_store import COLUMNS, Context, EventStore, Stored
from continuous_line.vault import Vault
from continuous_line.writing import Writing, require_version
from handover_service import conflicts, knowledge, projections, timers
from handover_service.admission import About, admit
from handover_service.config import Policy
from handover_service.domain.case import Case, State, case, cases, fold
from handover_service.domain.errors import NotLinked, UnknownCase
from handover_service.domain.events import Event
from handover_service.domain.events_signals import SignalEvent
from handover_service.domain.events_tracking import TrackingEvent
from handover_service.domain.kinds import KINDS, AnyEvent
from handover_service.domain.residence import azc_of
from handover_service.domain.resident import Resident
from handover_service.identity import IDS, stream_of
from handover_service.knowledge import RESIDENT, resident_of
from handover_service.projections import Known


def tracking_stream_of(person: UUID) -> str:
    """Beside the case's own, so that the clock outdates nobody's ETag."""
    return f"tracking-{person}"


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
        """The event that others know by this id, or a private one by its own."""
        known = IDS.find(self.stored, public_id)
        own = (one for one in self.stored if one.event.id == public_id)
        return known or next((one for one in own if IDS.of(one.event) is None), None)


_FROM = (
    f"SELECT {COLUMNS}, c.case_id, c.permit_holder_id, c.version AS seen_version, "  # noqa: S608
    f"c.heard AS seen_heard, {RESIDENT} "
    "FROM cases c JOIN events e ON e.stream = 'case-' || c.permit_holder_id "
    "LEFT JOIN residents r ON r.permit_holder_id = c.permit_holder_id"
)
_LOCKED = "FOR NO KEY UPDATE OF c"
_FILE = f"{_FROM} WHERE c.case_id = CAST($1 AS uuid) ORDER BY e.version"
_FILES = f"{_FROM} WHERE c.case_id = ANY(CAST($1 AS uuid[])) ORDER BY c.case_id, e.version"
"""Of one case apart: PostgreSQL plans it once, and a list of unknown length every time."""
_FILE_TO_WRITE, _FILES_TO_WRITE = f"{_FILE} {_LOCKED}", f"{_FILES} {_LOCKED}"
_LOCK_OF_PERSONS = (
    "SELECT 1 FROM cases WHERE permit_holder_id = ANY(CAST($1 AS uuid[])) "
    "ORDER BY case_id FOR NO KEY UPDATE"
)
_UNITS = "SELECT case_id, unit_id FROM cases WHERE permit_holder_id = CAST($1 AS uuid)"
_LOCK_NEW = (
    "SELECT pg_advisory_xact_lock(hashtextextended(CAST(person AS text), 0)) "
    "FROM (SELECT person FROM unnest(CAST($1 AS uuid[])) person ORDER BY person) ordered"
)
"""Who has no case yet has no row to lock. All take these locks first, and all in this order."""


class Cases:
    """All cases of the service."""

    def __init__(self) -> None:
        self.events: EventStore[Event] = EventStore(get_args(Event))
        self.signals: EventStore[SignalEvent] = EventStore(get_args(SignalEvent))
        self.tracking: EventStore[TrackingEvent] = EventStore(get_args(TrackingEvent))
        self.published: EventStore[AnyEvent] = EventStore(KINDS)

    async def of_person(self, tx: Tx, person: UUID) -> File:
        """See `of_persons`."""
        return (await self.of_persons(tx, [person]))[person]

    async def of_persons(self, tx: Tx, persons: Collection[UUID]) -> dict[UUID, File]:
        """The file of each, who may have no case yet; whoever else writes or hears waits."""
        wanted = sorted(persons)
        await fetch(tx, _LOCK_NEW, wanted)
        await fetch(tx, _LOCK_OF_PERSONS, wanted)
        stored = await self.events.load_many(tx, [stream_of(person) for person in wanted])
        heard = await knowledge.residents_of(tx, wanted)
        return {
            person: File(person, stored[stream_of(person)], heard.get(person, Resident()))
            for person in wanted
        }

    async def save(
        self, tx: Tx, file: File, events: Sequence[Event], *, now: datetime, context: Context
    ) -> int:
        """Append and show; the version afterwards."""
        before = Known(file.state, file.resident, file.version)
        after = Known(fold(events, file.state), file.resident, file.version + len(events))
        changes = projections.changes(file.person, before, after, now)
        await self.events.append(
            tx,
            stream_of(file.person),
            events,
            expected_version=file.version,
            recorded_at=now,
            context=context,
            along=[
                *(statement for change in changes for statement in projections.along(change)),
                timers.touching(file.person, [change.now.id for change in changes]),
            ],
        )
        await projections.show_rest(tx, changes)
        return file.version + len(events)

    async def heard(self, tx: Tx, before: Collection[File], now: datetime) -> None:
        """Something was heard of these persons: bring the rows of their cases there."""
        concerned = [file for file in before if file.stored]
        if not concerned:
            return
        heard = await knowledge.residents_of(tx, [file.person for file in concerned])
        for file in concerned:
            is_ = Known(file.state, heard.get(file.person, Resident()), file.version)
            known = Known(file.state, file.resident, file.version)
            await projections.show(tx, projections.changes(file.person, known, is_, now))
            await timers.touch(tx, file.person, cases(file.state))

    async def remake(self, tx: Tx, person: UUID, now: datetime) -> None:
        """Write the rows of the person's cases as this version of the service makes them."""
        file = await self.of_person(tx, person)
        units = {row.case_id: row.unit_id for row in await fetch(tx, _UNITS, person)}
        known = Known(file.state, file.resident, file.version)
        await projections.show(tx, projections.anew(person, known, units, now))
        await timers.touch(tx, person, cases(file.state))

    async def files(
        self, tx: Tx, case_ids: Collection[UUID], *, to_write: bool = False
    ) -> dict[UUID, File]:
        """The file of each of these cases that exists, in one round trip.

        `to_write`: until the transaction ends nobody else writes to these cases, or hears of the
        persons; a row shows what is recorded and what was heard, and both sides derive it whole.
        """
        one = len(case_ids) == 1
        reading = _FILE if one else _FILES
        asked = (_FILE_TO_WRITE if one else _FILES_TO_WRITE) if to_write else reading
        arguments = case_ids if one else [list(case_ids)]
        rows = await fetch(tx, asked, *arguments)
        if to_write and _outrun(rows):
            rows = await fetch(tx, reading, *arguments)
        return self._files(rows)

    def _files(self, rows: Iterable[Any]) -> dict[UUID, File]:
        of_case: dict[UUID, list[Any]] = {}
        for row in rows:
            of_case.setdefault(row.case_id, []).append(row)
        return {
            case_id: File(
                found[0].permit_holder_id,
                [self.events.stored(row) for row in found],
                resident_of(found[0]),
            )
            for case_id, found in of_case.items()
        }


def _outrun(rows: Iterable[Any]) -> bool:
    """Whether the lock was waited for: the row of the case then is newer than all that was read
    with it, which is of the moment before."""
    last: dict[UUID, Any] = {row.case_id: row for row in rows}
    return any(
        row.seen_version > row.version or row.seen_heard > (row.heard or 0) for row in last.values()
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one request decides: the cases, and the transaction with who writes and when."""

    cases: Cases
    writing: Writing
    vault: Vault
    policy: Policy
    reads: bool = False
    """Nothing is written here but what is kept of the reading."""

    async def new(self, person: UUID) -> File:
        """See `Cases.of_person`. Raises PreconditionFailed."""
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
        w, wanted = self.writing, {case_id, *others}
        files = await admitted(
            self.cases, w.tx, w.who, roles, wanted, now=w.now, to_write=not self.reads
        )
        file = files[case_id]
        try:
            require_version(file.version, w.if_match)
        except PreconditionFailed as refused:
            changed = conflicts.since(file.stored, case_id, w.if_match or 0)
            raise PreconditionFailed(refused.detail, **refused.extra, changed=changed) from None
        return files

    async def save(self, file: File, events: Sequence[Event]) -> int:
        """Append and show; the version afterwards."""
        w = self.writing
        return await self.cases.save(w.tx, file, events, now=w.now, context=w.context)


async def admitted(
    cases: Cases,
    tx: Tx,
    who: Principal,
    roles: Collection[Role],
    case_ids: Collection[UUID],
    *,
    now: datetime,
    to_write: bool = False,
) -> dict[UUID, File]:
    """The files of these cases, for somebody who may see them all.

    Raises UnknownCase or RightEnded.
    """
    files = await cases.files(tx, case_ids, to_write=to_write)
    if files.keys() != set(case_ids):
        raise UnknownCase("There is no such case, or none that concerns you.")
    for case_id, file in files.items():
        await admit(tx, who, roles, file.about(case_id, now), now)
    return files
