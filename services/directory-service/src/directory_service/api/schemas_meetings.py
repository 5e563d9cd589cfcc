"""What the API takes and gives about LIPO's, visits, regions' profiles and practices."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path
from pydantic import Field, StrictBool

from continuous_line.codes_directory import PracticeKind, Sector, VisitKind
from continuous_line.fields import Answer, Body, Code, Day, Id, Label, Moment, StrictInt
from directory_service.api.schemas import OccurredAt, each_once, whole
from directory_service.api.schemas_offers import Prose
from directory_service.domain.lipo import Held
from directory_service.domain.visit import Appointment
from directory_service.domain.wording import Wording

LipoId = Annotated[Id, Path(alias="lipoId")]
VisitId = Annotated[Id, Path(alias="visitId")]
PracticeId = Annotated[Id, Path(alias="practiceId")]
RegionCode = Annotated[Code, Path(alias="region", description="Of a labour-market region.")]


class NewLipo(Body):
    azc: Code
    held_on: Day
    on_case_level: StrictBool = Field(description="Whether persons were gone through one by one.")
    organisations: Annotated[
        list[Code], Field(min_length=1, max_length=50, description="Who took part.")
    ]
    occurred_at: OccurredAt = None

    def held(self) -> Held:
        return Held(self.azc, self.held_on, self.on_case_level, each_once(self.organisations))


class Lipo(Answer):
    lipo_id: UUID
    azc: str
    held_on: date
    on_case_level: bool
    organisations: list[str]


class LipoGap(Answer):
    azc: str
    name: str
    unit: str
    last_held_on: date | None = Field(None, description="Null: never.")
    days: int | None = Field(None, description="Since the last one.")


class NewVisit(Body):
    visit_id: Id | None = Field(None, description="Made here where none is given.")
    kind: VisitKind
    azc: Code
    starts_at: Moment
    ends_at: Moment | None = None
    capacity: Annotated[StrictInt, Field(ge=1, le=1000), whole] | None = None
    occurred_at: OccurredAt = None

    def appointment(self, organiser: str) -> Appointment:
        return Appointment(
            self.kind, self.azc, organiser, self.starts_at, self.ends_at, self.capacity
        )


class Cancellation(Body):
    occurred_at: OccurredAt = None


class Visit(Answer):
    visit_id: UUID
    kind: VisitKind
    azc: str
    organiser: str
    starts_at: datetime
    ends_at: datetime | None = None
    capacity: int | None = None
    invited: list[str] = Field(description="Municipalities, when it was scheduled.")
    scheduled_at: datetime
    cancelled_at: datetime | None = None


class Invitation(Answer):
    municipality: str
    name: str
    open_links: int = Field(description="How many wait there for this municipality.")
    since_scheduled: bool = Field(description="False: it has had links there only since.")


class NewRegionProfile(Body):
    sectors: Annotated[list[Sector], Field(min_length=1, max_length=17)]
    valid_from: Day | None = Field(None, description="Today where none is given.")
    occurred_at: OccurredAt = None

    def in_order(self) -> tuple[Sector, ...]:
        """The most wanted first, each once."""
        return tuple(dict.fromkeys(self.sectors))


class RegionProfile(Answer):
    region: str
    sectors: list[Sector] = Field(description="The most wanted first.")
    valid_from: date
    published_at: datetime


class NewPractice(Body):
    practice_id: Id | None = Field(None, description="Made here where none is given.")
    kind: PracticeKind
    title: Label
    body: Prose = Field(description="Holds no mail address or telephone number.")
    topics: Annotated[list[Code], Field(max_length=50, default_factory=list)]
    places: Annotated[list[Code], Field(max_length=400, default_factory=list)]
    occurred_at: OccurredAt = None

    def wording(self) -> Wording:
        return Wording(self.title, self.body)


class Practice(Answer):
    practice_id: UUID
    kind: PracticeKind
    title: str
    body: str
    topics: list[str]
    places: list[str]
    shared_at: datetime


def visit_of(row: Any) -> Visit:
    return Visit(**{name: getattr(row, name) for name in Visit.model_fields})


def practice_of(row: Any) -> Practice:
    return Practice(**{name: getattr(row, name) for name in Practice.model_fields})
