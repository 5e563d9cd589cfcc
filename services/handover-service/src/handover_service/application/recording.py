"""What all use cases share: when it happened, what it corrects, and what was recorded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from continuous_line.act import Act, When
from continuous_line.codes import VoidReason
from continuous_line.corrections import NotCorrectable, UnknownEvent, correctable
from continuous_line.event_store import Stored
from continuous_line.happened import Reference
from handover_service import roles
from handover_service.domain import corrections
from handover_service.domain.case import Case
from handover_service.domain.events import Event
from handover_service.identity import IDS
from handover_service.streams import Desk, File

Decision = Callable[[Case, Act], Sequence[Event]]


@dataclass(frozen=True, slots=True)
class Recorded:
    """`event_id`: the public id of the event that was asked for, None where it is private."""

    case_id: UUID
    event_id: UUID | None
    version: int


def act_on(desk: Desk, file: File, when: When) -> Act:
    """Raises AheadOfNow, and NotCorrectable or OtherOrganisation for a correction."""
    now = desk.writing.now
    if when.replaces is None:
        return Act(uuid4(), when.occurred_at or now, now)
    replaced = file.find(when.replaces)
    if replaced is None:
        raise NotCorrectable("What is to be replaced is no event of this case.")
    at = when.occurred_at or replaced.event.at
    return Act(uuid4(), at, now, reference(desk, file, replaced))


async def save(desk: Desk, file: File, events: Sequence[Event]) -> Recorded:
    """Raises ReplacesAnotherKind; otherwise the last event is what was asked for."""
    last = events[-1]
    corrections.check_replacement(file.state, last)
    return Recorded(last.case_id, IDS.of(last), await desk.save(file, events))


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
    found = file.find(event_id)
    if found is None or found.event.case_id != case_id:
        raise UnknownEvent("There is no such event in this case.")
    return await void_stored(desk, file, found, reason, when)


async def void_stored(
    desk: Desk,
    file: File,
    found: Stored[Event],
    reason: VoidReason,
    when: When,
    *,
    own: bool = False,
) -> Recorded:
    """Also of what is not published, and what cannot stay without it in the same act.

    `own`: it is the reader's own word, whoever recorded it.
    """
    voided, act = reference(desk, file, found, own=own), act_on(desk, file, when)
    case_id = found.event.case_id
    events = corrections.void(file.state, act, case_id, voided, reason, along=uuid4())
    return await save(desk, file, events)


def reference(desk: Desk, file: File, stored: Stored[Event], *, own: bool = False) -> Reference:
    """To correct it. Raises NotCorrectable or OtherOrganisation.

    What permit holders recorded is theirs: no organisation stands for them.
    """
    who, by = desk.writing.who, stored.context
    if own:
        return correctable(
            file.state.valid, stored.event.id, recorded_by=who.subject, organisation=who.subject
        )
    alone = who.permit_holder_id == file.person
    return correctable(
        file.state.valid,
        stored.event.id,
        recorded_by=by.subject if alone else by.organisation,
        organisation=who.subject if alone else who.organisation,
    )
