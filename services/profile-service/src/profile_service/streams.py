"""A person's profile as one request finds it, and where the request decides."""

from collections.abc import Awaitable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from continuous_line import processing_log
from continuous_line.auth import Principal
from continuous_line.codes import AT_THE_AZC, Purpose, Role, Section
from continuous_line.database import Tx
from continuous_line.errors import PreconditionFailed, VersionConflict
from continuous_line.event_store import Context, EventStore, Stored
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from continuous_line.vault import DataKey, Vault
from continuous_line.writing import Writing, require_version
from profile_service import accounting, projections
from profile_service.admission import admit
from profile_service.config import Policy
from profile_service.domain.erasing import not_erased
from profile_service.domain.events import (
    KINDS,
    AccessEvent,
    Event,
    ProfileEvent,
    ProfileSectionRecorded,
)
from profile_service.domain.profile import fold
from profile_service.files import File, Files, access_stream_of, stream_of
from profile_service.sections import load


class Profiles:
    """All profiles of the service. `events` reads every stream, `files` write their own."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.sections = load(policy.sections)
        self.events: EventStore[Event] = EventStore(KINDS)
        self.files = Files()

    async def admitted(
        self, tx: Tx, who: Principal, roles: Collection[Role], person: UUID, *, now: datetime,
        to_read: bool = False,
    ) -> File:  # fmt: skip
        """For somebody who may see it.

        Raises UnknownProfile, RightEnded or AccessUnknown; Erased where nothing is left to see.
        """
        file = await self.files.of_person(tx, person, to_read=to_read)
        link = await admit(tx, who, roles, file, now=now, policy=self.policy)
        not_erased(file.state)
        return replace(file, link=link) if link else file

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
        await self.files.store.append(
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
    keys: dict[UUID, Awaitable[DataKey | None]] = field(default_factory=dict)

    def key(self, person: UUID) -> Awaitable[DataKey | None]:
        """To open contents with; asked once in a request."""
        if person not in self.keys:
            self.keys[person] = self.vault.key_soon(person)
        return self.keys[person]

    async def new(self, person: UUID) -> File:
        """The file of somebody who may have no profile yet. Raises Erased, PreconditionFailed."""
        file = await self.profiles.files.of_person(self.writing.tx, person)
        not_erased(file.state)
        require_version(file.version, self.writing.if_match)
        return file

    async def open(self, roles: Collection[Role], person: UUID, *, to_read: bool = False) -> File:
        """To decide on. Raises what `Profiles.admitted` raises, or PreconditionFailed."""
        w = self.writing
        self.about.add(person)
        if to_read:
            self.key(person)  # on its way while the file is read
        file = await self.profiles.admitted(w.tx, w.who, roles, person, now=w.now, to_read=to_read)
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

    async def save_view(self, file: File, viewed: Sequence[AccessEvent]) -> File:
        """Append the first view, unless somebody else was first at this very moment."""
        w = self.writing
        try:
            async with w.tx.begin_nested():
                stored = await self.profiles.files.access.append(
                    w.tx,
                    access_stream_of(file.person),
                    viewed,
                    expected_version=len(file.viewed),
                    recorded_at=w.now,
                    context=w.context,
                )
                for one in viewed:
                    await projections.show_view(w.tx, file.person, one)
        except VersionConflict:
            return file
        return replace(file, viewed=[*file.viewed, *stored])
