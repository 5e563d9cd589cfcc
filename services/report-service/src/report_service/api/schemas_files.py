"""The form of a JSON file. It is made by files/json_file.py; this describes it."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from continuous_line.fields import Answer, Moment
from report_service.api.schemas import AnyDay, Figure, LeadTime, Period, Sequences
from report_service.domain.cuts import By
from report_service.domain.defined import Language


class FileCell(Answer):
    code: str
    name: str | None
    figures: list[Figure]
    lead_times: list[LeadTime]


class Explained(Answer):
    """A metric or lead time in words."""

    metric: str
    title: str
    numerator: str
    denominator: Annotated[str | None, Field(description="Null for a lead time.")]
    period: Annotated[str, Field(description="When something counts in a period.")]
    source: str


class Licence(Answer):
    name: str
    url: str
    line: Annotated[str, Field(description="To be put under what is made with the figures.")]


class FiguresFile(Answer):
    """The same figures make the same bytes: nothing in it says when it was asked for."""

    title: str
    language: Language
    period: Period
    by: By | None
    code: str | None
    as_of_at: Annotated[
        Moment | None, Field(description="The moment asked for; null: as known on `knownOn`.")
    ]
    known_on: AnyDay
    map_on: AnyDay
    generation: int | None
    edition: UUID | None
    rules_version: str
    definitions_digest: str
    read_up_to: list[Sequences]
    held_back: int
    minimum: int
    suppression: Annotated[str, Field(description="What is not shown, in words.")]
    denominators: str
    licence: Licence
    definitions: list[Explained]
    figures: Annotated[list[Figure], Field(description="Of the whole country.")]
    lead_times: Annotated[list[LeadTime], Field(description="Of the whole country.")]
    cells: list[FileCell]
