"""What all use cases share: when it happened, what it corrects, and what was recorded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from continuous_line.codes import VoidReason
from handover_service import roles
from handover_service.casefile import Desk, File
from handover_service.domain import corrections
from handover_service.domain.act import Act
from handover_service.domain.case import Case
from handover_service.domain.events import Event, Reference
from handover_service.identity import public_id_of

Decision = Callable[[Case, Act], Sequence[Event]]


@dataclass(frozen=True, slots=True)
class When:
    """`occurred_at` None: now, or when the corrected fact happened. `replaces`: a public id."""

    occurred_at: datetime | None = None
    replaces: UUID | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """`event_id`: the public id of the event that was asked for, None where it is private."""

    case_id: UUID
    event_id: UUID | None
    version: int


def act_on(desk: Desk, file: File, when: When) -> Act:
    """Raises AheadOfNow; UnknownEvent, NotCorrectable or OtherOrganisation for a correction."""
    now = desk.writing.now
    if when.replaces is None:
        return Act(uuid4(), when.occurred_at or now, now)
    at = when.occurred_at or file.find(when.replaces).event.at
    return Act(uuid4(), at, now, _reference(desk, file, when.replaces))


async def save(desk: Desk, file: File, events: Sequence[Event]) -> Recorded:
    """Raises ReplacesAnotherKind; otherwise the last event is what was asked for."""
    last = events[-1]
    corrections.check_replacement(last)
    return Recorded(last.case_id, public_id_of(last), await desk.save(file, events))


async def decide(
    desk: Desk, by: roles.Roles, case_id: UUID, when: When, decision: Decision
) -> Recorded:
    """A use case that needs nothing but the case."""
    file = await desk.open(by, case_id)
    return await save(desk, file, decision(file.case(case_id), act_on(desk, file, when)))


async def void(
    desk: Desk, case_id: UUID, event_id: UUID, reason: VoidReason, when: When
) -> Recorded:
    file = await desk.open(roles.CORRECT, case_id)
    voided = _reference(desk, file, event_id)
    act = act_on(desk, file, when)
    return await save(desk, file, corrections.void(file.state, act, case_id, voided, reason))


def _reference(desk: Desk, file: File, public_id: UUID) -> Reference:
    stored = file.find(public_id)
    return corrections.reference(
        file.state,
        stored.event.id,
        recorded_by=stored.context.organisation,
        organisation=desk.writing.who.organisation,
    )
