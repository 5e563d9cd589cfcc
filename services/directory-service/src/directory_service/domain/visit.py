"""A visit of municipalities to an azc, or a meet and greet there (002:1045-1049, 004:97, 004:135).

Whoever has people waiting there is invited.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes_directory import VisitKind
from continuous_line.happened import EventVoided
from directory_service.domain.corrections import valid
from directory_service.domain.errors import (
    AlreadyRegistered,
    DaysOutOfOrder,
    NotYours,
    UnknownVisit,
    VisitGone,
)
from directory_service.domain.events_meetings import VisitCancelled, VisitEvent, VisitScheduled
from directory_service.domain.own import covers


@dataclass(frozen=True, slots=True)
class Appointment:
    kind: VisitKind
    azc: str
    organiser: str
    starts_at: datetime
    ends_at: datetime | None = None
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    visit_id: UUID | None = None
    appointment: Appointment | None = None
    invited: tuple[str, ...] = ()
    scheduled_at: datetime | None = None
    cancelled_at: datetime | None = None


def evolve(state: Visit, event: VisitEvent) -> Visit:
    match event:
        case VisitScheduled():
            appointment = Appointment(
                event.kind,
                event.azc,
                event.organiser,
                event.starts_at,
                event.ends_at,
                event.capacity,
            )
            return Visit(event.visit_id, appointment, event.invited, event.at)
        case VisitCancelled():
            return replace(state, cancelled_at=event.at)
        case EventVoided():
            return state
        case _:
            assert_never(event)


def state_of(events: Iterable[VisitEvent]) -> Visit:
    state = Visit()
    for event in valid(events):
        state = evolve(state, event)
    return state


def schedule(
    state: Visit, visit_id: UUID, appointment: Appointment, invited: tuple[str, ...], act: Act
) -> list[VisitEvent]:
    """`invited`: the municipalities with open links there. Raises AlreadyRegistered, VisitGone."""
    if state.visit_id is not None:
        raise AlreadyRegistered("a visit with this id is scheduled")
    if appointment.starts_at < act.now:
        raise VisitGone("a visit is scheduled before it begins")
    if appointment.ends_at is not None and appointment.ends_at <= appointment.starts_at:
        raise DaysOutOfOrder("endsAt does not lie after startsAt", field="endsAt")
    return [
        VisitScheduled(
            id=act.id,
            at=act.at,
            visit_id=visit_id,
            kind=appointment.kind,
            azc=appointment.azc,
            organiser=appointment.organiser,
            starts_at=appointment.starts_at,
            ends_at=appointment.ends_at,
            capacity=appointment.capacity,
            invited=invited,
        )
    ]


def cancel(state: Visit, organisation: str, own: frozenset[str], act: Act) -> list[VisitEvent]:
    """By the organiser or the azc. Raises UnknownVisit, NotYours, VisitGone."""
    if state.visit_id is None or state.appointment is None:
        raise UnknownVisit("no visit with this id is scheduled")
    appointment = state.appointment
    if appointment.organiser != organisation and not covers(own, [appointment.azc]):
        raise NotYours("a visit is cancelled by its organiser or the azc")
    if state.cancelled_at is not None or appointment.starts_at < act.now:
        raise VisitGone("this visit was cancelled or has been")
    return [VisitCancelled(id=act.id, at=act.at, visit_id=state.visit_id, azc=appointment.azc)]
