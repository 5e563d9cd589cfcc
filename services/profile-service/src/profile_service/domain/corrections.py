"""Taking facts back, or replacing them: only valid ones, only by who recorded them."""

from dataclasses import replace

from continuous_line.act import Act
from continuous_line.codes import VoidReason
from continuous_line.corrections import (
    OthersRestOnIt,
    ReplacesAnotherKind,
)
from continuous_line.happened import EventVoided, Fact, Reference
from profile_service.domain.events import ProfileCompleted, ProfileEvent, ProfileOpened, ProfileSent
from profile_service.domain.profile import Profile


def check_replacement(replaced: Reference | None, by: type[Fact]) -> None:
    """Raises ReplacesAnotherKind."""
    if replaced is not None and replaced.kind != by.__name__:
        raise ReplacesAnotherKind("A correction replaces an event of its own kind.")


def without(state: Profile, replaced: Reference | None) -> Profile:
    """What would be valid if that fact had never been."""
    return state if replaced is None else replace(state, gone=state.gone | {replaced.id})


def void(state: Profile, voided: Reference, reason: VoidReason, act: Act) -> list[ProfileEvent]:
    """Raises OthersRestOnIt where valid facts would lose what they rest on."""
    left = without(state, voided)
    if voided.kind == ProfileOpened.__name__ and not left.exists and left.all(Fact):
        raise OthersRestOnIt("Take back what else is recorded about this person first.")
    if voided.kind == ProfileCompleted.__name__:
        versions = {fact.profile_version for fact in left.all(ProfileCompleted)}
        if any(sent.profile_version not in versions for sent in left.all(ProfileSent)):
            raise OthersRestOnIt("This version was sent; take the sending back first.")
    return [EventVoided(id=act.id, at=act.at, voids=voided, reason=reason)]
