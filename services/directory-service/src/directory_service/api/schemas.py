"""What the API takes and gives."""

from datetime import date
from typing import Annotated, Any

from fastapi import Path
from pydantic import BeforeValidator, Field

from continuous_line.codes import Role, VoidReason
from continuous_line.fields import (
    Answer,
    Body,
    Code,
    Day,
    Id,
    Label,
    Moment,
    StrictFloat,
    StrictInt,
)
from directory_service.application.recording import TakingBack
from directory_service.domain import municipality, reception_centre
from directory_service.domain.staff import Post


def _whole(value: Any) -> Any:
    """`77.0` is an integer to JSON Schema."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


whole = BeforeValidator(_whole)


MunicipalityCode = Annotated[str, Field(pattern=r"^GM[0-9]{4}$", description="Code of CBS.")]
StaffId = Annotated[Code, Path(alias="staffId", description="The subject of the person's token.")]
EventId = Annotated[Id, Path(alias="eventId", description="Id of the public event.")]
Latitude = Annotated[StrictFloat, Field(ge=-90, le=90)]
Longitude = Annotated[StrictFloat, Field(ge=-180, le=180)]
Percent = Annotated[StrictInt, Field(ge=0, le=100), whole]
ValidFrom = Annotated[
    Day | None, Field(description="First day on which it holds; null: from ever.")
]
OccurredAt = Annotated[
    Moment | None, Field(description="When it happened; never ahead of now, which is the default.")
]


class DescribedMunicipality(Body):
    name: Label
    province: Label
    region: Code
    region_name: Label
    latitude: Latitude
    longitude: Longitude
    valid_from: ValidFrom = None
    occurred_at: OccurredAt = None

    def described(self) -> municipality.Description:
        return municipality.Description(
            self.name,
            self.province,
            self.region,
            self.region_name,
            self.latitude,
            self.longitude,
        )


class NewMunicipality(DescribedMunicipality):
    code: MunicipalityCode


class Merger(Body):
    successor: MunicipalityCode
    valid_from: Day
    occurred_at: OccurredAt = None


class Municipality(Answer):
    """`successor`, `mergedOn`: the municipality under which it counts from that day."""

    code: str
    name: str
    province: str
    region: str = Field(description="Code of the labour-market region.")
    region_name: str
    latitude: float
    longitude: float
    successor: str | None = None
    merged_on: date | None = None


class DescribedReceptionCentre(Body):
    name: Label
    unit: Code
    place: Label
    latitude: Latitude
    longitude: Longitude
    activity_target: Percent | None = None
    valid_from: ValidFrom = None
    occurred_at: OccurredAt = None

    def described(self) -> reception_centre.Description:
        return reception_centre.Description(
            self.name,
            self.unit,
            self.place,
            self.latitude,
            self.longitude,
            self.activity_target,
        )


class NewReceptionCentre(DescribedReceptionCentre):
    azc: Code


class Closing(Body):
    valid_from: Day = Field(description="First day on which it is closed.")
    occurred_at: OccurredAt = None


class ReceptionCentre(Answer):
    azc: str
    name: str
    unit: str = Field(description="COA's management area.")
    place: str
    latitude: float
    longitude: float
    activity_target: int | None = Field(None, description="Percent of the residents, if set.")
    closed_on: date | None = None


class Distance(Answer):
    municipality: str
    name: str
    distance_km: float = Field(description="Great circle between centre points.")


class Region(Answer):
    code: str
    name: str
    municipalities: int = Field(description="How many belong to it on that day.")


class DescribedPost(Body):
    organisation: Code
    roles: Annotated[list[Role], Field(min_length=1, max_length=14)]
    places: Annotated[list[Code], Field(max_length=400)]
    valid_from: Day
    occurred_at: OccurredAt = None

    def post(self) -> Post:
        return Post(self.organisation, tuple(sorted(set(self.roles))), each_once(self.places))


class NewStaff(DescribedPost):
    staff_id: Code = Field(description="The subject of the person's token; no name.")


class Departure(Body):
    left_on: Day = Field(description="First day on which the person no longer works there.")
    occurred_at: OccurredAt = None


class Staff(Answer):
    staff_id: str
    organisation: str
    roles: list[str]
    places: list[str]
    valid_from: date
    valid_to: date | None = Field(None, description="The day after the last, if there is one.")


class Voiding(Body):
    reason: VoidReason
    occurred_at: OccurredAt = None

    def taking_back(self) -> TakingBack:
        return TakingBack(self.reason, self.occurred_at)


def each_once(codes: list[str]) -> tuple[str, ...]:
    """In order, so that the same list is the same list."""
    return tuple(sorted(set(codes)))
