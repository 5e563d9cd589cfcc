"""What the API takes and gives of editions, changes, cases and statements."""

from typing import Annotated
from uuid import UUID

from fastapi import Path
from pydantic import Field

from continuous_line.fields import Answer, Body, Id, Moment
from report_service import editions
from report_service.api.schemas import Sequences
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
