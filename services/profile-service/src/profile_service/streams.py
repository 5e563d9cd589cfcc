"""A person's profile as one request finds it, and where the request decides."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from continuous_line import processing_log
from continuous_line.auth import Principal
from continuous_line.codes import AT_THE_AZC, Purpose, Role, Section
from continuous_line.corrections import UnknownEvent
from continuous_line.database import Tx
from continuous_line.errors import PreconditionFailed, VersionConflict
from continuous_line.event_store import Context, EventStore, Stored
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from continuous_line.vault import Vault
from continuous_line.writing import Writing, require_version
from profile_service import accounting, projections
from profile_service.admission import admit
from profile_service.config import Policy
from profile_service.domain.erasing import not_erased
from profile_service.domain.events import (
    ACCESS_KINDS,
    KINDS,
    PROFILE_KINDS,
    AccessEvent,
    Event,
    ProfileEvent,
    ProfileSectionRecorded,
)
from profile_service.domain.links import Link
from profile_service.domain.profile import Profile, fold
from profile_service.identity import IDS
from profile_service.sections import load


def stream_of(person: UUID) -> str:
    return f"profile-{person}"


def access_stream_of(person: UUID) -> str:
    """Reading is a stream of its own: a first view changes nobody's ETag."""
    return f"access-{person}"


@dataclass(frozen=True, slots=True)
class File:
    """One person's stream as it was loaded; `link`: what the reader's right rests on, if on one."""

    person: UUID
    stored: Sequence[Stored[ProfileEvent]]
    link: Link | None = None
    state: Profile = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "state", fold(stored.event for stored in self.stored))

    @property
    def version(self) -> int:
        return len(self.stored)

    def tells(self, who: Principal) -> bool:
        """Whether contents are for this reader: of a municipality once it was sent the profile."""
        if who.has(Role.TVS_SYSTEM):
            return False
        return self.link is None or bool(self.state.sent_to(self.link.municipality))

    def find(self, public_id: UUID) -> Stored[ProfileEvent]:
        """The event that others know by this id. Raises UnknownEvent."""
        found = IDS.find(self.stored, public_id)
        if found is None:
            raise UnknownEvent("There is no such event in this profile.")
        return found


class Profiles:
    """All profiles of the service. `events` reads every stream, the others write their own."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.sections = load(policy.sections)
        self.events: EventStore[Event] = EventStore(KINDS)
        self.store: EventStore[ProfileEvent] = EventStore(PROFILE_KINDS)
        self.access: EventStore[AccessEvent] = EventStore(ACCESS_KINDS)

    async def of_person(self, tx: Tx, person: UUID) -> File:
        return File(person, await self.store.load(tx, stream_of(person)))

    async def admitted(
        self, tx: Tx, who: Principal, roles: Collection[Role], person: UUID, *, now: datetime
    ) -> File:
        """For somebody who may see it.

        Raises UnknownProfile, RightEnded or AccessUnknown; Erased where nothing is left to see.
        """
        file = await self.of_person(tx, person)
        link = await admit(tx, who, roles, person, file.state, now=now, policy=self.policy)
        not_erased(file.state)
        return File(person, file.stored, link)

    async def save(
        self,
        tx: Tx,
        file: File,
        events: Sequence[ProfileEvent],
        *,
        now: datetime,
        context: Context,
    ) -> int:
        """Append and show; the version afterwards."""
        if not events:
            return file.version
        await self.store.append(
            tx,
            stream_of(file.person),
            events,
            expected_version=file.version,
            recorded_at=now,
            context=context,
        )
        after = fold(events, file.state)
        await projections.show(tx, file.person, file.state, after, now=now, policy=self.policy)
        return file.version + len(events)

    async def history(self, tx: Tx, person: UUID) -> list[Stored[Event]]:
        """Everything about the person, readings too, as it was recorded."""
        streams = [stream_of(person), access_stream_of(person)]
        found = await self.events.load_many(tx, streams)
        return sorted((one for stored in found.values() for one in stored), key=_position)

    async def views(self, tx: Tx, person: UUID) -> list[Stored[AccessEvent]]:
        return await self.access.load(tx, access_stream_of(person))


def _with_changes(refused: PreconditionFailed, file: File, seen: int) -> PreconditionFailed:
    """For a colleague: who changed which section meanwhile, and when."""
    changed = [
        {
            "section": one.event.section.value,
            "recordedAt": one.recorded_at.isoformat(),
            "staffId": one.context.subject,
            "organisation": one.context.organisation,
        }
        for one in file.stored[seen:]
        if isinstance(one.event, ProfileSectionRecorded)
    ]
    return PreconditionFailed(refused.detail, **refused.extra, changed=changed)


def _position(stored: Stored[Event]) -> int:
    return stored.position


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one request decides: the profiles, and the transaction with who writes and when."""

    profiles: Profiles
    writing: Writing
    vault: Vault
    reads: bool = False
    """Nothing is written here but what is kept of the reading."""
    about: set[UUID] = field(default_factory=set)
    """Of whom somebody asked something, should it be refused."""

    async def new(self, person: UUID) -> File:
        """The file of somebody who may have no profile yet. Raises Erased, PreconditionFailed."""
        file = await self.profiles.of_person(self.writing.tx, person)
        not_erased(file.state)
        require_version(file.version, self.writing.if_match)
        return file

    async def open(self, roles: Collection[Role], person: UUID) -> File:
        """To decide on. Raises what `Profiles.admitted` raises, or PreconditionFailed."""
        w = self.writing
        self.about.add(person)
        file = await self.profiles.admitted(w.tx, w.who, roles, person, now=w.now)
        try:
            require_version(file.version, w.if_match)
        except PreconditionFailed as refused:
            if w.who.has(*AT_THE_AZC):
                raise _with_changes(refused, file, w.if_match or 0) from None
            raise
        return file

    async def read(self, roles: Collection[Role], person: UUID, *parts: str) -> File:
        """To show: that these parts were opened, by whom and what for, is kept first."""
        file = await self.open(roles, person)
        await self.account(file, parts)
        return file

    async def account(self, file: File, parts: Iterable[str]) -> None:
        w, linked = self.writing, file.link is not None
        entry = accounting.of_reading(w.who, file.person, parts, linked=linked)
        await processing_log.record(w.tx, w.who, [entry], now=w.now, last=self.reads)

    async def account_rows(self, shown: Mapping[UUID, bool], part: str) -> None:
        """That these persons were shown in a list; with each whether it is seen by a link."""
        w = self.writing
        await accounting.listed(w.tx, w.who, shown.items(), part, now=w.now)

    async def save(self, file: File, events: Sequence[ProfileEvent]) -> int:
        """Append and show; the version afterwards."""
        w = self.writing
        return await self.profiles.save(w.tx, file, events, now=w.now, context=w.context)

    async def log(
        self,
        person: UUID,
        activity: Activity,
        manner: Manner,
        sections: Iterable[Section] = (),
        purpose: Purpose | None = None,
    ) -> None:
        """In the processing log, in the transaction of what was done: before the answer leaves."""
        w, named = self.writing, tuple(section.value for section in sections)
        done = Processed(person, activity, manner, named, purpose)
        await processing_log.record(w.tx, w.who, [done], now=w.now)

    async def save_view(self, person: UUID, known: int, viewed: Sequence[AccessEvent]) -> None:
        """Append the first view, unless somebody else was first at this very moment."""
        w = self.writing
        try:
            async with w.tx.begin_nested():
                await self.profiles.access.append(
                    w.tx,
                    access_stream_of(person),
                    viewed,
                    expected_version=known,
                    recorded_at=w.now,
                    context=w.context,
                )
                for one in viewed:
                    await projections.show_view(w.tx, person, one)
        except VersionConflict:
            return
