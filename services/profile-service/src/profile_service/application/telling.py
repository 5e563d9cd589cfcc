"""What a reader gets of the contents of a profile, of a version of it, and of what changed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from continuous_line.codes import Section
from profile_service import contents
from profile_service.contents import Contents, Opened
from profile_service.domain.contents import Change, Content, changes
from profile_service.domain.events import ContentOf, ProfileCompleted, ProfileSectionRecorded
from profile_service.domain.profile import Profile
from profile_service.domain.sharing import Reader, Shared, Withheld
from profile_service.files import File
from profile_service.streams import Desk


@dataclass(frozen=True, slots=True)
class SectionTold:
    """`content` is what the reader gets of it; None: nothing recorded, declined or erased."""

    section: Section
    recorded: ProfileSectionRecorded | None = None
    schema_version: int | None = None
    declined: bool = False
    content: Content | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """`version` None: as it is now. `changes`: since version `since`, where there is one."""

    sections: Sequence[SectionTold]
    withheld: Sequence[Withheld]
    version: int | None = None
    since: int | None = None
    changes: Sequence[Change] = ()

    @property
    def names(self) -> list[Section]:
        """The sections of which the reader gets something."""
        return [one.section for one in self.sections if one.content is not None or one.declined]

    def of(self, section: Section) -> SectionTold:
        return next(one for one in self.sections if one.section is section)


async def told(
    desk: Desk,
    file: File,
    state: Profile,
    reader: Reader,
    version: ProfileCompleted | None = None,
    since: ProfileCompleted | None = None,
    only: Collection[Section] = tuple(Section),
) -> Told:
    """Of that version, or of what is recorded now; of `only` these sections."""
    wanted = [of for of in (version.contents if version else state.contents) if of.section in only]
    before = [of for of in (since.contents if since else ()) if of.section in only]
    w = desk.writing
    found = await contents.opened(w.tx, desk.key(file.person), [*wanted, *before], file.sealed)
    versions = {of.section: found[of].schema_version for of in wanted if of in found}
    shared = desk.profiles.sections.shared(reader, only, versions)
    return Told(
        [_section(section, state, wanted, found, shared) for section in only],
        shared.withheld,
        version.profile_version if version else None,
        since.profile_version if since else None,
        changes(_read(before, found, shared), _read(wanted, found, shared)) if since else (),
    )


def _section(
    section: Section, state: Profile, wanted: Sequence[ContentOf], found: Contents, shared: Shared
) -> SectionTold:
    of = next((one for one in wanted if one.section is section), None)
    recorded, opened = (state.content(of), found.get(of)) if of else (None, None)
    if opened is None:
        return SectionTold(section, recorded)
    content = _cut(section, opened, shared)
    return SectionTold(section, recorded, opened.schema_version, opened.content is None, content)


def _read(
    of: Sequence[ContentOf], found: Contents, shared: Shared
) -> Mapping[Section, Content | None]:
    return {one.section: _cut(one.section, found[one], shared) for one in of if one in found}


def _cut(section: Section, opened: Opened, shared: Shared) -> Content | None:
    return None if opened.content is None else shared.cut(section, opened.content)
