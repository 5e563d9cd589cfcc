"""As `publishing`: what others read of guidance, of terms and of signals."""

from collections import Counter
from collections.abc import Iterable
from typing import assert_never

from continuous_line.codes import Party
from continuous_line.contracts import handover_guidance as public
from continuous_line.contracts.base import PublicEvent
from handover_service.domain import events_guidance as guidance
from handover_service.domain import events_signals as signals
from handover_service.domain import events_tracking as tracking
from handover_service.identity import IDS


def of_guidance(event: guidance.GuidanceFact) -> PublicEvent | None:
    match event:
        case guidance.InformationConfirmed():
            return public.InformationConfirmed(**IDS.base(event), item=event.item)
        case guidance.RoleCardShown():
            return public.RoleCardShown(**IDS.base(event))
        case guidance.WelcomeSent():
            return public.WelcomeSent(
                **IDS.base(event), municipality=event.municipality, welcome=event.welcome
            )
        case guidance.PlanAgreed():
            return public.PlanAgreed(
                **IDS.base(event),
                municipality=event.municipality,
                agreed_by=event.agreed_by,
                goals_by=_counted(event.goals_by),
                actions_by=_counted(event.actions_by),
            )
        case guidance.PlanActionDone():
            return public.PlanActionDone(**IDS.base(event), by=event.by)
        case guidance.PlanActionTakenOver():
            return public.PlanActionTakenOver(
                **IDS.base(event), of=event.of, by=event.by, reason=event.reason
            )
        case guidance.ReferralMade():
            return public.ReferralMade(
                **IDS.base(event), referral=event.referral, referral_to=event.referral_to
            )
        case guidance.ReferralConfirmed():
            return public.ReferralConfirmed(**IDS.base(event), referral=event.referral)
        case guidance.ContactHeld():
            return public.ContactHeld(**IDS.base(event), programme=event.programme)
        case guidance.ProgressTalkHeld():
            return public.ProgressTalkHeld(
                **IDS.base(event), municipality=event.municipality, programme=event.programme
            )
        case guidance.ProgrammeAssigned():
            return public.ProgrammeAssigned(
                **IDS.base(event),
                programme=event.programme,
                version=event.version,
                required_items=event.required_items,
            )
        case guidance.ProgrammeEnded():
            return public.ProgrammeEnded(
                **IDS.base(event), programme=event.programme, reason=event.reason
            )
        case (
            guidance.DiscussedInPerson()
            | guidance.ActionsAgreed()
            | guidance.PlanDrafted()
            | guidance.PlanEndorsed()
            | guidance.StepRecorded()
            | guidance.FindingRecorded()
            | guidance.ExperienceGiven()
        ):
            return None
        case _:
            assert_never(event)


def of_tracking(event: tracking.TrackingEvent) -> PublicEvent | None:
    match event:
        case tracking.MilestoneNear():
            return public.MilestoneNear(
                **IDS.base(event),
                programme=event.programme,
                version=event.version,
                milestone=event.milestone,
                due_on=event.due_on,
            )
        case tracking.MilestoneMet():
            return public.MilestoneMet(
                **IDS.base(event),
                programme=event.programme,
                version=event.version,
                milestone=event.milestone,
                due_on=event.due_on,
                in_time=event.in_time,
            )
        case tracking.MilestoneMissed():
            return public.MilestoneMissed(
                **IDS.base(event),
                programme=event.programme,
                version=event.version,
                milestone=event.milestone,
                due_on=event.due_on,
            )
        case tracking.MilestoneVoided():
            return IDS.voided(event)
        case _:
            assert_never(event)


def of_signal(event: signals.SignalEvent) -> PublicEvent | None:
    match event:
        case signals.SignalRaised():
            return public.SignalRaised(
                **IDS.base(event),
                signal=event.signal,
                kind=event.kind,
                raised_by=event.raised_by,
                due_on=event.due_on,
                azc=event.azc,
                municipality=event.municipality,
            )
        case signals.SignalPassedOn():
            return None
        case signals.SignalAnswered():
            return public.SignalAnswered(
                **IDS.base(event), signal=event.signal, in_time=event.in_time
            )
        case signals.SignalClosed():
            return public.SignalClosed(**IDS.base(event), signal=event.signal)
        case signals.SignalVoided():
            return IDS.voided(event)
        case _:
            assert_never(event)


def _counted(parties: Iterable[Party]) -> public.PerParty:
    of = Counter(parties)
    return public.PerParty(
        case_manager=of[Party.CASE_MANAGER],
        client_manager=of[Party.CLIENT_MANAGER],
        permit_holder=of[Party.PERMIT_HOLDER],
    )
