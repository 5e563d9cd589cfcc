"""From what is stored to what others read: the one gate."""

from typing import assert_never

from continuous_line import happened
from continuous_line.contracts import profile as public
from continuous_line.contracts.base import PublicEvent
from continuous_line.event_store import Stored
from profile_service.domain import events as stored_events
from profile_service.domain.events import Event
from profile_service.identity import IDS


def publish(stored: Stored[Event]) -> PublicEvent | None:
    """The public event made from a stored one; nothing in it is personal."""
    event = stored.event
    match event:
        case stored_events.ProfileOpened():
            return public.ProfileOpened(**IDS.base(event), azc=event.azc)
        case stored_events.PermitGranted():
            return public.PermitGranted(**IDS.base(event), granted_on=event.granted_on)
        case stored_events.PermitHolderRelocated():
            return public.PermitHolderRelocated(
                **IDS.base(event), from_azc=event.from_azc, to_azc=event.to_azc
            )
        case stored_events.StayEnded():
            return public.StayEnded(**IDS.base(event), reason=event.reason)
        case stored_events.HouseholdMemberJoined():
            return public.HouseholdMemberJoined(**IDS.base(event), household_id=event.household_id)
        case stored_events.HouseholdMemberLeft():
            return public.HouseholdMemberLeft(**IDS.base(event), household_id=event.household_id)
        case stored_events.ProfileSectionRecorded():
            return public.ProfileSectionRecorded(
                **IDS.base(event), section=event.section, completeness=event.completeness
            )
        case stored_events.ProfileCompleted():
            return public.ProfileCompleted(
                **IDS.base(event),
                completeness=event.completeness,
                profile_version=event.profile_version,
            )
        case stored_events.ProfileReviewed():
            return public.ProfileReviewed(**IDS.base(event), verdict=event.verdict)
        case stored_events.ProfileSent():
            return public.ProfileSent(
                **IDS.base(event),
                municipality=event.municipality,
                profile_version=event.profile_version,
            )
        case stored_events.ProfileViewed():
            return public.ProfileViewed(
                occurred_at=event.at,
                municipality=event.municipality,
                profile_version=event.profile_version,
            )
        case stored_events.VersionViewed():
            return None
        case stored_events.SupplementRequested():
            return public.SupplementRequested(
                **IDS.base(event), municipality=event.municipality, sections=event.sections
            )
        case stored_events.AccessGranted():
            return public.AccessGranted(
                **IDS.base(event),
                grant_id=event.grant_id,
                party=event.party,
                purpose=event.purpose,
                sections=event.sections,
                expires_on=event.expires_on,
            )
        case stored_events.AccessRevoked():
            return public.AccessRevoked(
                **IDS.base(event), grant_id=event.grant_id, party=event.party
            )
        case stored_events.ParticipationTalkHeld():
            return public.ParticipationTalkHeld(**IDS.base(event), held_on=event.held_on)
        case stored_events.AssessmentRecorded():
            return public.AssessmentRecorded(
                **IDS.base(event),
                assessment_id=event.assessment_id,
                kind=event.kind,
                state=event.state,
                happened_on=event.happened_on,
            )
        case stored_events.ActivityRequested():
            return public.ActivityRequested(
                **IDS.base(event), request_id=event.request_id, activity_type=event.activity_type
            )
        case stored_events.ActivityAnswered():
            return public.ActivityAnswered(
                **IDS.base(event),
                request_id=event.request_id,
                answer=event.answer,
                provider=event.provider,
            )
        case stored_events.ActivityPlanned():
            return public.ActivityPlanned(
                **IDS.base(event),
                activity_id=event.activity_id,
                activity_type=event.activity_type,
                provider=event.provider,
                training_code=event.training_code,
                starts_on=event.starts_on,
            )
        case stored_events.ActivityRecorded():
            return public.ActivityRecorded(
                **IDS.base(event),
                activity_id=event.activity_id,
                activity_type=event.activity_type,
                setting=event.setting,
                started_on=event.started_on,
                ended_on=event.ended_on,
                programme=event.programme,
                provider=event.provider,
                training_code=event.training_code,
                continues_after_move=event.continues_after_move,
            )
        case stored_events.ActivityEnded():
            return public.ActivityEnded(
                **IDS.base(event),
                activity_id=event.activity_id,
                ended_on=event.ended_on,
                reason=event.reason,
            )
        case stored_events.PersonalDataErased():
            return public.PersonalDataErased(occurred_at=event.at, ground=event.ground)
        case happened.EventVoided():
            return IDS.voided(event)
        case _:
            assert_never(event)
