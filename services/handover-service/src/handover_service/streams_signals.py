"""The stream of a signal: loaded, appended to and shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from continuous_line.database import Tx
from continuous_line.event_store import EventStore, Stored
from continuous_line.writing import Writing
from handover_service.domain.errors_signals import UnknownSignal
from handover_service.domain.events_signals import SignalEvent
from handover_service.domain.signals import Signal, fold
from handover_service.identity import IDS
from handover_service.tables_signals import signals as table


def stream_of(signal: UUID) -> str:
    return f"signal-{signal}"


@dataclass(frozen=True, slots=True)
class SignalFile:
    """One signal's stream as it was loaded, and what is appended to it now."""

    id: UUID
    stored: Sequence[Stored[SignalEvent]] = ()
    new: Sequence[SignalEvent] = ()
    state: Signal = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "state", fold([*(one.event for one in self.stored), *self.new]))

    @property
    def version(self) -> int:
        return len(self.stored)

    def find(self, public_id: UUID) -> Stored[SignalEvent] | None:
        """The event that others know by this id."""
        return IDS.find(self.stored, public_id)

    def recording(self, fact_id: UUID) -> Stored[SignalEvent]:
        """How one of its facts was recorded."""
        return next(one for one in self.stored if one.event.id == fact_id)


async def load(store: EventStore[SignalEvent], tx: Tx, signal: UUID) -> SignalFile:
    """Raises UnknownSignal."""
    stored = await store.load(tx, stream_of(signal))
    if not stored:
        raise UnknownSignal("There is no such signal, or none that concerns you.")
    return SignalFile(signal, stored)


async def save(
    store: EventStore[SignalEvent], w: Writing, file: SignalFile, events: Sequence[SignalEvent]
) -> int:
    """Append and show; the version afterwards."""
    await store.append(
        w.tx,
        stream_of(file.id),
        events,
        expected_version=file.version,
        recorded_at=w.now,
        context=w.context,
    )
    row = signal_row(file.id, fold(events, file.state))
    shown = insert(table).values(row)
    await w.tx.execute(shown.on_conflict_do_update(index_elements=["signal_id"], set_=row))
    return file.version + len(events)


def signal_row(signal: UUID, state: Signal) -> dict[str, Any]:
    raised, answer, closing = state.raised, state.answer, state.closing
    return {
        "signal_id": signal,
        "kind": raised.kind.value,
        "raised_by": raised.raised_by.value,
        "answers": state.answers.value,
        "case_id": raised.case_id,
        "azc": raised.azc,
        "municipality": raised.municipality,
        "owner": state.owner,
        "raised_at": raised.at,
        "due_on": raised.due_on,
        "state": state.state.value,
        "answered_at": answer.at if answer else None,
        "in_time": answer.in_time if answer else None,
        "closed_at": closing.at if closing else None,
    }
