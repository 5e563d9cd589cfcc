"""Taking back what was recorded of a signal."""

from collections.abc import Callable, Sequence
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import VoidReason
from continuous_line.corrections import OthersRestOnIt
from continuous_line.happened import Reference, reference_to
from handover_service.domain.events_signals import (
    SignalAnswered,
    SignalEvent,
    SignalPassedOn,
    SignalRaised,
    SignalVoided,
)
from handover_service.domain.signals import Signal


def void(
    signal: Signal, act: Act, voided: Reference, reason: VoidReason, new_id: Callable[[], UUID]
) -> Sequence[SignalEvent]:
    """The last event is the one that was asked for.

    A signal that was raised wrongly takes its answer and its closing with it; an answer stays
    while it is closed on.
    """
    if voided.kind == SignalAnswered.__name__ and signal.closing:
        raise OthersRestOnIt("Take the closing back first.")
    others: list[Reference] = []
    if voided.kind == SignalRaised.__name__:
        kept = (SignalRaised, SignalPassedOn)
        others = [reference_to(fact) for fact in signal.valid if not isinstance(fact, kept)]
    return [
        *(_voided(signal, act, rests, reason, new_id()) for rests in others),
        _voided(signal, act, voided, reason, act.id),
    ]


def _voided(
    signal: Signal, act: Act, what: Reference, reason: VoidReason, id_: UUID
) -> SignalVoided:
    raised = signal.raised
    return SignalVoided(
        id=id_, at=act.at, about=raised.about, signal=raised.signal, voids=what, reason=reason
    )
