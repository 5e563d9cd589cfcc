"""Decisions about the profile itself: sections, completed versions, sendings, supplements."""

from collections.abc import Iterable
from datetime import timedelta

from continuous_line.act import Act
from continuous_line.codes import Completeness, Section
from continuous_line.links import Link
from profile_service.domain.completeness import REQUIRED, progress
from profile_service.domain.contents import Entry
from profile_service.domain.errors import AlreadySent, NotComplete, NotCompleted, NotSent
from profile_service.domain.events import (
    ProfileCompleted,
    ProfileEvent,
    ProfileSectionRecorded,
    ProfileSent,
    SupplementRequested,
)
from profile_service.domain.profile import Profile
from profile_service.domain.stay import in_reception

UNOPENED_TERM = timedelta(days=7)
"""After so many days a profile that nobody opened is named to both sides (our choice)."""


def record_section(
    state: Profile, entry: Entry, act: Act, *, changed: bool = True
) -> list[ProfileEvent]:
    """Nothing where nothing changed since it was recorded, completed or asked for.

    `changed`: whether the entry differs from what was recorded last, which only the vault knows.
    Raises UnknownProfile, BeforeOpening, StayIsOver.
    """
    in_reception(state, act)
    last = state.recorded.get(entry.section)
    if last is not None and not changed:
        since = state.recorded_after(last)
        if not any(isinstance(f, ProfileCompleted | SupplementRequested) for f in since):
            return []
    return [
        ProfileSectionRecorded(
            id=act.id,
            at=act.at,
            section=entry.section,
            completeness=entry.completeness,
            content_version=state.next_content(entry.section),
            missing=entry.missing,
        )
    ]


def complete(
    state: Profile, act: Act, required: tuple[Section, ...] = REQUIRED
) -> list[ProfileEvent]:
    """The next version. Raises UnknownProfile, BeforeOpening, StayIsOver, NotComplete."""
    in_reception(state, act)
    found = progress(state.sections, required)
    if found.missing:
        raise NotComplete(
            f"{found.of_required}% of the required sections are in; "
            f"missing: {', '.join(found.missing)}",
            missing=list(found.missing),
            missingFields=missing_fields(state, found.missing),
            percentOfRequired=found.of_required,
        )
    version = state.next_version
    return [
        ProfileCompleted(
            id=act.id,
            at=act.at,
            completeness=found.of_all,
            profile_version=version,
            contents=state.contents,
        )
    ]


def missing_fields(state: Profile, sections: Iterable[Section]) -> list[str]:
    """`section/field`, or the section where nothing of it is in yet."""
    found: list[str] = []
    for section in sections:
        recorded = state.recorded.get(section)
        if recorded is None or recorded.completeness is Completeness.EMPTY:
            found.append(section.value)
        else:
            found += [f"{section}/{name}" for name in recorded.missing]
    return found


def send(state: Profile, link: Link, act: Act) -> list[ProfileEvent]:
    """The last completed version, to the municipality linked at that moment.

    Raises UnknownProfile, BeforeOpening, StayIsOver, NotCompleted, AlreadySent.
    """
    in_reception(state, act)
    completed = state.completed
    if completed is None:
        raise NotCompleted("complete the profile before it is sent")
    version = completed.profile_version
    if has(state, link, completed):
        raise AlreadySent(f"{link.municipality} has version {version}")
    return [
        ProfileSent(id=act.id, at=act.at, municipality=link.municipality, profile_version=version)
    ]


def has(state: Profile, link: Link, version: ProfileCompleted) -> bool:
    """Whether the municipality was sent this version under this link."""
    return any(
        sent.profile_version == version.profile_version and sent.at >= link.since
        for sent in state.sent_to(link.municipality)
    )


def received(state: Profile, municipality: str) -> list[ProfileCompleted]:
    """What a municipality was sent, the last one last; one that was sent again counts once."""
    numbers = [sent.profile_version for sent in state.sent_to(municipality)]
    in_order = [n for place, n in enumerate(numbers) if n not in numbers[place + 1 :]]
    return [version for n in in_order if (version := state.version(n)) is not None]


def request_supplement(
    state: Profile, municipality: str, sections: tuple[Section, ...], act: Act
) -> list[ProfileEvent]:
    """By the municipality that has the profile. Raises UnknownProfile, BeforeOpening, NotSent."""
    if not state.sent_to(municipality):
        raise NotSent("there is nothing to supplement: the profile was not sent yet")
    return [SupplementRequested(id=act.id, at=act.at, municipality=municipality, sections=sections)]
