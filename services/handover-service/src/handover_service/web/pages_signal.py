"""One signal: what was reported, answered, passed on, closed, and put right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from continuous_line.act import When
from continuous_line.codes import VoidReason
from continuous_line.codes_guidance import Side
from continuous_line.database import Tx
from continuous_line.days import day
from continuous_line.fields import Id
from continuous_line.web.pages import Form
from continuous_line.web.pages.guards import Change
from continuous_line.web.pages.request import in_words
from handover_service import queries_signals, roles
from handover_service.application import signal_answers
from handover_service.application.signal_answers import answering_places
from handover_service.application.signal_recording import Opened, opened, words_of
from handover_service.domain.errors_signals import AlreadyAnswered, SignalIsClosed
from handover_service.domain.signal_owner import ANSWERING
from handover_service.domain.signals import SignalState
from handover_service.identity import IDS
from handover_service.queries_colleagues import colleagues
from handover_service.streams_signals import load
from handover_service.texts import LONGEST
from handover_service.web.codes_signals import SIGNALS
from handover_service.web.guards import PageDesk, page_desk
from handover_service.web.pages_signals import said_of
from handover_service.web.signal_look import number_of, show_signals, shown

router = APIRouter()
SignalId = Annotated[Id, Path(alias="signalId")]


async def _changes(tx: Tx, request: Request, seen: int | None) -> Sequence[Change]:
    """What happened to the signal since, and as what somebody did it."""
    visitor = request.state.visitor
    signal = UUID(request.path_params["signalId"])
    file = await load(request.app.state.resources.cases.signals, tx, signal)
    return [_step(visitor, one) for one in file.stored[seen or 0 :]]


Answering = Annotated[PageDesk, page_desk(*roles.SIGNAL_ANSWER, changes=_changes)]
Raising = Annotated[PageDesk, page_desk(*roles.SIGNAL_RAISE, changes=_changes)]


@router.get("/signals/{signalId}")
async def signal_page(
    signal_id: SignalId, at: Annotated[PageDesk, page_desk(*roles.STAFF)]
) -> Response:
    found = await opened(at, roles.SIGNALS, signal_id)
    return await _show(at, found, Form.of(at.visitor))


@router.post("/signals/{signalId}/answers")
async def answer_page(signal_id: SignalId, at: Answering) -> Response:
    """Of two who answer, the second reads what the first said and keeps the own text."""
    words = at.form.text("signal_answer", longest=LONGEST)
    if at.form.faults:
        return await _again(at, signal_id, 400)
    try:
        await signal_answers.answer(at, at.resources.vault, signal_id, words, When())
    except (AlreadyAnswered, SignalIsClosed):
        at.form.fault("signal_answer", "signal_answered_meanwhile")
        return await _again(at, signal_id, 409)
    return await at.unit.see(f"/signals/{signal_id}", "signal_answered")


@router.post("/signals/{signalId}/owners")
async def pass_on_page(signal_id: SignalId, at: Answering) -> Response:
    to = at.form.code("signal_pass_on_to")
    if at.form.faults:
        return await _again(at, signal_id, 400)
    await signal_answers.pass_on(at, signal_id, to, When())
    return await at.unit.see(f"/signals/{signal_id}", "signal_passed_on")


@router.post("/signals/{signalId}/closings")
async def close_page(
    signal_id: SignalId,
    at: Annotated[PageDesk, page_desk(*roles.SIGNAL_CLOSE, changes=_changes)],
) -> Response:
    unneeded = at.form.has("no_longer_needed", "1")
    await signal_answers.close(at, signal_id, When(), no_longer_needed=unneeded)
    return await at.unit.see(f"/signals/{signal_id}", "signal_closed")


@router.get("/signals/{signalId}/correction")
async def correction_form(signal_id: SignalId, at: Raising) -> Response:
    found = await opened(at, roles.SIGNAL_RAISE, signal_id)
    raised = found.state.raised
    words = await words_of(at.writing, at.resources.vault, found.file)
    form = Form.of(at.visitor, signal_kind=raised.kind.value, signal_text=words.get(raised.id, ""))
    return await _correction(at, found, form)


@router.post("/signals/{signalId}/correction")
async def correct_page(signal_id: SignalId, at: Raising) -> Response:
    said = said_of(at.form)
    if said is None:
        return await _correction(at, await opened(at, roles.SIGNAL_RAISE, signal_id), at.form, 400)
    await signal_answers.correct(at, at.resources.vault, signal_id, said, When())
    return await at.unit.see(f"/signals/{signal_id}", "signal_corrected")


@router.post("/signals/{signalId}/voidings")
async def void_page(signal_id: SignalId, at: Raising) -> Response:
    """The whole signal is taken back."""
    found = await opened(at, roles.SIGNAL_RAISE, signal_id)
    reason, event = at.form.choice("signal_void_why", tuple(VoidReason)), IDS.of(found.state.raised)
    if at.form.faults or reason is None or event is None:
        return await _correction(at, found, at.form, 400)
    await signal_answers.void(at, signal_id, event, VoidReason(reason), When())
    return await at.unit.see(f"/signals/{signal_id}", "signal_voided")


@dataclass(frozen=True, slots=True)
class _May:
    """What the reader may do with it now."""

    answer: bool
    close: bool
    correct: bool


def _may(at: PageDesk, found: Opened) -> _May:
    state, who = found.state, at.writing.who
    raised_here = state.raised.raised_by in found.standing.sides
    own = found.file.recording(state.raised.id).context.organisation == who.organisation
    standing = state.state in (SignalState.OPEN, SignalState.ANSWERED)
    return _May(
        answer=state.state is SignalState.OPEN
        and state.answers in found.standing.sides
        and who.has(*roles.SIGNAL_ANSWER),
        close=standing and raised_here and who.has(*roles.SIGNAL_CLOSE),
        correct=standing and raised_here and own and who.has(*roles.SIGNAL_RAISE),
    )


async def _again(at: PageDesk, signal_id: UUID, status: int) -> Response:
    """The page once more, with what was entered, as it is now."""
    now = replace(at, writing=replace(at.unit, if_match=None), reads=True)
    return await _show(at, await opened(now, roles.SIGNALS, signal_id), at.form, status)


async def _show(at: PageDesk, found: Opened, form: Form, status: int = 200) -> Response:
    w, state = at.writing, found.state
    words = await words_of(w, at.resources.vault, found.file)
    row: Any = await queries_signals.signal_row(w.tx, found.file.id, w.now)
    may = _may(at, found)
    others: list[str] = []
    if may.answer:
        there = await colleagues(
            w.tx, ANSWERING[state.answers], answering_places(at, found), day(w.now)
        )
        others = [one for one in there if one != row.owner]
    return await show_signals(
        at,
        "signal.html",
        status,
        rows=[row],
        form=form,
        signal=(await shown(at, [row]))[0],
        text=words.get(state.raised.id),
        answer=words.get(state.answer.id) if state.answer else None,
        steps=[_step(at.visitor, one) for one in reversed(found.file.stored)],
        may=may,
        colleagues=[(one, one) for one in others],
        by_code=state.answers is Side.MUNICIPALITY and not others,
        number_of=number_of,
        version=found.file.version,
    )


async def _correction(at: PageDesk, found: Opened, form: Form, status: int = 200) -> Response:
    return await show_signals(
        at,
        "signal_correction.html",
        status,
        form=form,
        here=f"/signals/{found.file.id}",
        reasons=SIGNALS[at.visitor.language]["void_reason"].items(),
        about_nobody=found.state.raised.case_id is None,
        version=found.file.version,
    )


def _step(visitor: Any, one: Any) -> Change:
    """An event in words."""
    told = SIGNALS[visitor.language]["event"][type(one.event).__name__]
    what = told.format(owner=getattr(one.event, "owner", ""))
    by = in_words(frozenset(one.context.roles), visitor.language, visitor.words)
    return Change(one.recorded_at, by, what)
