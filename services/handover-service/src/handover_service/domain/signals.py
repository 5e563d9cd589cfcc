"""A signal between azc and municipality: raised, passed on, answered, closed by who raised it.

It has one owner, a term and an end. It goes to the other side without relay (002:102-106); the
term runs on when it is passed on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import reduce
from typing import TypeVar
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes_guidance import Side, SignalKind
from continuous_line.days import day
from handover_service.domain.errors_signals import (
    AlreadyAnswered,
    AlreadyTheirs,
    BeforeRaised,
    NotAnswered,
    OtherSideAnswers,
    RaiserCloses,
    SignalIsClosed,
)
from handover_service.domain.events_signals import (
    SignalAnswered,
    SignalClosed,
    SignalEvent,
    SignalFact,
    SignalPassedOn,
    SignalRaised,
    SignalVoided,
)

F = TypeVar("F")


class SignalState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Signal:
    """Everything recorded about one signal; `gone` is voided or replaced."""

    facts: tuple[SignalFact, ...] = ()
    gone: frozenset[UUID] = frozenset()

    @property
    def valid(self) -> list[SignalFact]:
        """As they were recorded."""
        return [fact for fact in self.facts if fact.id not in self.gone]

    def last(self, kind: type[F]) -> F | None:
        return next((fact for fact in reversed(self.valid) if isinstance(fact, kind)), None)

    @property
    def raised(self) -> SignalRaised:
        """As it was corrected last; also of one that was taken back."""
        found = self.last(SignalRaised)
        return found or [fact for fact in self.facts if isinstance(fact, SignalRaised)][-1]

    @property
    def answer(self) -> SignalAnswered | None:
        return self.last(SignalAnswered)

    @property
    def closing(self) -> SignalClosed | None:
        return self.last(SignalClosed)

    @property
    def owner(self) -> str | None:
        """Who was asked by name; None: whoever has the case, or of that side comes first."""
        passed = self.last(SignalPassedOn)
        return passed.owner if passed else self.raised.owner

    @property
    def answers(self) -> Side:
        """The side that has to answer."""
        return other(self.raised.raised_by)

    @property
    def state(self) -> SignalState:
        if self.last(SignalRaised) is None:
            return SignalState.VOID
        if self.closing:
            return SignalState.CLOSED
        return SignalState.ANSWERED if self.answer else SignalState.OPEN

    def late(self, today: date) -> bool:
        """From the day after the day it is due on."""
        return self.state is SignalState.OPEN and today > self.raised.due_on


def evolve(state: Signal, event: SignalEvent) -> Signal:
    """The state after the event."""
    if isinstance(event, SignalVoided):
        return replace(state, gone=state.gone | {event.voids.id})
    gone = state.gone if event.replaces is None else state.gone | {event.replaces.id}
    return Signal((*state.facts, event), gone)


def fold(events: Iterable[SignalEvent], state: Signal | None = None) -> Signal:
    return reduce(evolve, events, state or Signal())


def other(side: Side) -> Side:
    return Side.MUNICIPALITY if side is Side.RECEPTION else Side.RECEPTION


@dataclass(frozen=True, slots=True)
class NewSignal:
    """`about`: the key it is published under. `case_id` None: about nobody."""

    signal: UUID
    about: str
    kind: SignalKind
    raised_by: Side
    azc: str
    municipality: str
    case_id: UUID | None = None


def raise_signal(act: Act, new: NewSignal, days: int) -> Sequence[SignalEvent]:
    """Due after so many days, by the calendar."""
    return [
        SignalRaised(
            id=act.id,
            at=act.at,
            about=new.about,
            signal=new.signal,
            kind=new.kind,
            raised_by=new.raised_by,
            due_on=act.on + timedelta(days),
            case_id=new.case_id,
            azc=new.azc,
            municipality=new.municipality,
        )
    ]


def correct(signal: Signal, act: Act, kind: SignalKind) -> Sequence[SignalEvent]:
    """What was raised, as it should have been; the term is as long as it was.

    `act.replaces` is what was raised; it stays with whom it was passed on to.
    """
    _stands(signal)
    wrong = signal.raised
    term = wrong.due_on - day(wrong.at)
    return [
        replace(wrong, id=act.id, at=act.at, replaces=act.replaces, kind=kind, due_on=act.on + term)
    ]


def pass_on(signal: Signal, act: Act, to: str, by: Side) -> Sequence[SignalEvent]:
    """Somebody else of the same side answers."""
    _open(signal, act, by)
    if signal.owner == to:
        raise AlreadyTheirs("This person is to answer it already.")
    raised = signal.raised
    return [
        SignalPassedOn(id=act.id, at=act.at, about=raised.about, signal=raised.signal, owner=to)
    ]


def answer(signal: Signal, act: Act, by: Side) -> Sequence[SignalEvent]:
    """Once; `act.replaces` an answer that should have been another."""
    raised = signal.raised
    if act.replaces is None:
        _open(signal, act, by)
    else:
        _stands(signal)
    if act.at < raised.at:
        raise BeforeRaised("That lies before the signal was raised.")
    return [
        SignalAnswered(
            id=act.id,
            at=act.at,
            replaces=act.replaces,
            about=raised.about,
            signal=raised.signal,
            in_time=act.on <= raised.due_on,
        )
    ]


def close(
    signal: Signal, act: Act, by: Side, *, no_longer_needed: bool, raiser_gone: bool = False
) -> Sequence[SignalEvent]:
    """By the side that raised it, after an answer or because it is no longer needed.

    `raiser_gone`: that side has nothing to do with the case any more, so the other one may.
    """
    _stands(signal)
    raised, last = signal.raised, signal.answer or signal.raised
    if signal.closing:
        raise SignalIsClosed("The signal is closed already.")
    if by is not raised.raised_by and not raiser_gone:
        raise RaiserCloses("The side that raised a signal closes it.")
    if signal.answer is None and not no_longer_needed:
        raise NotAnswered("There is no answer yet; close it as no longer needed.", needs=["answer"])
    if act.at < last.at:
        raise BeforeRaised("That lies before the signal was raised or answered.")
    return [SignalClosed(id=act.id, at=act.at, about=raised.about, signal=raised.signal)]


def _stands(signal: Signal) -> None:
    if signal.state is SignalState.VOID:
        raise SignalIsClosed("The signal was taken back.")


def _open(signal: Signal, act: Act, by: Side) -> None:
    if by is not signal.answers:
        raise OtherSideAnswers("The other side answers a signal.")
    _stands(signal)
    if signal.closing:
        raise SignalIsClosed("The signal was closed.", closedOn=day(signal.closing.at).isoformat())
    if signal.answer:
        answered = day(signal.answer.at).isoformat()
        raise AlreadyAnswered("The signal was answered meanwhile.", answeredOn=answered)
    if act.at < signal.raised.at:
        raise BeforeRaised("That lies before the signal was raised.")
