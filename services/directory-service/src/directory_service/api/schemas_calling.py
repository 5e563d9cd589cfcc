"""Whom to call, what is missing, and where places are found."""

from datetime import date
from uuid import UUID

from pydantic import Field

from continuous_line.codes_directory import ContactKind
from continuous_line.fields import Answer, Body, StrictBool
from directory_service.api.schemas import OccurredAt
from directory_service.api.schemas_contacts import Contact, ContactDetails, Phone
from directory_service.application.calling import CountedGap
from directory_service.application.calling import Left as LeftArea
from directory_service.application.finding import Hit
from directory_service.config import Policy
from directory_service.domain.areas import Area
from directory_service.domain.call_list import Asker, Entry, Missing, Reason, Side
from directory_service.domain.gaps import GapKind
from directory_service.domain.listed import Unavailable
from directory_service.reach import as_people_write

WORDS = {
    Reason.NAMES_TOPIC: "Answers for this topic.",
    Reason.COVERS_PLACE: "Answers for this place.",
    Reason.COVERS_AROUND: "Answers for the area around it.",
    Reason.STANDS_IN: "Stands in for somebody who is not there.",
    Reason.NEXT_BEST: "The next best: knows whom to ask.",
    Reason.OTHER_TOPICS: "Answers for other topics.",
    Reason.LAST_RESORT: "Nobody is known: this desk helps further.",
}
WHY = {
    None: "nobody is known",
    Unavailable.ABSENT: "absent, and nobody stands in",
    Unavailable.ENDED: "left, and nobody came after",
    Unavailable.NOT_YET: "begins on a later day",
    Unavailable.NO_DETAILS: "no number or address is known",
}


class Place(Answer):
    kind: str
    code: str
    name: str

    @classmethod
    def of(cls, area: Area) -> "Place":
        return cls(kind=area.kind, code=area.code, name=area.name)


class CallEntry(Answer):
    """`contact` null: the desk that keeps the directory, with its `details` where it has any."""

    side: Side = Field(description="Of whom it is the contact.")
    kind: ContactKind
    reasons: list[Reason] = Field(description="Why it stands here.")
    because: str = Field(description="The reasons in words.")
    instead_of: UUID | None = Field(None, description="The contact that it stands in for.")
    instead_of_why: Unavailable | None = None
    organisation: str
    contact: Contact | None = None
    details: ContactDetails | None = None

    @classmethod
    def of(cls, entry: Entry, contact: Contact | None, policy: Policy) -> "CallEntry":
        return cls(
            side=entry.side,
            kind=entry.kind,
            reasons=list(entry.reasons),
            because=" ".join(WORDS[reason] for reason in entry.reasons),
            instead_of=entry.instead_of,
            instead_of_why=entry.because,
            organisation=contact.organisation if contact else policy.desk_organisation,
            contact=contact,
            details=contact.details if contact else _desk(policy),
        )


def _desk(policy: Policy) -> ContactDetails:
    phone = policy.desk_phone
    phones = [Phone(number=phone, shown=as_people_write(phone))] if phone else []
    return ContactDetails(phones=phones, mail=policy.desk_mail)


class MissingContact(Answer):
    """Nobody of these kinds, or for this topic, can be called about the place."""

    place: str
    kinds: list[ContactKind]
    topic: str | None = None
    why: Unavailable | None = Field(None, description="Null: nobody was ever known.")
    words: str

    @classmethod
    def of(cls, gap: Missing) -> "MissingContact":
        whom = f"topic {gap.topic}" if gap.topic else " or ".join(gap.kinds)
        return cls(
            place=gap.place,
            kinds=list(gap.kinds),
            topic=gap.topic,
            why=gap.why,
            words=f"{whom}: {WHY[gap.why]}",
        )


class CallList(Answer):
    """In the order of calling; never empty."""

    on: date
    asker: Asker
    municipality: Place | None = None
    merged_into: Place | None = Field(
        None, description="The municipality asked for belongs to this one by now."
    )
    azc: Place | None = None
    region: Place | None = None
    topic: str | None = None
    entries: list[CallEntry]
    missing: list[MissingContact]


class Gap(Answer):
    """`ask`: whom to ask meanwhile."""

    kind: GapKind
    place: Place
    topic: str | None = None
    why: Unavailable | None = Field(None, description="Null: nobody was ever known.")
    words: str
    open_cases: int
    open_since: date | None = Field(None, description="Day of the first link that is open.")
    ask: Contact | None = None

    @classmethod
    def of(cls, counted: CountedGap, ask: Contact | None) -> "Gap":
        gap = counted.gap
        return cls(
            kind=gap.kind,
            place=Place.of(gap.area),
            topic=gap.topic,
            why=gap.why,
            words=WHY[gap.why],
            open_cases=counted.open_cases,
            open_since=counted.open_since,
            ask=ask,
        )


class ContactCoverage(Answer):
    """Of the municipalities of a day; `knowsCoa`, `knowsCoaNot`: what they said themselves."""

    on: date
    municipalities: int
    with_contact: int = Field(description="Have a client manager or team that can be called.")
    verified: int = Field(description="Have one that was verified within the term.")
    knows_coa: int
    knows_coa_not: int
    term_days: int
    words: str


class Left(Answer):
    place: Place
    kind: GapKind
    open_cases: int

    @classmethod
    def of(cls, left: LeftArea) -> "Left":
        return cls(place=Place.of(left.area), kind=left.kind, open_cases=left.open_cases)


class Consequences(Answer):
    left: list[Left] = Field(description="What nobody would answer for.")
    stand_ins: list[Contact] = Field(description="Who might stand in, the nearest first.")


class Topic(Answer):
    code: str
    required: bool = Field(description="Somebody has to answer for it in every unit of COA.")


class FoundPlace(Answer):
    """A former municipality names the one that it belongs to."""

    kind: str = Field(description="municipality, reception-centre, region, unit or organisation.")
    code: str
    name: str
    likeness: float = Field(description="0 to 100.")
    successor: str | None = None
    successor_name: str | None = None
    merged_on: date | None = None

    @classmethod
    def of(cls, hit: Hit) -> "FoundPlace":
        return cls(
            kind=hit.kind,
            code=hit.code,
            name=hit.name,
            likeness=hit.likeness,
            successor=hit.successor,
            successor_name=hit.successor_name,
            merged_on=hit.merged_on,
        )


class CoaContactAnswer(Body):
    """Whether the municipality knows whom to call at COA."""

    known: StrictBool
    occurred_at: OccurredAt = None
