"""What directory-service takes and answers, generated from docs/openapi/directory.json.

`make docs` writes it anew.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class Absence(TypedDict):
    absentFrom: str
    absentTo: NotRequired[str | None]
    deputy: NotRequired[str | None]


class Ask(TypedDict):
    """Whom to ask; without `contactId` nobody is registered, and that is what to mend."""

    kind: str
    contactId: NotRequired[str | None]
    region: NotRequired[str | None]
    regionName: NotRequired[str | None]


Asker: TypeAlias = Literal[
    "reception-centre", "municipality", "volunteering", "employer-service-point", "other"
]


class Cancellation(TypedDict):
    occurredAt: NotRequired[str | None]


class CentreFault(TypedDict):
    row: int
    column: str
    detail: str


class CentreImportPreview(TypedDict):
    """Codes of reception centres, and every fault; with a fault nothing can be imported."""

    added: list[str]
    changed: list[str]
    closed: list[str]
    unchanged: list[str]
    notInFile: list[str]
    located: dict[str, str]
    faults: list[CentreFault]


class CentreList(TypedDict):
    """CSV: azc, name, unit, place, and where known the other columns the README names."""

    content: str
    validFrom: NotRequired[str | None]


class Closing(TypedDict):
    validFrom: str
    occurredAt: NotRequired[str | None]


class CoaContactAnswer(TypedDict):
    """Whether the municipality knows whom to call at COA."""

    known: bool
    occurredAt: NotRequired[str | None]


class ConsumerProgress(TypedDict):
    """Of one partition number, as its owner saw it at `checkedAt`, in the system's time."""

    consumer: str
    partition: int
    behind: int
    caughtUpAt: str | None
    movedAt: str | None
    checkedAt: str


class ConsumerProgressList(TypedDict):
    items: list[ConsumerProgress]


class ContactCoverage(TypedDict):
    """Of the municipalities of a day; `knowsCoa`, `knowsCoaNot`: what they said themselves."""

    on: str
    municipalities: int
    withContact: int
    verified: int
    knowsCoa: int
    knowsCoaNot: int
    termDays: int
    words: str


ContactDoubt: TypeAlias = Literal[
    "left", "wrong-phone", "wrong-mail", "no-answer", "wrong-area", "other"
]


ContactKind: TypeAlias = Literal[
    "client-manager",
    "team",
    "case-manager",
    "location-manager",
    "participation-case-manager",
    "regional-coordinator",
    "programme-owner",
    "volunteering",
    "employer-service-point",
    "other",
]


class Decision(TypedDict):
    """Nothing to say but that it is to be done."""


class DemandAnswer(TypedDict):
    offers: list[str]
    occurredAt: NotRequired[str | None]


class Departure(TypedDict):
    leftOn: str
    occurredAt: NotRequired[str | None]


Place1: TypeAlias = str


Topic: TypeAlias = str


class DescribedContact(TypedDict):
    kind: ContactKind
    organisation: NotRequired[str | None]
    places: list[Place1]
    topics: NotRequired[list[Topic]]
    deputies: NotRequired[list[str]]
    validFrom: NotRequired[str | None]
    validTo: NotRequired[str | None]
    occurredAt: NotRequired[str | None]


Phone1: TypeAlias = str


class DescribedDetails(TypedDict):
    """All of it as it is now; what is left out is known no more."""

    name: NotRequired[str | None]
    phones: NotRequired[list[Phone1]]
    mail: NotRequired[str | None]
    hours: NotRequired[str | None]


class DescribedMunicipality(TypedDict):
    name: str
    province: str
    region: str
    regionName: str
    latitude: float
    longitude: float
    validFrom: NotRequired[str | None]
    occurredAt: NotRequired[str | None]


class DescribedReceptionCentre(TypedDict):
    name: str
    unit: str
    place: str
    latitude: float
    longitude: float
    activityTarget: NotRequired[int | None]
    validFrom: NotRequired[str | None]
    occurredAt: NotRequired[str | None]


Difference: TypeAlias = Literal["added", "changed", "ended", "unchanged"]


DiscardReason: TypeAlias = Literal[
    "recorded-twice", "corrected-otherwise", "not-readable", "test-data"
]


class Distance(TypedDict):
    municipality: str
    name: str
    distanceKm: float


DutchLevel: TypeAlias = Literal["A1", "A2", "B1", "B2", "C1"]


Form: TypeAlias = Literal["csv", "ndjson", "xlsx"]


class FoundPlace(TypedDict):
    """A former municipality names the one that it belongs to."""

    kind: str
    code: str
    name: str
    likeness: float
    successor: NotRequired[str | None]
    successorName: NotRequired[str | None]
    mergedOn: NotRequired[str | None]


GapKind: TypeAlias = Literal[
    "contact", "regional-coordinator", "participation-case-manager", "topic"
]


class HistoryEvent(TypedDict):
    """One public event. `voidedBy` and `replacedBy` name the event that took it back."""

    id: str
    type: str
    occurredAt: str
    recordedAt: str
    organisation: str
    roles: list[str]
    data: dict[str, Any]
    voidedBy: NotRequired[str | None]
    replacedBy: NotRequired[str | None]


class IntakeFault(TypedDict):
    row: int
    column: str
    code: str
    detail: str
    note: bool


IntakeState: TypeAlias = Literal[
    "uploaded", "checking", "checked", "committing", "done", "failed", "undone", "abandoned"
]


class Invitation(TypedDict):
    municipality: str
    name: str
    openLinks: int
    sinceScheduled: bool


class Lipo(TypedDict):
    lipoId: str
    azc: str
    heldOn: str
    onCaseLevel: bool
    organisations: list[str]


class LipoGap(TypedDict):
    azc: str
    name: str
    unit: str
    lastHeldOn: NotRequired[str | None]
    days: NotRequired[int | None]


class Merger(TypedDict):
    successor: str
    validFrom: str
    occurredAt: NotRequired[str | None]


class Municipality(TypedDict):
    """`successor`, `mergedOn`: the municipality under which it counts from that day."""

    code: str
    name: str
    province: str
    region: str
    regionName: str
    latitude: float
    longitude: float
    successor: NotRequired[str | None]
    mergedOn: NotRequired[str | None]


class NewAbsence(TypedDict):
    absentFrom: str
    absentTo: NotRequired[str | None]
    deputy: NotRequired[str | None]
    occurredAt: NotRequired[str | None]


class NewContact(TypedDict):
    kind: ContactKind
    organisation: NotRequired[str | None]
    places: list[Place1]
    topics: NotRequired[list[Topic]]
    deputies: NotRequired[list[str]]
    validFrom: NotRequired[str | None]
    validTo: NotRequired[str | None]
    occurredAt: NotRequired[str | None]
    details: NotRequired[DescribedDetails | None]
    contactId: NotRequired[str | None]


class NewDiscard(TypedDict):
    reason: DiscardReason


Organisation: TypeAlias = str


class NewLipo(TypedDict):
    azc: str
    heldOn: str
    onCaseLevel: bool
    organisations: list[Organisation]
    occurredAt: NotRequired[str | None]


class NewMunicipality(TypedDict):
    name: str
    province: str
    region: str
    regionName: str
    latitude: float
    longitude: float
    validFrom: NotRequired[str | None]
    occurredAt: NotRequired[str | None]
    code: str


class NewReceptionCentre(TypedDict):
    name: str
    unit: str
    place: str
    latitude: float
    longitude: float
    activityTarget: NotRequired[int | None]
    validFrom: NotRequired[str | None]
    occurredAt: NotRequired[str | None]
    azc: str


class NewRedrives(TypedDict):
    """The oldest `most` of those that match all that is given."""

    consumer: NotRequired[str | None]
    type: NotRequired[str | None]
    error: NotRequired[str | None]
    most: NotRequired[int]


class NewRetirement(TypedDict):
    validFrom: NotRequired[str | None]
    standIn: NotRequired[str | None]
    gapAccepted: NotRequired[bool]
    occurredAt: NotRequired[str | None]


class NewVerification(TypedDict):
    occurredAt: NotRequired[str | None]


OfferEnd: TypeAlias = Literal["full", "ended", "cancelled", "other"]


OfferType: TypeAlias = Literal[
    "early-integration",
    "language",
    "training",
    "volunteering",
    "long-term-volunteering",
    "aan-de-slag",
    "self-activity",
    "paid-work",
    "work",
    "internship",
    "education",
    "sport",
    "sport-culture",
    "activity-desk",
    "repair-center",
    "employer-service-point",
    "matching-event",
    "other",
]


class DistancePage(TypedDict):
    items: list[Distance]
    next: str | None


class FoundPlacePage(TypedDict):
    items: list[FoundPlace]
    next: str | None


class IntakeFaultPage(TypedDict):
    items: list[IntakeFault]
    next: str | None


class InvitationPage(TypedDict):
    items: list[Invitation]
    next: str | None


class LipoGapPage(TypedDict):
    items: list[LipoGap]
    next: str | None


class LipoPage(TypedDict):
    items: list[Lipo]
    next: str | None


class MunicipalityPage(TypedDict):
    items: list[Municipality]
    next: str | None


ParkedState: TypeAlias = Literal["parked", "waiting", "redrive", "discard", "done", "discarded"]


class Phone(TypedDict):
    number: str
    shown: str


class Place(TypedDict):
    kind: str
    code: str
    name: str


PracticeKind: TypeAlias = Literal["practice", "explanation"]


Error = TypedDict(
    "Error",
    {
        "in": str,
        "field": str,
        "code": str,
        "detail": str,
    },
)


class Problem(TypedDict):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: NotRequired[str]
    code: str
    traceId: NotRequired[str]
    errors: NotRequired[list[Error]]


class Programme(TypedDict):
    programme: str
    places: list[str]


Place9: TypeAlias = str


class ProgrammePlaces(TypedDict):
    """The only places where the programme runs."""

    places: list[Place9]
    occurredAt: NotRequired[str | None]


Reason: TypeAlias = Literal[
    "names-topic",
    "covers-place",
    "covers-around",
    "stands-in",
    "next-best",
    "other-topics",
    "last-resort",
]


class ReceptionCentre(TypedDict):
    azc: str
    name: str
    unit: str
    place: str
    latitude: float
    longitude: float
    activityTarget: NotRequired[int | None]
    closedOn: NotRequired[str | None]


class Region(TypedDict):
    code: str
    name: str
    municipalities: int


class Replacement(TypedDict):
    successor: str
    validFrom: NotRequired[str | None]
    occurredAt: NotRequired[str | None]


class Report(TypedDict):
    """Somebody says that it is not right; no text, so nothing about anybody."""

    doubt: ContactDoubt


Role: TypeAlias = Literal[
    "case-manager",
    "location-manager",
    "participation-case-manager",
    "unit-manager",
    "client-manager",
    "regional-coordinator",
    "policy-officer",
    "analyst",
    "provider",
    "permit-holder",
    "tvs-system",
    "municipal-system",
    "integration-manager",
    "operator",
    "asylum-decision-maker",
]


Sector: TypeAlias = Literal[
    "agriculture",
    "care",
    "carpentry",
    "childcare",
    "cleaning",
    "construction",
    "culture",
    "education",
    "government",
    "hospitality",
    "ict",
    "logistics",
    "office",
    "retail",
    "sport",
    "technology",
    "other",
]


Side: TypeAlias = Literal["municipality", "coa", "region", "country"]


class Staff(TypedDict):
    staffId: str
    organisation: str
    roles: list[str]
    places: list[str]
    validFrom: str
    validTo: NotRequired[str | None]


class TopicModel(TypedDict):
    code: str
    required: bool


Unavailable: TypeAlias = Literal["absent", "ended", "not-yet", "no-details"]


Verification: TypeAlias = Literal["verified", "stale", "never"]


VisitKind: TypeAlias = Literal["visit", "meet-and-greet"]


VoidReason: TypeAlias = Literal[
    "mistake", "wrong-person", "did-not-happen", "recorded-twice", "other"
]


class Voiding(TypedDict):
    reason: VoidReason
    occurredAt: NotRequired[str | None]


Wanted: TypeAlias = Literal["verified", "stale", "never", "doubted", "due"]


Weekday: TypeAlias = Literal[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
]


class Withdrawal(TypedDict):
    reason: OfferEnd
    occurredAt: NotRequired[str | None]


class ContactChange(TypedDict):
    difference: Difference
    contactId: str
    row: int
    name: str | None
    places: list[str]
    fields: list[str]
    successor: NotRequired[str | None]


class ContactDetails(TypedDict):
    """How to reach it; every look at it is in the processing log."""

    name: NotRequired[str | None]
    phones: list[Phone]
    mail: NotRequired[str | None]
    hours: NotRequired[str | None]


class ContactImport(TypedDict):
    importId: str
    state: IntakeState
    rows: int
    faultyRows: int
    faults: int
    notes: int
    added: int
    changed: int
    ended: int
    unchanged: int
    staffId: str
    createdAt: str
    changedAt: str


class Demand(TypedDict):
    demandId: str
    kind: OfferType
    places: list[str]
    sector: NotRequired[Sector | None]
    daysPerWeek: NotRequired[int | None]
    recordedAt: str
    answeredAt: NotRequired[str | None]
    answer: NotRequired[str | None]
    offers: list[str]


class DescribedOffer(TypedDict):
    kind: OfferType
    owner: str
    ownerName: NotRequired[str | None]
    title: str
    body: NotRequired[str]
    places: list[Place1]
    startsOn: str
    endsOn: NotRequired[str | None]
    applyUntilOn: NotRequired[str | None]
    programme: NotRequired[str | None]
    sector: NotRequired[Sector | None]
    weekdays: NotRequired[list[Weekday]]
    recurring: NotRequired[bool]
    daysPerWeek: NotRequired[int | None]
    capacity: NotRequired[int | None]
    openWithoutPermit: bool
    dutchLevel: NotRequired[DutchLevel | None]
    contactId: NotRequired[str | None]
    occurredAt: NotRequired[str | None]


class DescribedPost(TypedDict):
    organisation: str
    roles: list[Role]
    places: list[Place1]
    validFrom: str
    occurredAt: NotRequired[str | None]


class History(TypedDict):
    items: list[HistoryEvent]
    next: NotRequired[str | None]


class Left(TypedDict):
    place: Place
    kind: GapKind
    openCases: int


class MissingContact(TypedDict):
    """Nobody of these kinds, or for this topic, can be called about the place."""

    place: str
    kinds: list[ContactKind]
    topic: NotRequired[str | None]
    why: NotRequired[Unavailable | None]
    words: str


class NewDemand(TypedDict):
    """What is asked for, about nobody: a request for a person is profile-service's."""

    demandId: NotRequired[str | None]
    kind: OfferType
    places: list[Place1]
    sector: NotRequired[Sector | None]
    daysPerWeek: NotRequired[int | None]
    occurredAt: NotRequired[str | None]


class NewOffer(TypedDict):
    kind: OfferType
    owner: str
    ownerName: NotRequired[str | None]
    title: str
    body: NotRequired[str]
    places: list[Place1]
    startsOn: str
    endsOn: NotRequired[str | None]
    applyUntilOn: NotRequired[str | None]
    programme: NotRequired[str | None]
    sector: NotRequired[Sector | None]
    weekdays: NotRequired[list[Weekday]]
    recurring: NotRequired[bool]
    daysPerWeek: NotRequired[int | None]
    capacity: NotRequired[int | None]
    openWithoutPermit: bool
    dutchLevel: NotRequired[DutchLevel | None]
    contactId: NotRequired[str | None]
    occurredAt: NotRequired[str | None]
    offerId: NotRequired[str | None]


class NewPractice(TypedDict):
    practiceId: NotRequired[str | None]
    kind: PracticeKind
    title: str
    body: str
    topics: NotRequired[list[Topic]]
    places: NotRequired[list[Place1]]
    occurredAt: NotRequired[str | None]


class NewRegionProfile(TypedDict):
    sectors: list[Sector]
    validFrom: NotRequired[str | None]
    occurredAt: NotRequired[str | None]


class NewStaff(TypedDict):
    organisation: str
    roles: list[Role]
    places: list[Place1]
    validFrom: str
    occurredAt: NotRequired[str | None]
    staffId: str


class NewVisit(TypedDict):
    visitId: NotRequired[str | None]
    kind: VisitKind
    azc: str
    startsAt: str
    endsAt: NotRequired[str | None]
    capacity: NotRequired[int | None]
    occurredAt: NotRequired[str | None]


class Offer(TypedDict):
    offerId: str
    kind: OfferType
    owner: str
    ownerName: NotRequired[str | None]
    title: str
    body: str
    places: list[str]
    startsOn: str
    endsOn: NotRequired[str | None]
    applyUntilOn: NotRequired[str | None]
    programme: NotRequired[str | None]
    sector: NotRequired[Sector | None]
    weekdays: list[Weekday]
    recurring: bool
    daysPerWeek: NotRequired[int | None]
    capacity: NotRequired[int | None]
    openWithoutPermit: bool
    dutchLevel: NotRequired[DutchLevel | None]
    contactId: NotRequired[str | None]
    publishedAt: str
    withdrawnAt: NotRequired[str | None]
    reason: NotRequired[OfferEnd | None]


class OfferSearch(TypedDict):
    items: list[Offer]
    next: NotRequired[str | None]
    ask: list[Ask]


class ContactChangePage(TypedDict):
    items: list[ContactChange]
    next: str | None


class DemandPage(TypedDict):
    items: list[Demand]
    next: str | None


class ProgrammePage(TypedDict):
    items: list[Programme]
    next: str | None


class ReceptionCentrePage(TypedDict):
    items: list[ReceptionCentre]
    next: str | None


class RegionPage(TypedDict):
    items: list[Region]
    next: str | None


class StaffPage(TypedDict):
    items: list[Staff]
    next: str | None


class TopicPage(TypedDict):
    items: list[TopicModel]
    next: str | None


class ParkedEvent(TypedDict):
    """`key` is opaque. `waitingBehind`: later events of the key that wait for this one."""

    id: str
    consumer: str
    topic: str
    partition: int
    offset: int
    key: str
    type: str | None
    eventId: str | None
    error: str | None
    attempts: int
    state: ParkedState
    waitingBehind: int
    parkedAt: str
    decidedAt: str | None
    decidedBy: str | None
    reason: DiscardReason | None


class Practice(TypedDict):
    practiceId: str
    kind: PracticeKind
    title: str
    body: str
    topics: list[str]
    places: list[str]
    sharedAt: str


class RegionProfile(TypedDict):
    region: str
    sectors: list[Sector]
    validFrom: str
    publishedAt: str


class Visit(TypedDict):
    visitId: str
    kind: VisitKind
    azc: str
    organiser: str
    startsAt: str
    endsAt: NotRequired[str | None]
    capacity: NotRequired[int | None]
    invited: list[str]
    scheduledAt: str
    cancelledAt: NotRequired[str | None]


class Contact(TypedDict):
    contactId: str
    kind: str
    organisation: str
    places: list[str]
    topics: list[str]
    deputies: list[str]
    absences: list[Absence]
    validFrom: str
    validTo: NotRequired[str | None]
    registeredAt: str
    verification: Verification
    verifiedAt: NotRequired[str | None]
    verifiedBy: NotRequired[str | None]
    verifiedRoles: list[str]
    doubts: list[str]
    doubtedAt: NotRequired[str | None]
    successor: NotRequired[str | None]
    endedOn: NotRequired[str | None]
    details: NotRequired[ContactDetails | None]
    erased: bool
    openCases: NotRequired[int | None]


class Gap(TypedDict):
    """`ask`: whom to ask meanwhile."""

    kind: GapKind
    place: Place
    topic: NotRequired[str | None]
    why: NotRequired[Unavailable | None]
    words: str
    openCases: int
    openSince: NotRequired[str | None]
    ask: NotRequired[Contact | None]


class ContactPage(TypedDict):
    items: list[Contact]
    next: str | None


class GapPage(TypedDict):
    items: list[Gap]
    next: str | None


class ParkedEventPage(TypedDict):
    items: list[ParkedEvent]
    next: str | None


class PracticePage(TypedDict):
    items: list[Practice]
    next: str | None


class RegionProfilePage(TypedDict):
    items: list[RegionProfile]
    next: str | None


class VisitPage(TypedDict):
    items: list[Visit]
    next: str | None


class CallEntry(TypedDict):
    """`contact` null: the desk that keeps the directory, with its `details` where it has any."""

    side: Side
    kind: ContactKind
    reasons: list[Reason]
    because: str
    insteadOf: NotRequired[str | None]
    insteadOfWhy: NotRequired[Unavailable | None]
    organisation: str
    contact: NotRequired[Contact | None]
    details: NotRequired[ContactDetails | None]


class CallList(TypedDict):
    """In the order of calling; never empty."""

    on: str
    asker: Asker
    municipality: NotRequired[Place | None]
    mergedInto: NotRequired[Place | None]
    azc: NotRequired[Place | None]
    region: NotRequired[Place | None]
    topic: NotRequired[str | None]
    entries: list[CallEntry]
    missing: list[MissingContact]


class Consequences(TypedDict):
    left: list[Left]
    standIns: list[Contact]
