"""The form of a statement. It is made by domain/statement.py; this describes it."""

from typing import Annotated, Literal

from pydantic import Field

from continuous_line.fields import Answer, Moment
from report_service.api.schemas import AnyDay, Period, Sequences
from report_service.domain.cuts import By
from report_service.domain.statement import FORM

_DIGEST = r"^sha256:[0-9a-f]{64}$"


class StatedFigure(Answer):
    part: str | None
    numerator: int | None
    denominator: int | None
    suppressed: bool


class StatedLeadTime(Answer):
    number: int | None
    median: int | None
    p90: int | None
    suppressed: bool


class Statement(Answer):
    """`digest`: SHA-256 over all other members in canonical JSON (RFC 8785)."""

    form: Annotated[str, Field(pattern=f"^{FORM}$")]
    metric: str
    period: Period
    by: By | None
    code: str | None
    figures: Annotated[list[StatedFigure], Field(description="None for a lead time.")]
    lead_time: StatedLeadTime | None
    as_of_at: Moment
    map: Annotated[
        Literal["period", "day"],
        Field(description="Places and mergers of the period's last day, or of another day."),
    ]
    map_on: AnyDay
    read_up_to: list[Sequences]
    held_back: int
    definitions_digest: Annotated[str, Field(description="SHA-256 of the definitions' text.")]
    code_version: Annotated[int, Field(description="Version of the rules in code.")]
    minimum: int
    digest: Annotated[str, Field(pattern=_DIGEST)]
