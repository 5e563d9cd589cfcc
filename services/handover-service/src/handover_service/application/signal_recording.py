"""What all use cases of signals share: who may act, on what, and how it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from continuous_line.act import Act, When
from continuous_line.codes_guidance import Side
from continuous_line.corrections import UnknownEvent, correctable
from continuous_line.event_store import Stored
from continuous_line.happened import Reference
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from continuous_line.vault import Vault
from continuous_line.writing import Writing, require_version
from handover_service import roles, streams_signals, texts
from handover_service.admission_signals import Standing, admit_to_signal
from handover_service.domain.events_signals import SignalEvent, SignalVoided
from handover_service.domain.signals import Signal
from handover_service.streams import Desk
from handover_service.streams_signals import SignalFile

TEXT = "signal"
"""The kind of its words in the vault, and the part that the processing log names."""


@dataclass(frozen=True, slots=True)
class Recorded:
    signal: UUID
    version: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A signal that somebody may decide on, and for which sides."""

    file: SignalFile
    standing: Standing

    @property
    def state(self) -> Signal:
        return self.file.state

    def speaking(self, wanted: Side) -> Side:
        """For which side somebody acts who may act for both: the one that is asked for."""
        return wanted if wanted in self.standing.sides else next(iter(self.standing.sides))


async def opened(desk: Desk, allowed: roles.Roles, signal: UUID) -> Opened:
    """Raises UnknownSignal, RightEnded or PreconditionFailed; a refusal is kept in the log."""
    w = desk.writing
    file = await streams_signals.load(desk.cases.signals, w.tx, signal)
    w.about.extend(_of(file, Activity.CASE_READING, Manner.OPENED))
    standing = await admit_to_signal(desk.cases, w.tx, w.who, allowed, file.state, w.now)
    require_version(file.version, w.if_match)
    return Opened(file, standing)


def act_on(desk: Desk, file: SignalFile, when: When) -> Act:
    """Raises AheadOfNow, and UnknownEvent, NotCorrectable or OtherOrganisation for a correction."""
    now = desk.writing.now
    if when.replaces is None:
        return Act(uuid4(), when.occurred_at or now, now)
    wrong = recorded(file, when.replaces)
    at = when.occurred_at or wrong.event.at
    return Act(uuid4(), at, now, reference(desk, file, wrong))


def recorded(file: SignalFile, public_id: UUID) -> Stored[SignalEvent]:
    """Raises UnknownEvent."""
    found = file.find(public_id)
    if found is None:
        raise UnknownEvent("There is no such event of this signal.")
    return found


def reference(desk: Desk, file: SignalFile, stored: Stored[SignalEvent]) -> Reference:
    """Raises NotCorrectable or OtherOrganisation."""
    return correctable(
        file.state.valid,
        stored.event.id,
        recorded_by=stored.context.organisation,
        organisation=desk.writing.who.organisation,
    )


async def save(desk: Desk, file: SignalFile, events: Sequence[SignalEvent]) -> Recorded:
    """The words of what is taken back or replaced go."""
    w = desk.writing
    version = await streams_signals.save(desk.cases.signals, w, file, events)
    await texts.drop(w.tx, _gone(events))
    whole = SignalFile(file.id, file.stored, events)
    await w.processed(*_of(whole, Activity.CASE_RECORDING, Manner.CHANGED))
    return Recorded(file.id, version)


async def save_said(
    desk: Desk, vault: Vault, file: SignalFile, events: Sequence[SignalEvent], words: str
) -> Recorded:
    """With its words in the vault, under the id of the last event. Raises Erased."""
    done = await save(desk, file, events)
    last, w = events[-1], desk.writing
    subject = subject_of(SignalFile(file.id, file.stored, events))
    await texts.put(w.tx, vault, subject, TEXT, {last.id: words}, w.now)
    return done


async def words_of(writing: Writing, vault: Vault, file: SignalFile) -> dict[UUID, str]:
    """What was said, by event; that it was read is kept. What was erased is absent."""
    wanted = [fact.id for fact in file.state.valid]
    found = await texts.opened(writing.tx, vault, wanted)
    await writing.processed(*_of(file, Activity.CASE_READING, Manner.OPENED))
    return found


def subject_of(file: SignalFile) -> UUID:
    """Under whose key its words lie: the person's, or its own where it is about nobody."""
    raised = file.state.raised
    return file.id if raised.case_id is None else UUID(raised.about)


def _of(file: SignalFile, activity: Activity, manner: Manner) -> list[Processed]:
    if file.state.raised.case_id is None:
        return []
    return [Processed(subject_of(file), activity, manner, (TEXT,))]


def _gone(events: Sequence[SignalEvent]) -> list[UUID]:
    voided = [event.voids.id for event in events if isinstance(event, SignalVoided)]
    facts = [event for event in events if not isinstance(event, SignalVoided)]
    return [*voided, *(fact.replaces.id for fact in facts if fact.replaces)]
