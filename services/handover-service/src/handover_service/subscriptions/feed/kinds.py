"""Which public events a municipality may have, and which of them last; one list of each.

A new type of event is in no feed until somebody puts it here.
"""

from typing import Final

from continuous_line.contracts import EventVoided, PublicEvent, handover, profile, type_name
from continuous_line.contracts import handover_guidance as guidance
from continuous_line.links_heard import KINDS

NEVER: Final[frozenset[type[PublicEvent]]] = frozenset(
    {
        profile.AccessGranted,
        profile.AccessRevoked,
        profile.ProfileReviewed,
        handover.MunicipalityUnlinked,
        guidance.ExperienceAnswered,
    }
)
"""Of other parties, of colleagues at the azc, about nobody; `LinkEnded` is told of an unlinking."""

TOLD: Final[frozenset[type[PublicEvent]]] = frozenset(
    {
        profile.ProfileOpened,
        profile.PermitGranted,
        profile.PermitHolderRelocated,
        profile.StayEnded,
        profile.HouseholdMemberJoined,
        profile.HouseholdMemberLeft,
        profile.ProfileSectionRecorded,
        profile.ProfileCompleted,
        profile.ProfileSent,
        profile.ProfileViewed,
        profile.SupplementRequested,
        profile.ParticipationTalkHeld,
        profile.AssessmentRecorded,
        profile.ActivityRequested,
        profile.ActivityAnswered,
        profile.ActivityPlanned,
        profile.ActivityRecorded,
        profile.ActivityEnded,
        profile.PersonalDataErased,
        handover.MunicipalityLinked,
        handover.CaseAssigned,
        handover.CaseReassigned,
        handover.ClientManagerNamed,
        handover.FirstContactMade,
        handover.HandoverPlanned,
        handover.WarmHandoverHeld,
        handover.HandoverByPhone,
        handover.HandoverNotHeld,
        handover.HandoverAcknowledged,
        handover.MovePlanned,
        handover.MovedToMunicipality,
        handover.ReturnedToReception,
        handover.CaseAccepted,
        handover.HandoverClosed,
        guidance.CaseOwnerLeft,
        guidance.ClientManagerLeft,
        guidance.InformationConfirmed,
        guidance.RoleCardShown,
        guidance.WelcomeSent,
        guidance.PlanAgreed,
        guidance.PlanActionDone,
        guidance.PlanActionTakenOver,
        guidance.ReferralMade,
        guidance.ReferralConfirmed,
        guidance.ContactHeld,
        guidance.ProgressTalkHeld,
        guidance.ProgrammeAssigned,
        guidance.ProgrammeEnded,
        guidance.MilestoneNear,
        guidance.MilestoneMet,
        guidance.MilestoneMissed,
        guidance.SignalRaised,
        guidance.SignalAnswered,
        guidance.SignalClosed,
        EventVoided,
    }
)

LASTING: Final[frozenset[type[PublicEvent]]] = frozenset(KINDS) | {
    profile.ProfileOpened,
    profile.PermitGranted,
    profile.PermitHolderRelocated,
    profile.HouseholdMemberJoined,
    profile.HouseholdMemberLeft,
    profile.ProfileSent,
    handover.HandoverPlanned,
    handover.WarmHandoverHeld,
    handover.HandoverByPhone,
    handover.HandoverNotHeld,
    handover.MovePlanned,
    handover.CaseAccepted,
    EventVoided,
}
"""What links and the state that is told of the past are derived from."""

OF_HANDOVER: Final = type_name("handover", handover.MunicipalityLinked).rsplit(".", 2)[0] + "."
"""How the types begin that are in one topic with the links: their sequences compare."""
