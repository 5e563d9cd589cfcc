"""What follows from a handover that its receiver found incomplete."""

from continuous_line.codes import Section, VoidReason
from profile_service.domain.act import Act
from profile_service.domain.errors import ProfileUnknown
from profile_service.domain.events import (
    EventVoided,
    ProfileEvent,
    Reference,
    SupplementRequested,
)
from profile_service.domain.profile import Profile


def ask_after_handover(
    state: Profile, municipality: str, sections: tuple[Section, ...], act: Act
) -> list[ProfileEvent]:
    """Once per acknowledgement: the act's id tells. Raises ProfileUnknown."""
    if not state.exists:
        raise ProfileUnknown("there is no profile of this person")
    if any(fact.id == act.id for fact in state.facts):
        return []
    return [SupplementRequested(id=act.id, at=act.at, municipality=municipality, sections=sections)]


def take_back(asked: Reference, act: Act) -> list[ProfileEvent]:
    """The acknowledgement was corrected: nothing is asked any more."""
    return [EventVoided(id=act.id, at=act.at, voids=asked, reason=VoidReason.MISTAKE)]
