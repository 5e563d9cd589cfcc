"""What follows in a profile from what happened in a handover; taken back with what it rests on."""

from continuous_line.act import Act
from continuous_line.codes import Section, VoidReason
from continuous_line.happened import EventVoided, Fact, reference_to
from profile_service.domain.errors import UnknownProfile
from profile_service.domain.events import PermitHolderRelocated, ProfileEvent, SupplementRequested
from profile_service.domain.profile import Profile


def ask_after_handover(
    state: Profile, municipality: str, sections: tuple[Section, ...], act: Act
) -> list[ProfileEvent]:
    """Its receiver found it incomplete. Once: the act's id tells. Raises UnknownProfile."""
    if _followed(state, act):
        return []
    return [SupplementRequested(id=act.id, at=act.at, municipality=municipality, sections=sections)]


def come_back(state: Profile, azc: str, act: Act) -> list[ProfileEvent]:
    """Back in reception, perhaps at another reception centre. Raises UnknownProfile."""
    from_azc = state.azc(act.at)
    if _followed(state, act) or from_azc is None or from_azc == azc:
        return []
    return [PermitHolderRelocated(id=act.id, at=act.at, from_azc=from_azc, to_azc=azc)]


def take_back(state: Profile, fact: Fact, act: Act) -> list[ProfileEvent]:
    """What it rests on was corrected; nothing where somebody took it back before."""
    if fact.id in state.gone:
        return []
    return [EventVoided(id=act.id, at=act.at, voids=reference_to(fact), reason=VoidReason.MISTAKE)]


def _followed(state: Profile, act: Act) -> bool:
    if not state.exists:
        raise UnknownProfile("there is no profile of this person")
    return any(fact.id == act.id for fact in state.facts)
