"""Decisions about the profile itself: sections, completed versions, sendings, supplements."""

from continuous_line.act import Act
from continuous_line.codes import Completeness, Section
from profile_service.domain.completeness import REQUIRED, progress
from profile_service.domain.errors import AlreadySent, NotComplete, NotCompleted, NotSent
from profile_service.domain.events import (
    ProfileCompleted,
    ProfileEvent,
    ProfileSectionRecorded,
    ProfileSent,
    SupplementRequested,
)
from profile_service.domain.links import Link
from profile_service.domain.profile import Profile
from profile_service.domain.stay import in_reception


def record_section(
    state: Profile, section: Section, completeness: Completeness, act: Act
) -> list[ProfileEvent]:
    """Nothing where nothing changed since it was recorded, completed or asked for.

    Raises UnknownProfile, BeforeOpening, StayIsOver.
    """
    in_reception(state, act)
    recorded = [f for f in state.all(ProfileSectionRecorded) if f.section == section]
    if recorded and recorded[-1].completeness == completeness:
        since = state.recorded_after(recorded[-1])
        if not any(isinstance(f, ProfileCompleted | SupplementRequested) for f in since):
            return []
    return [
        ProfileSectionRecorded(id=act.id, at=act.at, section=section, completeness=completeness)
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
            percentOfRequired=found.of_required,
        )
    version = state.next_version
    return [
        ProfileCompleted(id=act.id, at=act.at, completeness=found.of_all, profile_version=version)
    ]


def send(state: Profile, link: Link, act: Act) -> list[ProfileEvent]:
    """The last completed version, to the municipality linked at that moment.

    Raises UnknownProfile, BeforeOpening, StayIsOver, NotCompleted, AlreadySent.
    """
    in_reception(state, act)
    completed = state.completed
    if completed is None:
        raise NotCompleted("complete the profile before it is sent")
    version = completed.profile_version
    if any(
        sent.profile_version == version and sent.at >= link.since
        for sent in state.sent_to(link.municipality)
    ):
        raise AlreadySent(f"{link.municipality} has version {version}")
    return [
        ProfileSent(id=act.id, at=act.at, municipality=link.municipality, profile_version=version)
    ]


def request_supplement(
    state: Profile, municipality: str, sections: tuple[Section, ...], act: Act
) -> list[ProfileEvent]:
    """By the municipality that has the profile. Raises UnknownProfile, BeforeOpening, NotSent."""
    if not state.sent_to(municipality):
        raise NotSent("there is nothing to supplement: the profile was not sent yet")
    return [SupplementRequested(id=act.id, at=act.at, municipality=municipality, sections=sections)]
