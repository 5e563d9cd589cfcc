"""Taking facts back, or replacing them: only valid ones, only by who recorded them."""

from dataclasses import replace
from uuid import UUID

from continuous_line.codes import VoidReason
from profile_service.domain.act import Act
from profile_service.domain.errors import (
    NotCorrectable,
    OtherOrganisation,
    OthersRestOnIt,
    ReplacesAnotherKind,
)
from profile_service.domain.events import (
    EventVoided,
    Fact,
    ProfileCompleted,
    ProfileEvent,
    ProfileOpened,
    ProfileSent,
    Reference,
)
from profile_service.domain.profile import Profile


def reference(state: Profile, fact_id: UUID, *, recorded_by: str, organisation: str) -> Reference:
    """The fact that is to be corrected. Raises NotCorrectable or OtherOrganisation."""
    fact = next((f for f in state.facts if f.id == fact_id), None)
    if fact is None or fact_id in state.gone:
        raise NotCorrectable("That event is not valid any more, or is no fact.")
    if not organisation or recorded_by != organisation:
        raise OtherOrganisation("The organisation that recorded a fact corrects it.")
    return Reference(id=fact.id, kind=type(fact).__name__)


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
