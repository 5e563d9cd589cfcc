"""Who else may read: granted, revoked, and read under a grant."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from continuous_line import processing_log
from continuous_line.act import When
from continuous_line.codes import Purpose, Role, Section
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from profile_service import roles
from profile_service.admission import by_grant
from profile_service.application.recording import Recorded, decide
from profile_service.application.telling import SectionTold, Told, told
from profile_service.domain import grants
from profile_service.domain.erasing import not_erased
from profile_service.domain.errors import NotGranted
from profile_service.domain.grants import Right, Wanted
from profile_service.domain.sharing import Reader
from profile_service.files import File
from profile_service.streams import Desk


async def grant(desk: Desk, person: UUID, wanted: Wanted, when: When) -> Recorded:
    longest = desk.profiles.policy.longest_grant
    return await decide(
        desk,
        roles.GRANT,
        person,
        when,
        lambda state, act: grants.grant(state, wanted, act, longest),
    )


async def revoke(desk: Desk, person: UUID, grant_id: UUID) -> Recorded:
    return await decide(
        desk, roles.GRANT, person, When(), lambda state, act: grants.revoke(state, grant_id, act)
    )


@dataclass(frozen=True, slots=True)
class Granted:
    """A profile, and what somebody outside may read of it."""

    file: File
    right: Right
    told: Told | None = None


async def read(desk: Desk, person: UUID, section: Section | None = None) -> Granted:
    """Raises UnknownProfile, RightEnded, or NotGranted for a section outside the grants."""
    unit = desk.writing
    desk.about.add(person)
    file = await desk.profiles.files.of_person(unit.tx, person, to_read=True)
    right = by_grant(unit.who, file.state, unit.now)
    not_erased(file.state)
    if section is not None and section not in right.sections:
        raise NotGranted("This section is not granted to you.", granted=list(right.sections))
    wanted = frozenset(Section if section is None else (section,))
    entries = [
        Processed(
            person,
            Activity.PROFILE_READING,
            Manner.OPENED,
            tuple(one for one in Section if one in sections & wanted),
            purpose,
        )
        for purpose, sections in right.purposes.items()
        if sections & wanted
    ]
    await processing_log.record(unit.tx, unit.who, entries, now=unit.now)
    return Granted(file, right, await _told(desk, file, right, wanted))


async def _told(desk: Desk, file: File, right: Right, wanted: frozenset[Section]) -> Told | None:
    """Of the last completed version the fields that are for one of the purposes granted."""
    version = file.state.completed
    if version is None:
        return None
    found: dict[Section, SectionTold] = {}
    for purpose, sections in right.purposes.items():
        only = tuple(section for section in Section if section in sections & wanted)
        reader = Reader(Role.PROVIDER, purpose, frozenset(only))
        one = await told(desk, file, file.state, reader, version, only=only)
        for section in one.sections:
            found[section.section] = _joined(found.get(section.section), section)
    shown = [found[section] for section in Section if section in found]
    return Told(shown, (), version.profile_version)


def _joined(one: SectionTold | None, other: SectionTold) -> SectionTold:
    """What either purpose shows of a section."""
    if one is None or one.content is None:
        return other
    return replace(one, content={**one.content, **(other.content or {})})


async def account_list(desk: Desk, shown: Iterable[tuple[UUID, Purpose]]) -> None:
    """That these persons were shown in the list of a party's own grants."""
    unit = desk.writing
    entries = [
        Processed(person, Activity.PROFILE_LISTING, Manner.LISTED, ("grants",), purpose)
        for person, purpose in shown
    ]
    await processing_log.record(unit.tx, unit.who, entries, now=unit.now)
