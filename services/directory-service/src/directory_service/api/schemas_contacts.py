"""What the API takes and gives of contacts."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path
from pydantic import Field

from continuous_line.codes_directory import ContactDoubt, ContactKind
from continuous_line.fields import Answer, Body, Code, Day, Id, StrictBool
from directory_service.api.schemas import OccurredAt, each_once
from directory_service.config import Policy
from directory_service.domain.contact import Coverage, Period
from directory_service.domain.errors import NotReachable
from directory_service.domain.listed import Verification
from directory_service.queries_contacts import verification
from directory_service.reach import Details, as_people_write, mail, phone

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
Line = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
PhoneText = Annotated[
    str,
    Field(
        min_length=2,
        max_length=30,
        pattern=r"^[+]?[0-9() ./-]+$",
        description="As people in the Netherlands write it, or with a country code.",
    ),
]
MailText = Annotated[
    str, Field(min_length=3, max_length=254, pattern=r"^[^@ \x00-\x1f\x7f]+@[^@ \x00-\x1f\x7f]+$")
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


class DescribedDetails(Body):
    """All of it as it is now; what is left out is known no more."""

    name: Line | None = None
    phones: Annotated[list[PhoneText], Field(max_length=5, default_factory=list)]
    mail: MailText | None = None
    hours: Line | None = Field(None, description="When it can be reached, in words.")

    def told(self) -> Details:
        """Raises NotReachable, naming every field that is wrong and no value."""
        faults: list[str] = []
        phones = [_read(phone, one, f"phones[{n}]", faults) for n, one in enumerate(self.phones)]
        address = _read(mail, self.mail, "mail", faults)
        if faults:
            raise NotReachable("a number or address does not exist", faults=faults)
        numbers = tuple(dict.fromkeys(number for number in phones if number))
        return Details(self.name, numbers, address, self.hours)


def _read(
    reader: Callable[[str], str], text: str | None, field: str, faults: list[str]
) -> str | None:
    if text is None:
        return None
    try:
        return reader(text)
    except ValueError:
        faults.append(field)
        return None


class NewContact(DescribedContact):
    details: DescribedDetails | None = None
    contact_id: Id | None = Field(None, description="Made here where none is given.")


class NewVerification(Body):
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


class Phone(Answer):
    number: str = Field(description="In E.164, to dial.")
    shown: str = Field(description="As people here write it.")


class ContactDetails(Answer):
    """How to reach it; every look at it is in the processing log."""

    name: str | None = None
    phones: list[Phone]
    mail: str | None = None
    hours: str | None = None

    @classmethod
    def of(cls, details: Details) -> "ContactDetails":
        phones = [Phone(number=one, shown=as_people_write(one)) for one in details.phones]
        return cls(name=details.name, phones=phones, mail=details.mail, hours=details.hours)


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
    verification: Verification = Field(description="By the term of this installation.")
    verified_at: datetime | None = None
    verified_by: str | None = Field(None, description="Organisation of who verified it.")
    verified_roles: list[str]
    doubts: list[str] = Field(description="What was reported since it was last put right.")
    doubted_at: datetime | None = None
    successor: UUID | None = Field(None, description="Who answers in its place.")
    ended_on: date | None = Field(None, description="First day without it.")
    details: ContactDetails | None = Field(None, description="Null: never recorded, or erased.")
    erased: bool = Field(description="The key to its details was destroyed.")
    open_cases: int | None = Field(None, description="Of the places it covers; in lists.")

    @classmethod
    def of(cls, row: Any, details: Details | None, policy: Policy, today: date) -> "Contact":
        """From a row of contacts."""
        known = row._asdict()
        absences = [
            Absence(absent_from=one["from"], absent_to=one["to"], deputy=one["deputy"])
            for one in known.pop("absences")
        ]
        for inner in ("details", "holds"):
            del known[inner]
        return cls(
            **known,
            absences=absences,
            verification=verification(row, policy, today),
            details=None if details is None else ContactDetails.of(details),
        )
