"""What the API takes and gives about offers, programmes and demands."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path
from pydantic import Field, StrictBool

from continuous_line.codes_directory import DutchLevel, OfferEnd, OfferType, Sector, Weekday
from continuous_line.fields import Answer, Body, Code, Day, Id, Label, StrictInt
from directory_service.api.schemas import OccurredAt, each_once, whole
from directory_service.domain.demand import Wish
from directory_service.domain.events_offers import Terms
from directory_service.domain.wording import Wording

OfferId = Annotated[Id, Path(alias="offerId")]
DemandId = Annotated[Id, Path(alias="demandId")]
ProgrammeCode = Annotated[Code, Path(alias="programme")]
DaysPerWeek = Annotated[StrictInt, Field(ge=1, le=7), whole]
Prose = Annotated[str, Field(max_length=4000, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$")]
Places = Annotated[
    list[Code], Field(min_length=1, max_length=400, description="Codes of azc's, municipalities.")
]


class DescribedOffer(Body):
    kind: OfferType
    owner: Code = Field(description="Code of the organisation that offers it.")
    owner_name: Label | None = Field(None, description="Of the organisation, never of a person.")
    title: Label
    body: Prose = Field("", description="Holds no mail address or telephone number.")
    places: Places
    starts_on: Day
    ends_on: Day | None = None
    apply_until_on: Day | None = None
    programme: Code | None = None
    sector: Sector | None = None
    weekdays: Annotated[list[Weekday], Field(max_length=7, default_factory=list)]
    recurring: StrictBool = False
    days_per_week: DaysPerWeek | None = None
    capacity: Annotated[StrictInt, Field(ge=1, le=100_000), whole] | None = None
    open_without_permit: StrictBool
    dutch_level: DutchLevel | None = Field(None, description="How much Dutch it asks for.")
    contact_id: Id | None = None
    occurred_at: OccurredAt = None

    def terms(self) -> Terms:
        return Terms(
            kind=self.kind,
            owner=self.owner,
            places=each_once(self.places),
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            apply_until_on=self.apply_until_on,
            programme=self.programme,
            sector=self.sector,
            weekdays=tuple(day for day in Weekday if day in self.weekdays),
            recurring=self.recurring,
            days_per_week=self.days_per_week,
            capacity=self.capacity,
            open_without_permit=self.open_without_permit,
            dutch_level=self.dutch_level,
            contact_id=self.contact_id,
        )

    def wording(self) -> Wording:
        return Wording(self.title, self.body, self.owner_name)


class NewOffer(DescribedOffer):
    offer_id: Id | None = Field(None, description="Made here where none is given.")


class Withdrawal(Body):
    reason: OfferEnd
    occurred_at: OccurredAt = None


class Offer(Answer):
    offer_id: UUID
    kind: OfferType
    owner: str
    owner_name: str | None = None
    title: str
    body: str
    places: list[str]
    starts_on: date
    ends_on: date | None = None
    apply_until_on: date | None = None
    programme: str | None = None
    sector: Sector | None = None
    weekdays: list[Weekday]
    recurring: bool
    days_per_week: int | None = None
    capacity: int | None = None
    open_without_permit: bool
    dutch_level: DutchLevel | None = None
    contact_id: UUID | None = None
    published_at: datetime
    withdrawn_at: datetime | None = None
    reason: OfferEnd | None = Field(None, description="Why it was withdrawn.")


class Ask(Answer):
    """Whom to ask; without `contactId` nobody is registered, and that is what to mend."""

    kind: str = Field(description="Kind of contact.")
    contact_id: UUID | None = None
    region: str | None = Field(None, description="Code of the labour-market region.")
    region_name: str | None = None


class OfferSearch(Answer):
    items: list[Offer]
    next: str | None = Field(None, description="Cursor of the next page; null on the last.")
    ask: list[Ask] = Field(
        description="Where nothing fits: the participation case manager, else the next best."
    )


class ProgrammePlaces(Body):
    """The only places where the programme runs."""

    places: Annotated[list[Code], Field(max_length=400)]
    occurred_at: OccurredAt = None


class Programme(Answer):
    programme: str
    places: list[str] = Field(description="It is offered here and nowhere else.")


class NewDemand(Body):
    """What is asked for, about nobody: a request for a person is profile-service's."""

    demand_id: Id | None = Field(None, description="Made here where none is given.")
    kind: OfferType
    places: Places
    sector: Sector | None = None
    days_per_week: DaysPerWeek | None = None
    occurred_at: OccurredAt = None

    def wish(self) -> Wish:
        return Wish(self.kind, each_once(self.places), self.sector, self.days_per_week)


class DemandAnswer(Body):
    offers: Annotated[list[Id], Field(max_length=50, description="Empty: nothing fits.")]
    occurred_at: OccurredAt = None


class Demand(Answer):
    demand_id: UUID
    kind: OfferType
    places: list[str]
    sector: Sector | None = None
    days_per_week: int | None = None
    recorded_at: datetime
    answered_at: datetime | None = None
    answer: str | None = Field(None, description="`offers`, `none`, or null: not answered.")
    offers: list[UUID]


def offer_of(row: Any) -> Offer:
    """From a row of `offers` with its words."""
    return Offer(**{name: getattr(row, name) for name in Offer.model_fields})


def demand_of(row: Any) -> Demand:
    answered = row.offers is not None
    return Demand(
        demand_id=row.demand_id,
        kind=row.kind,
        places=row.places,
        sector=row.sector,
        days_per_week=row.days_per_week,
        recorded_at=row.recorded_at,
        answered_at=row.answered_at,
        answer=("offers" if row.offers else "none") if answered else None,
        offers=row.offers or [],
    )
