"""The closing: only once the receiver has accepted, or the stay ended otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from continuous_line.act import Act
from continuous_line.codes import Outcome, Party, StayEndReason
from handover_service.domain.case import Case
from handover_service.domain.errors import (
    NotAccepted,
    NotMoved,
    ReasonNeeded,
    StayNotEnded,
    TasksNeeded,
)
from handover_service.domain.events import ClosingReason, Event, HandoverClosed, Task
from handover_service.domain.link import after_link, open_for_writing
from handover_service.domain.receiving import accepted_by


@dataclass(frozen=True, slots=True)
class NewClosing:
    outcome: Outcome
    overview: Party
    tasks: tuple[Task, ...] = ()
    reason: ClosingReason | None = None


def close(
    case: Case, act: Act, new: NewClosing, stay_ended: frozenset[StayEndReason]
) -> Sequence[Event]:
    """`stay_ended`: how the stay has ended by what the profile service published."""
    open_for_writing(case)
    match new.outcome:
        case Outcome.ACCEPTED:
            _accepted(case, act, new)
        case Outcome.LEFT | Outcome.DIED | Outcome.RETURNED:
            if StayEndReason(new.outcome.value) not in stay_ended:
                raise StayNotEnded(
                    "The stay has not ended that way, by what is known here.", needs=["stay-ended"]
                )
        case Outcome.OTHER:
            if new.reason is None:
                raise ReasonNeeded("The outcome `other` needs a reason.")
        case _:
            assert_never(new.outcome)
    return [
        HandoverClosed(
            id=act.id,
            at=act.at,
            case_id=case.id,
            outcome=new.outcome,
            overview=new.overview,
            tasks=new.tasks,
            reason=new.reason,
        )
    ]


def _accepted(case: Case, act: Act, new: NewClosing) -> None:
    after_link(case, act)
    municipality = case.municipality(act.at)
    if municipality is None or accepted_by(case, municipality) is None:
        raise NotAccepted(
            "The receiving municipality has not accepted the case.", needs=["acceptance"]
        )
    if case.move(act.on) is None:
        raise NotMoved(
            "The move is not recorded: nothing could be added after the closing.", needs=["move"]
        )
    if not new.tasks:
        raise TasksNeeded("A closing says who does what from now on.")
