"""What the API takes and gives."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Path
from pydantic import Field, WithJsonSchema

from continuous_line.event_log.port import PARTITIONS
from continuous_line.fields import AS_INTEGER, Answer, Id, Moment
from report_service.domain import metrics
from report_service.domain.cuts import By
from report_service.domain.targets import Against
from report_service.domain.wording import Described
from report_service.rebuild_records import State

PeriodCode = Annotated[
    str,
    Field(
        pattern=r"^[1-9][0-9]{3}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$",
        examples=["2019-H1"],
        description="A year (2019), half year (2019-H1), quarter (2019-Q1) or month (2019-01).",
    ),
]
RebuildId = Annotated[Id, Path(alias="rebuildId")]
GenerationNumber = Annotated[int, Path(ge=1, le=999_999), AS_INTEGER]
AnyDay = Annotated[date, WithJsonSchema({"type": "string", "format": "date"})]


class Figure(Answer):
    """Numerator and denominator are null where the cell is not shown (`suppressed`)."""

    metric: str
    part: Annotated[
        str | None,
        Field(description="A coded value into which the metric is split; null: all of them."),
    ] = None
    numerator: int | None
    denominator: int | None
    percent: Annotated[
        float | None, Field(description="To one decimal; null where nobody is in it.")
    ]
    suppressed: bool

    @classmethod
    def of(cls, figure: metrics.Figure) -> "Figure":
        return cls(
            metric=figure.metric,
            part=figure.part,
            numerator=figure.numerator,
            denominator=figure.denominator,
            percent=None if figure.percent is None else float(figure.percent),
            suppressed=figure.suppressed,
        )


class LeadTime(Answer):
    """Days by nearest rank; all null where the cell is not shown (`suppressed`)."""

    lead_time: str
    number: int | None
    median: int | None
    p90: int | None
    suppressed: bool

    @classmethod
    def of(cls, days: metrics.Days) -> "LeadTime":
        return cls(
            lead_time=days.lead_time,
            number=days.number,
            median=days.median,
            p90=days.p90,
            suppressed=days.suppressed,
        )


class OwnTarget(Answer):
    """What an azc aims at for `activity`; `against` is null where that figure is not shown."""

    percent: int
    against: Against | None


class Cell(Answer):
    """The figures of one cell; `code` may be `not-yet-linked` or `unknown`."""

    code: str
    name: str | None
    own_target: Annotated[
        OwnTarget | None, Field(description="Of an azc that has set itself a target.")
    ] = None
    figures: list[Figure]
    lead_times: list[LeadTime]


class Definition(Answer):
    """`text` says numerator and denominator; `source`: file and line, or that it is our choice."""

    metric: str
    title: str
    text: str
    source: str

    @classmethod
    def of(cls, described: Described) -> "Definition":
        return cls(
            metric=described.code,
            title=described.title,
            text=described.text,
            source=described.source,
        )


class Period(Answer):
    code: str
    first_on: AnyDay
    last_on: AnyDay


class Sequences(Answer):
    """How far one topic had been read: the last sequence at each partition number, 0 to 11."""

    topic: str
    last: list[int]

    @classmethod
    def of(cls, vector: Mapping[str, Mapping[int, int]]) -> "list[Sequences]":
        return [
            cls(topic=topic, last=[last.get(number, 0) for number in range(PARTITIONS)])
            for topic, last in sorted(vector.items())
        ]


class Figures(Answer):
    period: Period
    as_of_at: Annotated[Moment, Field(description="Counts what had been recorded by this moment.")]
    map_on: Annotated[AnyDay, Field(description="Places and mergers as on this day.")]
    generation: Annotated[
        int | None, Field(description="The generation counted in; null: an edition is.")
    ]
    edition: Annotated[UUID | None, Field(description="The edition counted in.")]
    rules_version: str
    read_up_to: list[Sequences]
    held_back: Annotated[
        int, Field(description="Persons about whom something could not be read yet.")
    ]
    caught_up_at: Annotated[
        Moment | None,
        Field(description="Everything published by then is counted; null: not known."),
    ]
    minimum: Annotated[
        int, Field(description="Cells with fewer persons in the denominator are not shown.")
    ]
    figures: Annotated[list[Figure], Field(description="Of the whole country.")]
    lead_times: Annotated[list[LeadTime], Field(description="Of the whole country.")]
    by: By | None
    cells: list[Cell]
    definitions: list[Definition]


class Rebuild(Answer):
    """`ready`: built, but not switched to by itself; `reason` says why."""

    id: UUID
    state: State
    reason: str | None
    generation: int | None
    requested_at: Moment
    requested_by: str
    started_at: Moment | None
    ended_at: Moment | None
    events_total: int
    events_done: int
    events_per_second: float
    expected_end_at: Moment | None
    digest: str | None
    served_digest: str | None


class Generation(Answer):
    """`serves`: figures are read from it and it is kept up to date."""

    generation: int
    rules_version: str
    made_at: Moment
    serves: bool
