"""Everything that happened in a case, from all services, the newest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from continuous_line.contracts import profile
from continuous_line.database import Tx
from continuous_line.days import day
from continuous_line.event_store import Stored
from handover_service.domain.events import EventVoided
from handover_service.domain.events_tracking import MilestoneVoided
from handover_service.domain.kinds import AnyEvent
from handover_service.identity import IDS
from handover_service.streams import Cases, File, tracking_stream_of
from handover_service.tables import resident_facts

BY_PROFILE = "profile-service"


@dataclass(frozen=True, slots=True)
class Entry:
    """`kind` is the name of the event; `data` what it says, by field.

    `id` is the public id of an event of this case's own stream, by which it can be corrected.
    `replaced`: it was taken back because another says how it was.
    """

    kind: str
    at: datetime
    recorded_at: datetime | None
    organisation: str
    roles: tuple[str, ...]
    data: dict[str, Any]
    id: UUID | None = None
    taken_back: bool = False
    replaced: bool = False

    @property
    def late(self) -> bool:
        """Recorded on a later day than it happened."""
        return self.recorded_at is not None and day(self.recorded_at) > day(self.at)


async def timeline(tx: Tx, cases: Cases, file: File, case_id: UUID) -> list[Entry]:
    """Of the case's own stream, of its terms, and what was heard of the person."""
    own = [stored for stored in file.stored if stored.event.case_id == case_id]
    clock = await cases.tracking.load(tx, tracking_stream_of(file.person))
    terms = [one for one in clock if getattr(one.event, "case_id", None) == case_id]
    revised = frozenset(
        one.event.voids.id for one in clock if isinstance(one.event, MilestoneVoided)
    )
    entries = [
        *_entries(own, file.state.gone),
        *_entries(terms, revised, correctable=False),
        *await _heard(tx, file.person),
    ]
    return sorted(entries, key=lambda one: (one.at, one.recorded_at or one.at), reverse=True)


def _entries(
    stored: Iterable[Stored[Any]], gone: frozenset[UUID], *, correctable: bool = True
) -> Iterable[Entry]:
    stored = list(stored)
    replaced = {one.event.replaces.id for one in stored if getattr(one.event, "replaces", None)}
    for one in stored:
        event: AnyEvent = one.event
        yield Entry(
            kind=type(event).__name__,
            at=event.at,
            recorded_at=one.recorded_at,
            organisation=one.context.organisation,
            roles=one.context.roles,
            data=vars(event),
            id=IDS.of(event) if correctable and not isinstance(event, EventVoided) else None,
            taken_back=event.id in gone,
            replaced=event.id in replaced,
        )


async def _heard(tx: Tx, person: UUID) -> Sequence[Entry]:
    t = resident_facts
    rows = await tx.execute(select(t).where(t.c.permit_holder_id == person))
    return [
        Entry(
            kind=row.kind,
            at=row.occurred_at,
            recorded_at=row.recorded_at,
            organisation=BY_PROFILE,
            roles=(),
            data=row.data,
        )
        for row in rows
        if row.kind in _TOLD
    ]


_TOLD = {event.__name__ for event in profile.EVENTS} - {
    "EventVoided", "AccessGranted", "AccessRevoked",
}  # fmt: skip
