"""Reading by the linked municipality: delivered and opened are two facts."""

from collections.abc import Iterable

from continuous_line.act import Act
from continuous_line.codes import Completeness, Section
from profile_service.domain.events import (
    ProfileCompleted,
    ProfileSectionRecorded,
    ProfileSent,
    ProfileViewed,
)
from profile_service.domain.links import Link
from profile_service.domain.profile import Profile


def view(
    viewed: Iterable[ProfileViewed], link: Link, sent: ProfileSent | None, act: Act
) -> list[ProfileViewed]:
    """Once per link, and only what was sent: nothing where there is nothing to read yet."""
    if sent is None or any(earlier.link == link.id for earlier in viewed):
        return []
    return [
        ProfileViewed(
            id=act.id,
            at=act.at,
            link=link.id,
            municipality=link.municipality,
            profile_version=sent.profile_version,
        )
    ]


def last_sent(state: Profile, municipality: str) -> ProfileSent | None:
    """The sending that counts for this municipality: the last valid one."""
    sent = state.sent_to(municipality)
    return sent[-1] if sent else None


def sections_of(state: Profile, version: int) -> dict[Section, Completeness]:
    """How far the sections were in that version."""
    found = dict.fromkeys(Section, Completeness.EMPTY)
    for fact in state.all(ProfileSectionRecorded, ProfileCompleted):
        if isinstance(fact, ProfileSectionRecorded):
            found[fact.section] = fact.completeness
        elif isinstance(fact, ProfileCompleted) and fact.profile_version == version:
            break
    return found
