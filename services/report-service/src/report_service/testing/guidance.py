"""What else may happen to a person: the profile's way, the case, the plan, signals and requests."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from continuous_line.codes import (
    ActivityType,
    Outcome,
    OwnerReason,
    Party,
    RequestAnswer,
    Verdict,
)
from continuous_line.codes_guidance import (
    InformationItem,
    ReferralKind,
    Side,
    SignalKind,
    WelcomeKind,
)
from continuous_line.contracts import PublicEvent
from continuous_line.contracts import handover as h
from continuous_line.contracts import handover_guidance as g
from continuous_line.contracts import profile as p
from report_service.testing.moments import noon


class Guidance(ABC):
    """Each method tells one event and returns its id."""

    municipality: str

    @abstractmethod
    def tell(self, event: PublicEvent, recorded: str | None = None, domain: str = "") -> UUID:
        """Adds the event; its id."""

    def completed(self, on: str) -> UUID:
        return self.tell(
            p.ProfileCompleted(occurred_at=noon(on), completeness=100, profile_version=1)
        )

    def viewed(self, on: str, by: str | None = None) -> UUID:
        event = p.ProfileViewed(
            occurred_at=noon(on), municipality=by or self.municipality, profile_version=1
        )
        return self.tell(event)

    def requested(self, on: str, request: UUID | None = None) -> UUID:
        event = p.ActivityRequested(
            occurred_at=noon(on),
            request_id=request or uuid4(),
            activity_type=ActivityType.VOLUNTEERING,
        )
        return self.tell(event)

    def answered(self, on: str, request: UUID, answer: str = "planned") -> UUID:
        event = p.ActivityAnswered(
            occurred_at=noon(on), request_id=request, answer=RequestAnswer(answer)
        )
        return self.tell(event)

    def assigned(self, on: str, owner: str = "anna") -> UUID:
        return self.tell(h.CaseAssigned(occurred_at=noon(on), owner=owner))

    def reassigned(self, on: str, owner: str, until: str | None = None) -> UUID:
        event = h.CaseReassigned(
            occurred_at=noon(on),
            owner=owner,
            reason=OwnerReason.LEAVE,
            until=None if until is None else date.fromisoformat(until),
        )
        return self.tell(event)

    def owner_left(self, on: str, owner: str = "anna") -> UUID:
        return self.tell(g.CaseOwnerLeft(occurred_at=noon(on), owner=owner))

    def client_manager(self, on: str, at: str | None = None) -> UUID:
        event = h.ClientManagerNamed(
            occurred_at=noon(on), municipality=at or self.municipality, client_manager="kees"
        )
        return self.tell(event)

    def first_contact(self, on: str, with_: str | None = None) -> UUID:
        return self.tell(
            h.FirstContactMade(occurred_at=noon(on), municipality=with_ or self.municipality)
        )

    def acknowledged(self, on: str, verdict: str = "usable", by: str | None = None) -> UUID:
        event = h.HandoverAcknowledged(
            occurred_at=noon(on), municipality=by or self.municipality, verdict=Verdict(verdict)
        )
        return self.tell(event)

    def closed(self, on: str) -> UUID:
        event = h.HandoverClosed(
            occurred_at=noon(on), outcome=Outcome.ACCEPTED, overview="municipality"
        )
        return self.tell(event)

    def informed(self, on: str, item: str = "housing") -> UUID:
        return self.tell(g.InformationConfirmed(occurred_at=noon(on), item=InformationItem(item)))

    def role_card(self, on: str) -> UUID:
        return self.tell(g.RoleCardShown(occurred_at=noon(on)))

    def welcomed(self, on: str, by: str | None = None) -> UUID:
        event = g.WelcomeSent(
            occurred_at=noon(on), municipality=by or self.municipality, welcome=WelcomeKind.LETTER
        )
        return self.tell(event)

    def planned(
        self,
        on: str,
        actions: int = 1,
        goals_of: Iterable[str] = ("client_manager", "permit_holder"),
        with_: str | None = None,
    ) -> UUID:
        event = g.PlanAgreed(
            occurred_at=noon(on),
            municipality=with_ or self.municipality,
            agreed_by=tuple(Party),
            goals_by=g.PerParty(**dict.fromkeys(goals_of, 1)),
            actions_by=g.PerParty(permit_holder=actions),
        )
        return self.tell(event)

    def done(self, on: str, by: Party = Party.PERMIT_HOLDER) -> UUID:
        return self.tell(g.PlanActionDone(occurred_at=noon(on), by=by))

    def referred(self, on: str, referral: UUID | None = None) -> UUID:
        event = g.ReferralMade(
            occurred_at=noon(on),
            referral=referral or uuid4(),
            referral_to=ReferralKind.EMPLOYER_SERVICE_POINT,
        )
        return self.tell(event)

    def referral_confirmed(self, on: str, referral: UUID) -> UUID:
        return self.tell(g.ReferralConfirmed(occurred_at=noon(on), referral=referral))

    def programme(self, on: str, items: Iterable[str] = ("housing",)) -> UUID:
        event = g.ProgrammeAssigned(
            occurred_at=noon(on), programme="utrecht", version=1, required_items=tuple(items)
        )
        return self.tell(event)

    def signalled(
        self,
        on: str,
        due: str,
        signal: UUID | None = None,
        municipality: str | None = None,
        azc: str | None = None,
    ) -> UUID:
        event = g.SignalRaised(
            occurred_at=noon(on),
            signal=signal or uuid4(),
            kind=SignalKind.PROFILE_THIN,
            raised_by=Side.MUNICIPALITY,
            due_on=date.fromisoformat(due),
            municipality=municipality,
            azc=azc,
        )
        return self.tell(event)

    def signal_answered(self, on: str, signal: UUID, *, in_time: bool = True) -> UUID:
        return self.tell(g.SignalAnswered(occurred_at=noon(on), signal=signal, in_time=in_time))

    def signal_closed(self, on: str, signal: UUID) -> UUID:
        return self.tell(g.SignalClosed(occurred_at=noon(on), signal=signal))

    def move_planned(self, on: str, for_: str, to: str | None = None) -> UUID:
        event = h.MovePlanned(
            occurred_at=noon(on),
            municipality=to or self.municipality,
            planned_on=date.fromisoformat(for_),
        )
        return self.tell(event)
