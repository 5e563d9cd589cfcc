"""The quality of the data behind the figures."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from continuous_line.fields import Answer, Moment
from continuous_line.writing import Reading, reading
from report_service import admission
from report_service.api import schemas
from report_service.api.asking import PeriodAsked
from report_service.api.dependencies import Given
from report_service.domain import quality as domain
from report_service.domain.contradictions import Contradiction
from report_service.domain.period import parse
from report_service.quality import quality

router = APIRouter(tags=["figures"])


class Lateness(Answer):
    """Of the valid facts of one kind that happened in the period; all null where they are too few
    to be shown (`suppressed`)."""

    kind: str
    number: int | None
    late: Annotated[int | None, Field(description="Recorded more than a day after it happened.")]
    late_percent: Annotated[float | None, Field(description="To one decimal.")]
    median: Annotated[int | None, Field(description="Days, by nearest rank.")]
    p90: Annotated[int | None, Field(description="Days, by nearest rank.")]
    suppressed: bool

    @classmethod
    def of(cls, found: domain.Lateness) -> "Lateness":
        percent = None
        if found.late is not None and found.number:
            share = Decimal(100 * found.late) / found.number
            percent = float(share.quantize(Decimal("0.1"), ROUND_HALF_UP))
        return cls(
            kind=found.kind,
            number=found.number,
            late=found.late,
            late_percent=percent,
            median=found.median,
            p90=found.p90,
            suppressed=found.number is None,
        )


class Contradictory(Answer):
    """Facts that do not fit with others of the same person, by their day in the period; null where
    they are too few to be shown (`suppressed`)."""

    kind: Contradiction
    number: int | None
    suppressed: bool


class DataQuality(Answer):
    period: schemas.Period
    minimum: Annotated[int, Field(description="Smaller numbers are not shown.")]
    lateness: list[Lateness]
    sampled: Annotated[
        float, Field(ge=0, le=1, description="The part of all persons that lateness is of.")
    ]
    contradictions: list[Contradictory]
    parked_events: Annotated[
        int, Field(description="Could not be read, or wait for one that could not.")
    ]
    held_back: Annotated[int, Field(description="Persons or places these events are about.")]
    events_behind: Annotated[
        int | None, Field(description="Events of the log still to be read; null: not known.")
    ]
    caught_up_at: Annotated[
        Moment | None,
        Field(description="Everything published by then is counted; null: not known."),
    ]


@router.get("/data-quality")
async def read_data_quality(
    resources: Given,
    view: Annotated[Reading, reading(*admission.READERS)],
    period: PeriodAsked,
) -> DataQuality:
    """How late what happened in the period was recorded, what of it contradicts itself, what is
    parked, and how far the projection is behind the log."""
    minimum = resources.own.minimum_cell
    found = await quality(view.tx, parse(period), minimum=minimum)
    return DataQuality(
        period=schemas.Period(
            code=found.period.code, first_on=found.period.first_on, last_on=found.period.last_on
        ),
        minimum=minimum,
        lateness=[Lateness.of(one) for one in found.lateness],
        sampled=round(found.sampled, 4),
        contradictions=[
            Contradictory(kind=one.kind, number=one.number, suppressed=one.number is None)
            for one in found.contradictions
        ],
        parked_events=found.parked,
        held_back=found.held_back,
        events_behind=found.behind,
        caught_up_at=found.caught_up_at,
    )
