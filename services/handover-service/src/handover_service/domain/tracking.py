"""From the terms of a case to what the clock did to them: said once, and taken back with its cause.

The tracking stream is beside the case's own. What is true today is compared with what was said
and stands: the rest is said now, and what no longer holds is voided. That a term was missed is not
said because of what was recorded or heard today: who types in what happened long ago is not done
yet, and what nobody could know nobody missed.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from continuous_line.codes import VoidReason
from continuous_line.days import day, start_of
from continuous_line.happened import reference_to
from handover_service.domain.case import Case
from handover_service.domain.events_tracking import (
    MilestoneMet,
    MilestoneMissed,
    MilestoneNear,
    MilestoneVoided,
    TrackingEvent,
)
from handover_service.domain.terms import Key, Term

Said = MilestoneNear | MilestoneMet | MilestoneMissed


def standing(events: Iterable[TrackingEvent], case_id: UUID) -> list[Said]:
    """What was said of the case and not taken back."""
    told = list(events)
    gone = {event.voids.id for event in told if isinstance(event, MilestoneVoided)}
    return [
        event
        for event in told
        if not isinstance(event, MilestoneVoided)
        and event.case_id == case_id
        and event.id not in gone
    ]


def track(
    case: Case,
    told: Collection[TrackingEvent],
    found: Sequence[Term],
    now: datetime,
    new_id: Callable[[], UUID],
    before: Iterable[Term] | None = None,
) -> list[TrackingEvent]:
    """What is new: first what is taken back, then what is said, in the order of the terms.

    `before`: the terms today by what was recorded and heard before today, where that was not all.
    """
    said = standing(told, case.id)
    true = {_key(event): event for term in found for event in _true_of(case, term, now, new_id)}
    still = _still_near(found)
    gone: list[TrackingEvent] = [
        MilestoneVoided(id=new_id(), at=now, voids=reference_to(event), reason=VoidReason.OTHER)
        for event in said
        if _key(event) not in true and _key(event) not in still
    ]
    known = {_key(event) for event in said}
    passed = {term.key for term in (found if before is None else before) if term.missed}
    return [
        *gone,
        *(
            event
            for key, event in true.items()
            if key not in known and (not isinstance(event, MilestoneMissed) or _of(event) in passed)
        ),
    ]


def said_on(told: Iterable[tuple[TrackingEvent, date]], case_id: UUID) -> dict[Key, date]:
    """Of each term that is said to be missed: since which day. `told`: with the day of saying."""
    known = list(told)
    days = {event.id: on for event, on in known}
    return {
        _of(event): days[event.id]
        for event in standing((event for event, _ in known), case_id)
        if isinstance(event, MilestoneMissed)
    }


def _of(event: Said) -> Key:
    """The term that it is about."""
    return event.programme, event.version, event.milestone, event.due_on


def _true_of(case: Case, term: Term, now: datetime, new_id: Callable[[], UUID]) -> Iterable[Said]:
    today = day(now)
    if term.due_on is not None and term.near_on is not None and term.near(today):
        yield MilestoneNear(
            id=new_id(), at=_begin(term.near_on, now), case_id=case.id, programme=term.programme,
            version=term.version, milestone=term.milestone, due_on=term.due_on,
        )  # fmt: skip
    if term.due_on is not None and term.missed:
        yield MilestoneMissed(
            id=new_id(), at=_begin(term.due_on + timedelta(1), now), case_id=case.id,
            programme=term.programme, version=term.version, milestone=term.milestone,
            due_on=term.due_on,
        )  # fmt: skip
    if term.met is not None:
        yield MilestoneMet(
            id=new_id(), at=min(term.met.at, now), case_id=case.id, programme=term.programme,
            version=term.version, milestone=term.milestone, due_on=term.due_on,
            in_time=term.in_time,
        )  # fmt: skip


def _still_near(found: Iterable[Term]) -> set[tuple[object, ...]]:
    """That a term was near stays said as long as it has the same last day."""
    return {
        (MilestoneNear, term.programme, term.version, term.milestone, term.due_on)
        for term in found
        if term.due_on is not None
    }


def _key(event: Said) -> tuple[object, ...]:
    """By which two statements are the same; of what was met also when."""
    when = (event.at, event.in_time) if isinstance(event, MilestoneMet) else ()
    return (type(event), event.programme, event.version, event.milestone, event.due_on, *when)


def _begin(on: date, now: datetime) -> datetime:
    return min(start_of(on), now)
