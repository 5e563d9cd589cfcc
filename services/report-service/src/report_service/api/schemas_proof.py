"""What the API takes and gives of editions, changes, cases and statements."""

from typing import Annotated
from uuid import UUID

from fastapi import Path
from pydantic import Field

from continuous_line.fields import Answer, Body, Id, Moment
from report_service import editions
from report_service.api.schemas import AnyDay, Figure, Sequences
from report_service.domain.cuts import By
from report_service.editions import State

EditionId = Annotated[Id, Path(alias="editionId")]


class EditionRequest(Body):
    as_of_at: Annotated[Moment, Field(description="A moment that has been.")]


class Edition(Answer):
    """What was known at a moment, by one version of the definitions; once kept it never changes."""

    id: UUID
    as_of_at: Moment
    rules_version: str
    state: State
    reason: Annotated[str | None, Field(description="Why it failed.")]
    requested_at: Moment
    started_at: Moment | None
    made_at: Moment | None
    percent: Annotated[int, Field(ge=0, le=100)]
    events_total: int
    events_done: int
    events_per_second: float
    seconds_left: Annotated[int | None, Field(description="At this rate; null: not known.")]
    read_up_to: Annotated[
        list[Sequences], Field(description="Everything recorded by then; complete once kept.")
    ]

    @classmethod
    def of(cls, edition: editions.Edition) -> "Edition":
        return cls(
            id=edition.id,
            as_of_at=edition.as_of,
            rules_version=edition.rules,
            state=edition.state,
            reason=edition.reason,
            requested_at=edition.requested_at,
            started_at=edition.started_at,
            made_at=edition.made_at,
            percent=edition.percent,
            events_total=edition.total,
            events_done=edition.done,
            events_per_second=round(edition.rate, 1),
            seconds_left=edition.seconds_left(),
            read_up_to=Sequences.of(edition.vector),
        )


class ChangeOfKind(Answer):
    """What the events of one kind changed together; null where they are few."""

    kind: str
    events: int | None
    numerator: int | None
    denominator: int | None
    suppressed: bool


class Change(Answer):
    """One event, and what it changed when it was recorded: +1, -1, or days."""

    event: Annotated[UUID, Field(description="Id of the public event.")]
    kind: str
    occurred_on: AnyDay
    recorded_at: Moment
    numerator: int
    denominator: int
    permit_holder_id: UUID
    case_id: UUID | None
    case_page: str | None


class Changes(Answer):
    """A figure as known at two moments, and what was recorded in between that changed it."""

    metric: str
    part: str | None
    by: By | None
    code: str | None
    as_of_at: Moment
    until_at: Moment
    then: Figure
    until: Figure
    by_kind: list[ChangeOfKind]
    rest_numerator: Annotated[
        int | None,
        Field(description="Changed by no event about persons: days passed, or the map is another."),
    ]
    rest_denominator: int | None
    items: Annotated[
        list[Change], Field(description="For those who see the persons: the events about these.")
    ]
    next: Annotated[str | None, Field(description="Cursor of the next page; null on the last.")]


class FigureCase(Answer):
    """Somebody who counts in a figure; `on` is the last day by which."""

    permit_holder_id: UUID
    counted_on: AnyDay
    numerator: bool
    case_id: Annotated[UUID | None, Field(description="Null where there was no link by then.")]
    case_page: Annotated[str | None, Field(description="Where people open the case.")]


class CaseEvent(Answer):
    """An event that the metric looks at; `numerator` and `denominator`: what it changed when it
    was recorded. Not `valid`: a later event takes it back."""

    event: UUID
    kind: str
    occurred_on: AnyDay
    recorded_at: Moment
    valid: bool
    numerator: int
    denominator: int


class CaseBehind(FigureCase):
    events: Annotated[list[CaseEvent], Field(description="In the order of recording.")]
