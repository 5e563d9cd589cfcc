"""What the API takes and gives of contacts."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import Path
from pydantic import Field

from continuous_line.codes import ContactDoubt, ContactKind
from continuous_line.fields import Answer, Body, Code, Day, Id, StrictBool
from directory_service.api.schemas import OccurredAt, each_once
from directory_service.domain.contact import Coverage, Period

ContactId = Annotated[Id, Path(alias="contactId")]
Places = Annotated[
    list[Code],
    Field(
        min_length=1,
        max_length=400,
        description="Codes of municipalities (`GM`), labour-market regions (`AM`), provinces "
        "(`PV`), azc's or units; `NL`: the whole country.",
    ),
]
ValidTo = Annotated[Day | None, Field(description="The day after the last.")]


class DescribedContact(Body):
    kind: ContactKind
    organisation: Code | None = Field(None, description="Where it works; else that of the token.")
    places: Places
    topics: Annotated[list[Code], Field(max_length=50, default_factory=list)]
    deputies: Annotated[
        list[Id],
        Field(max_length=10, default_factory=list, description="In the order of asking them."),
    ]
    valid_from: Day | None = Field(None, description="Today where none is given.")
    valid_to: ValidTo = None
    occurred_at: OccurredAt = None

    def coverage(self, organisation: str) -> Coverage:
        """`organisation`: of the token."""
        return Coverage(
            self.kind,
            self.organisation or organisation,
            each_once(self.places),
            each_once(self.topics),
            tuple(dict.fromkeys(self.deputies)),
        )

    def period(self, today: date) -> Period:
        return Period(self.valid_from or today, self.valid_to)


class NewContact(DescribedContact):
    contact_id: Id | None = Field(None, description="Made here where none is given.")


class Verification(Body):
    occurred_at: OccurredAt = None


class Report(Body):
    """Somebody says that it is not right; no text, so nothing about anybody."""

    doubt: ContactDoubt


class NewAbsence(Body):
    absent_from: Day
    absent_to: Day | None = Field(None, description="The day after the last; null: until told.")
    deputy: Id | None = Field(None, description="Another contact; else its deputies.")
    occurred_at: OccurredAt = None

    def period(self) -> Period:
        return Period(self.absent_from, self.absent_to)


class Replacement(Body):
    successor: Id
    valid_from: Day | None = Field(None, description="First day of the successor; else today.")
    occurred_at: OccurredAt = None


class NewRetirement(Body):
    valid_from: Day | None = Field(None, description="First day without it; else today.")
    stand_in: Id | None = Field(None, description="Another contact that answers in its place.")
    gap_accepted: StrictBool = Field(
        False, description="Nobody stands in: the places are on the list of gaps from then on."
    )
    occurred_at: OccurredAt = None


class Absence(Answer):
    absent_from: date
    absent_to: date | None = None
    deputy: UUID | None = None


class Contact(Answer):
    contact_id: UUID
    kind: str
    organisation: str
    places: list[str]
    topics: list[str]
    deputies: list[UUID]
    absences: list[Absence]
    valid_from: date
    valid_to: date | None = None
    registered_at: datetime
    verified_at: datetime | None = None
    verified_by: str | None = Field(None, description="Organisation of who verified it.")
    verified_roles: list[str]
    doubts: list[str] = Field(description="What was reported since it was last put right.")
    doubted_at: datetime | None = None
    successor: UUID | None = Field(None, description="Who answers in its place.")
    ended_on: date | None = Field(None, description="First day without it.")
