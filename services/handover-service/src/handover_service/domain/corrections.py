"""Taking facts back, or replacing them: only valid ones, only by who recorded them."""

from collections.abc import Sequence
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import VoidReason
from continuous_line.corrections import NotCorrectable, OthersRestOnIt, ReplacesAnotherKind
from continuous_line.happened import Reference, reference_to
from handover_service.domain import guiding, plans
from handover_service.domain.agreements import Agreement, done, rests_on_actions
from handover_service.domain.case import Case, State, case, cases, evolve
from handover_service.domain.errors import MoveRestsOnLink, NewerCase, WouldLeaveNoOwner
from handover_service.domain.events import (
    CaseReassigned,
    Event,
    EventVoided,
    HandoverAcknowledged,
    HandoverByPhone,
    HandoverClosed,
    HandoverNotHeld,
    HandoverPlanned,
    MovedToMunicipality,
    MovePlanned,
    MunicipalityLinked,
    WarmHandoverHeld,
)
from handover_service.domain.events_guidance import (
    PlanActionDone,
    PlanActionTakenOver,
    PlanAgreed,
    ReferralConfirmed,
    ReferralMade,
    RoleCardShown,
    WelcomeSent,
)
from handover_service.domain.fact import Fact
from handover_service.domain.ownership import first_assignment

TALKS = (WarmHandoverHeld, HandoverByPhone, HandoverNotHeld)
REPLACEABLE: tuple[tuple[type[Fact], ...], ...] = (
    (MunicipalityLinked,),
    TALKS,
    (MovedToMunicipality,),
    (MovePlanned,),
    (HandoverPlanned,),
    (HandoverAcknowledged,),
    (RoleCardShown,),
    (WelcomeSent,),
    (ReferralMade,),
    (ReferralConfirmed,),
    (PlanActionDone,),
)
"""What may replace what: facts of one group, each by another of it."""


def check_replacement(state: State, event: Event) -> None:
    """An event replaces one of its own case (NotCorrectable) and group (ReplacesAnotherKind)."""
    replaced = None if isinstance(event, EventVoided) else event.replaces
    if replaced is None:
        return
    if not any(f.id == replaced.id and f.case_id == event.case_id for f in state.facts):
        raise NotCorrectable("What is to be replaced is no event of this case.")
    group = next((group for group in REPLACEABLE if isinstance(event, group)), ())
    if replaced.kind not in {kind.__name__ for kind in group}:
        raise ReplacesAnotherKind("A correction replaces an event of its own kind.")


def void(
    state: State,
    act: Act,
    case_id: UUID,
    voided: Reference,
    reason: VoidReason,
    *,
    along: UUID,
) -> Sequence[Event]:
    """`along`: id of what takes back the fact that cannot stay without the voided one."""
    if voided.kind == HandoverClosed.__name__ and cases(state)[-1] != case_id:
        raise NewerCase("A newer case was opened: the closing stays.")
    event = EventVoided(id=act.id, at=act.at, case_id=case_id, voids=voided, reason=reason)
    left = case(evolve(state, event), case_id)
    if not left.links and left.all(MovedToMunicipality):
        raise MoveRestsOnLink("Take back the move before the link.", needs=["move-taken-back"])
    if first_assignment(left) is None and left.all(CaseReassigned):
        raise WouldLeaveNoOwner("Later owners rest on the first one: name another instead.")
    resting = _resting(case(state, case_id), left, voided)
    if resting is None:
        return [event]
    taken = EventVoided(
        id=along, at=act.at, case_id=case_id, voids=reference_to(resting), reason=reason
    )
    return [taken, event]


def _resting(before: Case, left: Case, voided: Reference) -> Fact | None:
    """What goes with the voided fact. Raises NotCorrectable or OthersRestOnIt."""
    fact = next((one for one in before.facts if one.id == voided.id), None)
    if isinstance(fact, PlanAgreed):
        raise NotCorrectable("Take back the plan, or what one party agreed to.")
    if isinstance(fact, Agreement) and rests_on_actions(left, fact):
        raise OthersRestOnIt("An action of it was done or taken over: take that back first.")
    if isinstance(fact, PlanActionTakenOver) and _rests_on(left, fact):
        raise OthersRestOnIt("The action was done by who took it over: take that back first.")
    if isinstance(fact, ReferralMade):
        return guiding.confirmation(before, fact.referral)
    return plans.rests_on(before, fact) if fact else None


def _rests_on(left: Case, taken: PlanActionTakenOver) -> bool:
    completed = done(left, taken.action)
    return completed is not None and completed.by is taken.by
