"""What follows on a signal: answered, passed on, closed; and put right by who recorded it."""

from uuid import UUID, uuid4

from continuous_line.act import Act, When
from continuous_line.codes import VoidReason
from continuous_line.codes_guidance import Side
from continuous_line.corrections import ReplacesAnotherKind
from continuous_line.vault import Vault
from handover_service import knowledge, roles
from handover_service.admission_signals import municipality_gone
from handover_service.application.signal_recording import (
    Opened,
    Recorded,
    act_on,
    opened,
    recorded,
    reference,
    save,
    save_said,
)
from handover_service.application.signals import Said
from handover_service.domain import signal_corrections
from handover_service.domain import signals as decisions
from handover_service.domain.events_signals import SignalAnswered
from handover_service.domain.signal_owner import check_owner
from handover_service.streams import Desk


async def answer(desk: Desk, vault: Vault, signal: UUID, words: str, when: When) -> Recorded:
    found = await opened(desk, roles.SIGNAL_ANSWER, signal)
    act = act_on(desk, found.file, when)
    if act.replaces and act.replaces.kind != SignalAnswered.__name__:
        raise ReplacesAnotherKind("An answer replaces an answer.")
    events = decisions.answer(found.state, act, found.speaking(found.state.answers))
    return await save_said(desk, vault, found.file, events, words)


async def pass_on(desk: Desk, signal: UUID, to: str, when: When) -> Recorded:
    """To somebody of the side that answers."""
    found = await opened(desk, roles.SIGNAL_ANSWER, signal)
    act = act_on(desk, found.file, when)
    events = decisions.pass_on(found.state, act, to, found.speaking(found.state.answers))
    staff = await knowledge.staff_on(desk.writing.tx, to, act.today)
    check_owner(staff, found.state.answers, answering_places(desk, found))
    return await save(desk, found.file, events)


async def close(desk: Desk, signal: UUID, when: When, *, no_longer_needed: bool) -> Recorded:
    found = await opened(desk, roles.SIGNAL_CLOSE, signal)
    raised = found.state.raised
    gone = raised.raised_by is Side.MUNICIPALITY and municipality_gone(
        found.standing.file, found.state, desk.writing.now
    )
    events = decisions.close(
        found.state,
        act_on(desk, found.file, when),
        found.speaking(raised.raised_by),
        no_longer_needed=no_longer_needed,
        raiser_gone=gone,
    )
    return await save(desk, found.file, events)


async def correct(desk: Desk, vault: Vault, signal: UUID, said: Said, when: When) -> Recorded:
    """What was raised should have been this."""
    found = await opened(desk, roles.SIGNAL_RAISE, signal)
    wrong = found.file.recording(found.state.raised.id)
    replaced = reference(desk, found.file, wrong)
    act = Act(uuid4(), when.occurred_at or wrong.event.at, desk.writing.now, replaced)
    events = decisions.correct(found.state, act, said.kind)
    return await save_said(desk, vault, found.file, events, said.words)


async def void(
    desk: Desk, signal: UUID, event_id: UUID, reason: VoidReason, when: When
) -> Recorded:
    """Take back what one's own organisation recorded; its words go with it."""
    found = await opened(desk, roles.SIGNAL_ANSWER, signal)
    voided = reference(desk, found.file, recorded(found.file, event_id))
    act = act_on(desk, found.file, When(when.occurred_at))
    return await save(
        desk, found.file, signal_corrections.void(found.state, act, voided, reason, uuid4)
    )


def answering_places(desk: Desk, found: Opened) -> frozenset[str]:
    """Where those work who may be asked to answer it."""
    raised, file = found.state.raised, found.standing.file
    if found.state.answers is Side.MUNICIPALITY:
        return frozenset({str(raised.municipality)})
    azc = raised.azc
    if file is not None and raised.case_id is not None:
        azc = file.about(raised.case_id, desk.writing.now).azc or azc
    return frozenset({str(azc)})
