""" "There is nothing in the system": never sent, not opened, or a section that is empty."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from continuous_line.codes import Completeness, Section
from continuous_line.links import Link
from profile_service.domain.events import AccessEvent
from profile_service.domain.profile import Profile
from profile_service.domain.reading import last_sent, sections_of


class Finding(StrEnum):
    NOT_LINKED = "not-linked"
    NEVER_SENT = "never-sent"
    UNOPENED = "unopened"
    SECTION_EMPTY = "section-empty"
    NOTHING_EMPTY = "nothing-empty"


@dataclass(frozen=True, slots=True)
class Found:
    """`empty`: sections that are empty in the version that was sent, where one was."""

    finding: Finding
    profile_version: int | None = None
    empty: tuple[Section, ...] = ()


def find(state: Profile, link: Link | None, viewed: Iterable[AccessEvent]) -> Found:
    """The first that is true of the municipality that is linked now."""
    if link is None:
        return Found(Finding.NOT_LINKED)
    sent = last_sent(state, link.municipality)
    if sent is None:
        return Found(Finding.NEVER_SENT)
    version = sent.profile_version
    found = sections_of(state, version)
    empty = tuple(one for one, how in found.items() if how is Completeness.EMPTY)
    if not any(one.link == link.id and one.profile_version == version for one in viewed):
        return Found(Finding.UNOPENED, version, empty)
    return Found(Finding.SECTION_EMPTY if empty else Finding.NOTHING_EMPTY, version, empty)
