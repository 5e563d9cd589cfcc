"""Signals between azc and municipality: raised, answered, passed on, closed, put right."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from continuous_line.fields import Id
from handover_service import roles
from handover_service.api import schemas, schemas_signals
from handover_service.api.dependencies import CaseId, EventId, desk
from handover_service.application import signal_answers, signals
from handover_service.application.signal_recording import Recorded
from handover_service.resources import Resources
from handover_service.streams import Desk

router = APIRouter(tags=["signals"])
SignalId = Annotated[Id, Path(alias="signalId", description="Number of the signal.")]
Raising = Annotated[Desk, desk(*roles.SIGNAL_RAISE)]
Answering = Annotated[Desk, desk(*roles.SIGNAL_ANSWER)]


async def _resources(request: Request) -> Resources:
    found: Resources = request.app.state.resources
    return found


With = Annotated[Resources, Depends(_resources, scope="function")]


@router.post("/cases/{caseId}/signals", status_code=201, response_class=Response)
async def raise_signal(
    case_id: CaseId, body: schemas_signals.NewSignal, at: Raising, resources: With
) -> Response:
    """To who has the case on the other side today, without relay."""
    said = body.said()
    return await _created(
        at,
        await signals.raise_about_case(
            at, resources.vault, resources.policy.signal_days, case_id, said, body.when()
        ),
    )


@router.post("/signals", status_code=201, response_class=Response)
async def raise_signal_about_nobody(
    body: schemas_signals.NewSignalAboutNobody, at: Raising, resources: With
) -> Response:
    """To who answers for the other place by the directory."""
    raised = await signals.raise_about_nobody(
        at, resources.vault, resources.policy.signal_days, body.between(), body.said(), body.when()
    )
    return await _created(at, raised)


@router.post("/signals/{signalId}/answers", status_code=201, response_class=Response)
async def answer_signal(
    signal_id: SignalId, body: schemas_signals.SignalAnswer, at: Answering, resources: With
) -> Response:
    """By the other side, once; with `replaces` another answer than was given."""
    return await _created(
        at, await signal_answers.answer(at, resources.vault, signal_id, body.text, body.when())
    )


@router.post("/signals/{signalId}/owners", status_code=201, response_class=Response)
async def pass_signal_on(
    signal_id: SignalId, body: schemas_signals.PassingOn, at: Answering
) -> Response:
    """Somebody else of the same side answers; the term runs on."""
    return await _created(at, await signal_answers.pass_on(at, signal_id, body.owner, body.when()))


@router.post("/signals/{signalId}/closings", status_code=201, response_class=Response)
async def close_signal(
    signal_id: SignalId,
    body: schemas_signals.SignalClosing,
    at: Annotated[Desk, desk(*roles.SIGNAL_CLOSE)],
) -> Response:
    """By the side that raised it."""
    closed = await signal_answers.close(
        at, signal_id, body.when(), no_longer_needed=body.no_longer_needed
    )
    return await _created(at, closed)


@router.post("/signals/{signalId}/corrections", status_code=201, response_class=Response)
async def correct_signal(
    signal_id: SignalId, body: schemas_signals.NewSignal, at: Raising, resources: With
) -> Response:
    """What your organisation raised should have been this."""
    return await _created(
        at, await signal_answers.correct(at, resources.vault, signal_id, body.said(), body.when())
    )


@router.post(
    "/signals/{signalId}/events/{eventId}/voidings", status_code=201, response_class=Response
)
async def void_signal_event(
    signal_id: SignalId, event_id: EventId, body: schemas.Voiding, at: Answering
) -> Response:
    """Take back what your organisation recorded, with its words."""
    voided = await signal_answers.void(at, signal_id, event_id, body.reason, body.when())
    return await _created(at, voided)


async def _created(at: Desk, recorded: Recorded) -> Response:
    return await at.writing.created(f"/v1/signals/{recorded.signal}", recorded.version)
