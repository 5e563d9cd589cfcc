"""Reading by the linked municipality: delivered and opened are two facts."""

from collections.abc import Iterable

from continuous_line.act import Act
from continuous_line.codes import Completeness, Section
from continuous_line.links import Link
from profile_service.domain.events import (
    AccessEvent,
    ProfileSent,
    ProfileViewed,
    VersionViewed,
)
from profile_service.domain.profile import Profile


def view(
    viewed: Iterable[AccessEvent], link: Link, sent: ProfileSent | None, act: Act
) -> list[AccessEvent]:
    """Once per link and version that was `sent`: nothing where it was not.

    The first one under a link is the reading of the profile, the others are of further versions.
    """
    under = [earlier for earlier in viewed if earlier.link == link.id]
    if sent is None or any(one.profile_version == sent.profile_version for one in under):
        return []
    kind = VersionViewed if under else ProfileViewed
    return [
        kind(
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


def sending_of(state: Profile, municipality: str, number: int) -> ProfileSent | None:
    """The last valid sending of that version to this municipality."""
    sent = [one for one in state.sent_to(municipality) if one.profile_version == number]
    return sent[-1] if sent else None


def sections_of(state: Profile, number: int) -> dict[Section, Completeness]:
    """How far the sections were in that version."""
    found = dict.fromkeys(Section, Completeness.EMPTY)
    version = state.version(number)
    for of in version.contents if version else ():
        recorded = state.content(of)
        if recorded is not None:
            found[of.section] = recorded.completeness
    return found
