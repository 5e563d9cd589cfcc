"""Taking facts back, or replacing them: only valid ones, only by who recorded them."""

from collections.abc import Sequence
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import VoidReason
from continuous_line.corrections import NotCorrectable, ReplacesAnotherKind
from continuous_line.happened import Reference
from handover_service.domain.case import State, case, cases, evolve
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
    state: State, act: Act, case_id: UUID, voided: Reference, reason: VoidReason
) -> Sequence[Event]:
    if voided.kind == HandoverClosed.__name__ and cases(state)[-1] != case_id:
        raise NewerCase("A newer case was opened: the closing stays.")
    event = EventVoided(id=act.id, at=act.at, case_id=case_id, voids=voided, reason=reason)
    left = case(evolve(state, event), case_id)
    if not left.links and left.all(MovedToMunicipality):
        raise MoveRestsOnLink("Take back the move before the link.", needs=["move-taken-back"])
    if first_assignment(left) is None and left.all(CaseReassigned):
        raise WouldLeaveNoOwner("Later owners rest on the first one: name another instead.")
    return [event]
