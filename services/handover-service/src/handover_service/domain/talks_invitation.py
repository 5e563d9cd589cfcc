"""What an invitation to a planned talk says, so that calendars keep one entry for it.

A talk that is planned anew, by whichever side, stays the same entry until its day has come.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from continuous_line.days import day
from handover_service.domain.case import Case, case, fold
from handover_service.domain.errors_talks import UnknownPlan
from handover_service.domain.events import (
    Event,
    EventVoided,
    HandoverClosed,
    HandoverNotHeld,
    HandoverPlanned,
    MunicipalityLinked,
    MunicipalityUnlinked,
    PlanConfirmed,
    ReturnedToReception,
    Talk,
)
from handover_service.domain.fact import Fact
from handover_service.domain.talks_planning import confirmation

_CHANGES = (
    HandoverPlanned,
    PlanConfirmed,
    HandoverNotHeld,
    MunicipalityLinked,
    MunicipalityUnlinked,
    ReturnedToReception,
    HandoverClosed,
    EventVoided,
)


@dataclass(frozen=True, slots=True)
class Invitation:
    """`first`: the stored id of the plan that the entry began with. `sequence` rises with every
    change, also where one is taken back: it counts the person's stream, which only grows."""

    first: UUID
    plan: HandoverPlanned
    sequence: int
    confirmed: bool
    cancelled: bool


def invitation(events: Sequence[Event], case_id: UUID, plan_id: UUID, now: datetime) -> Invitation:
    """To the talk that this plan belongs to, as it is planned last. Raises UnknownPlan.

    `events`: the person's, in the order of the recording. `plan_id` is a stored id.
    """
    found = next((one for one in _rounds(events, case_id) if plan_id in _ids(one)), None)
    if found is None:
        raise UnknownPlan("There is no such plan in this case.")
    state = fold(events)
    of = case(state, case_id)
    valid = [planned for planned in found if planned.id not in state.gone]
    shown = valid[-1] if valid else found[-1]
    return Invitation(
        first=found[0].id,
        plan=shown,
        sequence=_last_change(events, case_id),
        confirmed=confirmation(of, shown) is not None,
        cancelled=not valid or _called_off(of, state.valid, shown, now),
    )


def _rounds(events: Iterable[Event], case_id: UUID) -> list[list[HandoverPlanned]]:
    """The plans of the case, those of one talk together."""
    rounds: list[list[HandoverPlanned]] = []
    over = True
    for event in events:
        if event.case_id != case_id:
            continue
        if isinstance(event, HandoverPlanned):
            if over or rounds[-1][-1].municipality != event.municipality:
                rounds.append([])
            rounds[-1].append(event)
            over = False
        elif isinstance(event, Talk) and rounds and event.replaces is None:
            over = over or day(event.at) >= day(rounds[-1][-1].scheduled_for)
    return rounds


def _ids(plans: Iterable[HandoverPlanned]) -> set[UUID]:
    return {planned.id for planned in plans}


def _last_change(events: Sequence[Event], case_id: UUID) -> int:
    return max(
        number
        for number, event in enumerate(events)
        if event.case_id == case_id and isinstance(event, _CHANGES)
    )


def _called_off(
    of: Case, recorded: Sequence[Fact], planned: HandoverPlanned, now: datetime
) -> bool:
    """It will not take place, though nobody took the plan back."""
    if planned.scheduled_for < now:
        return False
    since = recorded[recorded.index(planned) :]
    not_held = any(
        isinstance(fact, HandoverNotHeld) and fact.case_id == of.id and fact.at >= planned.at
        for fact in since
    )
    holds = of.municipality(now) == planned.municipality and planned in of.since_parted(
        planned.municipality
    )
    return not_held or not holds or of.closing is not None
