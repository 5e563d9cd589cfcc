"""Reading a profile: by whom, as it was when, and which version."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from continuous_line.act import Act, AheadOfNow
from continuous_line.auth import Principal
from continuous_line.codes import Role, Section
from profile_service import roles
from profile_service.accounting import reading_role
from profile_service.admission import unknown
from profile_service.application.telling import SectionTold, Told, told
from profile_service.domain import reading
from profile_service.domain.errors import UnknownProfile, UnknownVersion
from profile_service.domain.events import ProfileCompleted
from profile_service.domain.profile import Profile, fold
from profile_service.domain.sending import received
from profile_service.domain.sharing import PURPOSES, Reader
from profile_service.files import File
from profile_service.streams import Desk

Only = Collection[Section]
ALL: Only = tuple(Section)
PROFILE = ("profile",)
"""What is kept of a reading of states and codes alone."""


@dataclass(frozen=True, slots=True)
class Read:
    """`told` None: nothing in it is for this reader, or not yet. `state`: as it was `at` then."""

    file: File
    state: Profile
    reader: Reader
    at: datetime
    told: Told | None = None

    @property
    def contents(self) -> Told:
        """Raises UnknownVersion where nothing is for the reader yet."""
        if self.told is None:
            raise UnknownVersion("There is nothing in this profile for you to read yet.")
        return self.told

    @property
    def municipality(self) -> str | None:
        """Of a reader whose right rests on a link."""
        return self.file.link.municipality if self.file.link else None

    @property
    def versions(self) -> list[ProfileCompleted]:
        """A municipality reads those that it was sent, the system that registers none."""
        if self.reader.role is Role.TVS_SYSTEM:
            return []
        if self.municipality is None:
            return self.state.all(ProfileCompleted)
        return sorted(received(self.state, self.municipality), key=lambda v: v.profile_version)

    def version(self, number: int) -> ProfileCompleted:
        """Raises UnknownVersion."""
        for version in self.versions:
            if version.profile_version == number:
                return version
        raise UnknownVersion("There is no such version of this profile, or none for you.")


async def read(desk: Desk, person: UUID, as_of: datetime | None = None, only: Only = ALL) -> Read:
    """As it is now, or as it was known at that moment; the right is today's.

    A municipality reads the version that it was sent last, and what changed since the one it had
    before; its client manager's first reading under a link is recorded. Raises AheadOfNow.
    """
    found = await admitted(desk, person, as_of, to_read=True)
    if found.municipality is not None:
        sent = received(found.state, found.municipality)
        if sent:
            former = sent[-2] if len(sent) > 1 else None
            return await _opened(desk, found, sent[-1], former, only)
    elif found.reader.role is not Role.TVS_SYSTEM:
        return await _opened(desk, found, only=only)
    await desk.account(found.file, PROFILE)
    return found


async def read_section(desk: Desk, person: UUID, section: Section) -> tuple[Read, SectionTold]:
    """Of what this reader reads now. Raises UnknownVersion where nothing is for the reader yet."""
    found = await read(desk, person, only=(section,))
    return found, found.contents.of(section)


async def read_version(desk: Desk, person: UUID, number: int, since: int | None = None) -> Read:
    """It stays what it was when it was completed. Raises UnknownVersion."""
    found = await admitted(desk, person, to_read=True)
    version = found.version(number)
    former = None if since is None else found.version(since)
    return await _opened(desk, found, version, former)


async def admitted(
    desk: Desk, person: UUID, as_of: datetime | None = None, *, to_read: bool = False
) -> Read:
    """Raises AheadOfNow, and UnknownProfile for a moment at which it was not there yet.

    `to_read`: contents are told of it, too; to the system that registers none are.
    """
    of_contents = to_read and not desk.writing.who.has(Role.TVS_SYSTEM)
    file = await desk.open(roles.READ, person, to_read=of_contents)
    w = desk.writing
    reader = reader_of(w.who, file)
    if as_of is None:
        return Read(file, file.state, reader, w.now)
    if as_of > w.now:
        raise AheadOfNow("asOf lies ahead of now")
    state = fold(one.event for one in file.stored if one.recorded_at <= as_of)
    if state.azc(as_of) is None:
        raise UnknownProfile("This profile was not there at that moment.")
    return Read(file, state, reader, as_of)


def reader_of(who: Principal, file: File) -> Reader:
    """As who the reader was let in."""
    role = reading_role(who, file.person, linked=file.link is not None)
    if role is None:
        raise unknown()
    return Reader(role, PURPOSES[role])


async def _opened(
    desk: Desk,
    found: Read,
    version: ProfileCompleted | None = None,
    since: ProfileCompleted | None = None,
    only: Only = ALL,
) -> Read:
    shown = await told(desk, found.file, found.state, found.reader, version, since, only)
    file = found.file if version is None else await _view(desk, found.file, version)
    await desk.account(file, shown.names or (PROFILE if only is ALL else only))
    return replace(found, file=file, told=shown)


async def _view(desk: Desk, file: File, version: ProfileCompleted) -> File:
    """Delivered and opened are two facts: the first reading of what was sent is the second."""
    w = desk.writing
    if file.link is None or not w.who.has(Role.CLIENT_MANAGER):
        return file
    sent = reading.sending_of(file.state, file.link.municipality, version.profile_version)
    viewed = reading.view(file.views, file.link, sent, Act(uuid4(), w.now, w.now))
    return await desk.save_view(file, viewed) if viewed else file
