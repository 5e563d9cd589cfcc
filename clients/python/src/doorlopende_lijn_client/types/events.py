"""The `data` of every public event, and the envelope, generated from docs/asyncapi.json.

`make docs` writes it anew.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class AccessRevoked(TypedDict):
    """At once, before its last day."""

    occurredAt: str
    replaces: NotRequired[str | None]
    grantId: str
    party: str


ActivityEndReason: TypeAlias = Literal["completed", "moved", "other", "stopped"]


class ActivityEnded(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    activityId: str
    endedOn: str
    reason: ActivityEndReason


ActivitySetting: TypeAlias = Literal["external", "internal"]


ActivityType: TypeAlias = Literal[
    "aan-de-slag",
    "early-integration",
    "internship",
    "language",
    "other",
    "paid-work",
    "self-activity",
    "sport-culture",
    "training",
    "volunteering",
]


AssessmentKind: TypeAlias = Literal["diploma-valuation", "language-test", "noa", "other"]


AssessmentState: TypeAlias = Literal["done", "requested"]


Basis: TypeAlias = Literal[
    "background",
    "education",
    "housing-quota",
    "interests",
    "labour-market",
    "medical",
    "network",
    "other",
    "own-housing",
]


class CaseAccepted(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str


class CaseAssigned(TypedDict):
    """`owner`: the opaque staff id of the case manager."""

    occurredAt: str
    replaces: NotRequired[str | None]
    owner: str


class ClosingTask(TypedDict):
    """Who does what after the closing; `task` is a code."""

    task: str
    party: str


Completeness: TypeAlias = Literal["complete", "empty", "partial"]


class ContactAbsent(TypedDict):
    """`absent_to`: the day after the last; null: until further notice."""

    occurredAt: str
    replaces: NotRequired[str | None]
    contactId: str
    absentFrom: str
    absentTo: NotRequired[str | None]
    deputy: NotRequired[str | None]


ContactDetail: TypeAlias = Literal["hours", "mail", "name", "phones"]


class ContactDetailsErased(TypedDict):
    """The key to its details was destroyed."""

    occurredAt: str
    replaces: NotRequired[str | None]
    contactId: str


class ContactDetailsRecorded(TypedDict):
    """How to reach it was recorded: which fields changed, never what is in them."""

    occurredAt: str
    replaces: NotRequired[str | None]
    contactId: str
    version: int
    changed: list[ContactDetail]


ContactDoubt: TypeAlias = Literal[
    "left", "no-answer", "other", "wrong-area", "wrong-mail", "wrong-phone"
]


class ContactDoubted(TypedDict):
    """Somebody says that it is not right."""

    occurredAt: str
    replaces: NotRequired[str | None]
    contactId: str
    doubt: ContactDoubt


class ContactHeld(TypedDict):
    """A contact that counts for the cadence of a programme."""

    occurredAt: str
    replaces: NotRequired[str | None]
    programme: str


ContactKind: TypeAlias = Literal[
    "case-manager",
    "client-manager",
    "employer-service-point",
    "location-manager",
    "other",
    "participation-case-manager",
    "programme-owner",
    "regional-coordinator",
    "team",
    "volunteering",
]


class ContactRegistered(TypedDict):
    """
    An entry that answers for places and topics; no topic: for all. Names are in no event.

        `places`: municipalities (`GM`), labour-market regions (`AM`), provinces (`PV`), azc's, units,
        or `NL` for the whole country. `deputies`: other contacts. `valid_to`: the day after the last.
    """

    occurredAt: str
    replaces: NotRequired[str | None]
    contactId: str
    kind: ContactKind
    organisation: str
    places: list[str]
    topics: NotRequired[list[str]]
    deputies: NotRequired[list[str]]
    validFrom: str
    validTo: NotRequired[str | None]


class ContactReplaced(TypedDict):
    """From `valid_from` on the successor answers in its place."""

    occurredAt: str
    replaces: NotRequired[str | None]
    contactId: str
    successor: str
    validFrom: str


class ContactRetired(TypedDict):
    """`valid_from`: the first day without it. `stand_in`: who answers in its place, if anybody."""

    occurredAt: str
    replaces: NotRequired[str | None]
    contactId: str
    validFrom: str
    standIn: NotRequired[str | None]


DutchLevel: TypeAlias = Literal["A1", "A2", "B1", "B2", "C1"]


class Envelope(TypedDict):
    """`time`: when it was recorded (UTC). `sequence`: zero-padded, dense per source database."""

    id: str
    source: str
    type: str
    subject: str
    time: str
    sequence: str
    data: Any
    dataschema: str
    correlationid: str
    causationid: NotRequired[str | None]
    traceparent: NotRequired[str | None]
    specversion: NotRequired[str]
    datacontenttype: NotRequired[str]
    sequencetype: NotRequired[str]


ErasureGround: TypeAlias = Literal["mistake", "request", "term"]


class EventVoided(TypedDict):
    """An earlier event of the same topic is taken back."""

    occurredAt: str
    replaces: NotRequired[str | None]
    voids: str
    reason: str


ExperienceAnswer: TypeAlias = Literal["badly", "mixed", "well"]


class ExperienceAnswered(TypedDict):
    """
    How it went after the move: keyed by the municipality, about nobody.

        Published together, in no order, as soon as there are enough that nobody can tell whose one is.
        `month` is the first day of the month in which the last of them was asked; `azc` is null where
        too few came from each reception centre to be told apart.
    """

    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str
    azc: NotRequired[str | None]
    month: str
    answer: ExperienceAnswer


class FirstContactMade(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str


class HouseholdMemberJoined(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    householdId: str


class HouseholdMemberLeft(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    householdId: str


InformationItem: TypeAlias = Literal[
    "civic-integration",
    "complaints",
    "housing",
    "income",
    "language-lessons",
    "move",
    "shared-data",
    "volunteering",
    "who-does-what",
    "work-and-education",
]


class KnowsCoaContact(TypedDict):
    """Whether the municipality knows whom to call at COA, in its own words."""

    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str
    known: bool


class LinkEnded(TypedDict):
    """
    This municipality is told nothing more of the person under this link; it may have to forget.

        Why, and to whom the person goes, is not said.
    """

    occurredAt: str
    replaces: NotRequired[str | None]
    linkId: str
    municipality: str


class LipoHeld(TypedDict):
    """A local consultation at an azc; `organisations` took part, by code."""

    occurredAt: str
    replaces: NotRequired[str | None]
    azc: str
    heldOn: str
    onCaseLevel: bool
    organisations: list[str]


class MilestoneMet(TypedDict):
    """`due_on` null: without a term."""

    occurredAt: str
    replaces: NotRequired[str | None]
    programme: str
    version: int
    milestone: str
    dueOn: NotRequired[str | None]
    inTime: NotRequired[bool]


class MilestoneMissed(TypedDict):
    """The day passed; it may still be met."""

    occurredAt: str
    replaces: NotRequired[str | None]
    programme: str
    version: int
    milestone: str
    dueOn: str


class MilestoneNear(TypedDict):
    """What is due on this day is not there yet. `programme` and `version` set the term."""

    occurredAt: str
    replaces: NotRequired[str | None]
    programme: str
    version: int
    milestone: str
    dueOn: str


Mode: TypeAlias = Literal["in-person", "phone", "video"]


class MovePlanned(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str
    plannedOn: str


class MovedToMunicipality(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str
    fromAzc: str
    movedOn: str
    basis: NotRequired[Basis | None]
    distanceKm: NotRequired[float | None]


class MunicipalityChanged(TypedDict):
    """All attributes as they are from `valid_from`."""

    occurredAt: str
    replaces: NotRequired[str | None]
    code: str
    name: str
    province: str
    region: str
    regionName: str
    latitude: float
    longitude: float
    validFrom: NotRequired[str | None]


class MunicipalityLinked(TypedDict):
    """`distance_km`: great circle between centre points; null where a place is unknown."""

    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str
    azc: str
    basis: Basis
    matchedRegion: NotRequired[str | None]
    distanceKm: NotRequired[float | None]


class MunicipalityMerged(TypedDict):
    """From `valid_from` the municipality `code` counts under `successor`."""

    occurredAt: str
    replaces: NotRequired[str | None]
    code: str
    successor: str
    validFrom: str


class MunicipalityRegistered(TypedDict):
    """`region`: code of the labour-market region. `valid_from` null: from ever. WGS84 degrees."""

    occurredAt: str
    replaces: NotRequired[str | None]
    code: str
    name: str
    province: str
    region: str
    regionName: str
    latitude: float
    longitude: float
    validFrom: NotRequired[str | None]


NoWarmReason: TypeAlias = Literal[
    "distance",
    "moved-too-soon",
    "municipality-declined",
    "no-capacity",
    "no-contact-person",
    "no-time",
    "other",
    "party-absent",
    "permit-holder-declined",
    "privacy-doubt",
]


OfferEnd: TypeAlias = Literal["cancelled", "ended", "full", "other"]


OfferType: TypeAlias = Literal[
    "aan-de-slag",
    "activity-desk",
    "early-integration",
    "education",
    "employer-service-point",
    "internship",
    "language",
    "long-term-volunteering",
    "matching-event",
    "other",
    "paid-work",
    "repair-center",
    "self-activity",
    "sport",
    "sport-culture",
    "training",
    "volunteering",
    "work",
]


class OfferWithdrawn(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    reason: OfferEnd


Outcome: TypeAlias = Literal["accepted", "died", "left", "other", "returned"]


OwnerGone: TypeAlias = Literal["elsewhere", "left", "relocated"]


OwnerReason: TypeAlias = Literal["caseload", "illness", "leave", "other", "relocation"]


class ParticipationTalkHeld(TypedDict):
    """The talk about taking part, at the azc."""

    occurredAt: str
    replaces: NotRequired[str | None]
    heldOn: str


Party: TypeAlias = Literal["case-manager", "client-manager", "permit-holder"]


class PerParty(TypedDict):
    """A number for each party."""

    caseManager: NotRequired[int]
    clientManager: NotRequired[int]
    permitHolder: NotRequired[int]


class PermitGranted(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    grantedOn: str


class PermitHolderRelocated(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    fromAzc: str
    toAzc: str


class PersonalDataErased(TypedDict):
    """The person's key is destroyed: every vault destroys its own. Cannot be taken back."""

    occurredAt: str
    replaces: NotRequired[str | None]
    ground: ErasureGround


class Ping(TypedDict):
    """The owner asked whether anything arrives. It is about nobody."""

    occurredAt: str
    replaces: NotRequired[str | None]
    subscriptionId: str


class PlanActionDone(TypedDict):
    """`by`: whose action it was."""

    occurredAt: str
    replaces: NotRequired[str | None]
    by: Party


class PlanAgreed(TypedDict):
    """The plan (PIP) that all of `agreed_by` agreed to."""

    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str
    agreedBy: list[Party]
    goalsBy: PerParty
    actionsBy: PerParty


PracticeKind: TypeAlias = Literal["explanation", "practice"]


class PracticeShared(TypedDict):
    """What it says is read from the service."""

    occurredAt: str
    replaces: NotRequired[str | None]
    kind: PracticeKind
    topics: NotRequired[list[str]]
    places: NotRequired[list[str]]


class PracticeWithdrawn(TypedDict):
    """It is found no longer."""

    occurredAt: str
    replaces: NotRequired[str | None]


class ProfileCompleted(TypedDict):
    """All required sections are in. `completeness`: percent of all sections, 0 to 100."""

    occurredAt: str
    replaces: NotRequired[str | None]
    completeness: int
    profileVersion: int


class ProfileOpened(TypedDict):
    """Somebody in reception has a profile, long before it is complete."""

    occurredAt: str
    replaces: NotRequired[str | None]
    azc: str


class ProfileSent(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str
    profileVersion: int


class ProfileViewed(TypedDict):
    """The first reading by the linked municipality, once per link."""

    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str
    profileVersion: int


class ProgrammeAssigned(TypedDict):
    """`required_items`: what the programme asks for; `version` of its configuration."""

    occurredAt: str
    replaces: NotRequired[str | None]
    programme: str
    version: int
    requiredItems: NotRequired[list[str]]


ProgrammeEnd: TypeAlias = Literal["completed", "other", "other-programme", "stopped", "term"]


class ProgrammeEnded(TypedDict):
    """`programme` as it was assigned."""

    occurredAt: str
    replaces: NotRequired[str | None]
    programme: str
    reason: ProgrammeEnd


class ProgressTalkHeld(TypedDict):
    """How the plan is going was talked about."""

    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: NotRequired[str | None]
    programme: NotRequired[str | None]


Purpose: TypeAlias = Literal[
    "integration",
    "language-lessons",
    "own-data",
    "reception",
    "registration",
    "review",
    "training",
    "volunteering",
    "work",
]


class ReceptionCentreChanged(TypedDict):
    """All attributes as they are from `valid_from`."""

    occurredAt: str
    replaces: NotRequired[str | None]
    azc: str
    name: str
    unit: str
    place: str
    latitude: float
    longitude: float
    activityTarget: NotRequired[int | None]
    validFrom: NotRequired[str | None]


class ReceptionCentreClosed(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    azc: str
    validFrom: str


class ReceptionCentreRegistered(TypedDict):
    """`unit`: COA's management area. `activity_target`: percent of residents, if set."""

    occurredAt: str
    replaces: NotRequired[str | None]
    azc: str
    name: str
    unit: str
    place: str
    latitude: float
    longitude: float
    activityTarget: NotRequired[int | None]
    validFrom: NotRequired[str | None]


class ReferralConfirmed(TypedDict):
    """The first contact took place."""

    occurredAt: str
    replaces: NotRequired[str | None]
    referral: str


ReferralKind: TypeAlias = Literal[
    "education",
    "employer-service-point",
    "health-care",
    "language-school",
    "legal-advice",
    "other",
    "social-support",
    "volunteering",
]


class ReferralMade(TypedDict):
    """`referral` is what its confirmation names."""

    occurredAt: str
    replaces: NotRequired[str | None]
    referral: str
    referralTo: ReferralKind


RequestAnswer: TypeAlias = Literal["later", "none", "offered", "planned"]


class ReturnedToReception(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    azc: str


ReviewVerdict: TypeAlias = Literal["not-usable", "usable"]


Role: TypeAlias = Literal[
    "analyst",
    "asylum-decision-maker",
    "case-manager",
    "client-manager",
    "integration-manager",
    "location-manager",
    "municipal-system",
    "operator",
    "participation-case-manager",
    "permit-holder",
    "policy-officer",
    "provider",
    "regional-coordinator",
    "tvs-system",
    "unit-manager",
]


class RoleCardShown(TypedDict):
    """Who does what was shown to the permit holder."""

    occurredAt: str
    replaces: NotRequired[str | None]


Scenario: TypeAlias = Literal["combined", "quick-start", "start-after-move"]


Section: TypeAlias = Literal[
    "activities", "circumstances", "education", "identity", "language", "network", "wishes", "work"
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
    "other",
    "retail",
    "sport",
    "technology",
]


Side: TypeAlias = Literal["municipality", "reception"]


class SignalAnswered(TypedDict):
    """`in_time`: on the day it was due, or before."""

    occurredAt: str
    replaces: NotRequired[str | None]
    signal: str
    inTime: bool


class SignalClosed(TypedDict):
    """By who raised it."""

    occurredAt: str
    replaces: NotRequired[str | None]
    signal: str


SignalKind: TypeAlias = Literal[
    "date-changed", "no-answer", "other", "profile-not-found", "profile-thin", "programme-unclear"
]


class SignalRaised(TypedDict):
    """
    About a person, or about none and then keyed by `azc` or `municipality`.

        `signal` is what its later events name; `raised_by` is the side that reports.
    """

    occurredAt: str
    replaces: NotRequired[str | None]
    signal: str
    kind: SignalKind
    raisedBy: Side
    dueOn: str
    azc: NotRequired[str | None]
    municipality: NotRequired[str | None]


class StaffChanged(TypedDict):
    """All attributes as they are from `valid_from`."""

    occurredAt: str
    replaces: NotRequired[str | None]
    staffId: str
    organisation: str
    roles: list[Role]
    places: list[str]
    validFrom: str


class StaffLeft(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    staffId: str
    validFrom: str


class StaffRegistered(TypedDict):
    """`staff_id`: the subject of the person's token. `places`: codes of azc's or municipalities."""

    occurredAt: str
    replaces: NotRequired[str | None]
    staffId: str
    organisation: str
    roles: list[Role]
    places: list[str]
    validFrom: str


class StateTold(TypedDict):
    """
    What a newly linked municipality may know of the past, as far as it holds at this moment.

        `link_id`: the link under which it is told; `profile_version`: the last version that was sent
        to this municipality. What is not known, or not so, is absent.
    """

    occurredAt: str
    replaces: NotRequired[str | None]
    linkId: str
    municipality: str
    linkedAt: str
    permitGrantedOn: NotRequired[str | None]
    azc: NotRequired[str | None]
    householdId: NotRequired[str | None]
    profileVersion: NotRequired[int | None]
    profileSentAt: NotRequired[str | None]
    handoverPlannedFor: NotRequired[str | None]
    handoverPlannedMode: NotRequired[Mode | None]
    warmHandoverAt: NotRequired[str | None]
    handoverByPhoneAt: NotRequired[str | None]
    handoverNotHeldAt: NotRequired[str | None]
    movePlannedOn: NotRequired[str | None]
    movedOn: NotRequired[str | None]
    acceptedAt: NotRequired[str | None]
    closedAt: NotRequired[str | None]
    outcome: NotRequired[Outcome | None]


StayEndReason: TypeAlias = Literal["died", "left", "permit-withdrawn", "returned"]


class StayEnded(TypedDict):
    """The stay in reception ended otherwise than by a move to a municipality."""

    occurredAt: str
    replaces: NotRequired[str | None]
    reason: StayEndReason


class SupplementRequested(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str
    sections: list[Section]


TakeOverReason: TypeAlias = Literal["asked", "not-able", "other", "term-passed"]


UnlinkReason: TypeAlias = Literal["left", "mistake", "other", "relinked"]


Verdict: TypeAlias = Literal["incomplete", "usable"]


class VisitCancelled(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    azc: str


VisitKind: TypeAlias = Literal["meet-and-greet", "visit"]


class VisitScheduled(TypedDict):
    """`invited`: the municipalities that had open links at the azc at that moment."""

    occurredAt: str
    replaces: NotRequired[str | None]
    kind: VisitKind
    azc: str
    organiser: str
    startsAt: str
    endsAt: NotRequired[str | None]
    capacity: NotRequired[int | None]
    invited: NotRequired[list[str]]


class WarmHandoverHeld(TypedDict):
    """A three-way talk in person: all three parties attended."""

    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str
    azc: str
    attended: list[Party]
    interpreter: bool


Weekday: TypeAlias = Literal[
    "friday", "monday", "saturday", "sunday", "thursday", "tuesday", "wednesday"
]


WelcomeKind: TypeAlias = Literal["day", "letter", "market", "pack"]


class WelcomeSent(TypedDict):
    """By the municipality, before the move; no handover."""

    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str
    welcome: WelcomeKind


class AccessGranted(TypedDict):
    """
    Somebody else than the linked municipality may read these sections, through that day.

        `party`: code of the organisation.
    """

    occurredAt: str
    replaces: NotRequired[str | None]
    grantId: str
    party: str
    purpose: Purpose
    sections: list[Section]
    expiresOn: str


class ActivityAnswered(TypedDict):
    """`provider`: code of the organisation that has something, if one has."""

    occurredAt: str
    replaces: NotRequired[str | None]
    requestId: str
    answer: RequestAnswer
    provider: NotRequired[str | None]


class ActivityPlanned(TypedDict):
    """`training_code`: a code of the configuration; `starts_on` may lie ahead."""

    occurredAt: str
    replaces: NotRequired[str | None]
    activityId: str
    activityType: ActivityType
    provider: str
    trainingCode: NotRequired[str | None]
    startsOn: NotRequired[str | None]


class ActivityRecorded(TypedDict):
    """`activity_id` is that of the plan where there was one."""

    occurredAt: str
    replaces: NotRequired[str | None]
    activityId: str
    activityType: ActivityType
    setting: ActivitySetting
    startedOn: str
    endedOn: NotRequired[str | None]
    programme: NotRequired[str | None]
    provider: NotRequired[str | None]
    trainingCode: NotRequired[str | None]
    continuesAfterMove: NotRequired[bool]


class ActivityRequested(TypedDict):
    """A wish; its words stay in the vault of profile-service."""

    occurredAt: str
    replaces: NotRequired[str | None]
    requestId: str
    activityType: ActivityType


class AssessmentRecorded(TypedDict):
    """Asked for, or done; a result stays in the vault of profile-service."""

    occurredAt: str
    replaces: NotRequired[str | None]
    assessmentId: str
    kind: AssessmentKind
    state: AssessmentState
    happenedOn: str


class CaseOwnerLeft(TypedDict):
    """
    From this day the case is without an owner at COA, until somebody is named.

        `because`: the owner left, or does not work (any more) where the permit holder lives.
    """

    occurredAt: str
    replaces: NotRequired[str | None]
    owner: str
    because: NotRequired[OwnerGone]


class CaseReassigned(TypedDict):
    """`until`: the last day of a stand-in; then the case goes back."""

    occurredAt: str
    replaces: NotRequired[str | None]
    owner: str
    reason: OwnerReason
    until: NotRequired[str | None]


class ClientManagerLeft(TypedDict):
    """From this day nobody at the municipality has the case, until somebody is named."""

    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str
    clientManager: str
    because: NotRequired[OwnerGone]


class ClientManagerNamed(TypedDict):
    """`reason`: why another one than before; `until`: the last day of a stand-in."""

    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str
    clientManager: str
    reason: NotRequired[OwnerReason | None]
    until: NotRequired[str | None]


class ContactChanged(TypedDict):
    """All attributes as they are now."""

    occurredAt: str
    replaces: NotRequired[str | None]
    contactId: str
    kind: ContactKind
    organisation: str
    places: list[str]
    topics: NotRequired[list[str]]
    deputies: NotRequired[list[str]]
    validFrom: str
    validTo: NotRequired[str | None]


class ContactVerified(TypedDict):
    """Somebody of `organisation` asked, and it is right."""

    occurredAt: str
    replaces: NotRequired[str | None]
    contactId: str
    organisation: str
    roles: list[Role]


class HandoverAcknowledged(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str
    verdict: Verdict
    sections: NotRequired[list[Section]]


class HandoverByPhone(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str
    mode: Mode
    reason: NoWarmReason


class HandoverClosed(TypedDict):
    """`overview`: the party that keeps the overview from now on."""

    occurredAt: str
    replaces: NotRequired[str | None]
    outcome: Outcome
    overview: str
    tasks: NotRequired[list[ClosingTask]]


class HandoverNotHeld(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str
    reason: NoWarmReason
    attended: NotRequired[list[Party]]


class HandoverPlanned(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    mode: Mode
    scenario: Scenario
    scheduledFor: str


class InformationConfirmed(TypedDict):
    """The permit holder was told this."""

    occurredAt: str
    replaces: NotRequired[str | None]
    item: InformationItem


class MunicipalityUnlinked(TypedDict):
    occurredAt: str
    replaces: NotRequired[str | None]
    municipality: str
    reason: UnlinkReason


class OfferChanged(TypedDict):
    """All attributes as they are from now on; or only the words, which are not in here."""

    occurredAt: str
    replaces: NotRequired[str | None]
    kind: OfferType
    owner: str
    places: list[str]
    startsOn: str
    endsOn: NotRequired[str | None]
    applyUntilOn: NotRequired[str | None]
    programme: NotRequired[str | None]
    sector: NotRequired[Sector | None]
    weekdays: NotRequired[list[Weekday]]
    recurring: NotRequired[bool]
    daysPerWeek: NotRequired[int | None]
    capacity: NotRequired[int | None]
    openWithoutPermit: NotRequired[bool]
    dutchLevel: NotRequired[DutchLevel | None]
    contactId: NotRequired[str | None]


class OfferPublished(TypedDict):
    """`places`: codes of azc's and municipalities. No weekdays: on no fixed day."""

    occurredAt: str
    replaces: NotRequired[str | None]
    kind: OfferType
    owner: str
    places: list[str]
    startsOn: str
    endsOn: NotRequired[str | None]
    applyUntilOn: NotRequired[str | None]
    programme: NotRequired[str | None]
    sector: NotRequired[Sector | None]
    weekdays: NotRequired[list[Weekday]]
    recurring: NotRequired[bool]
    daysPerWeek: NotRequired[int | None]
    capacity: NotRequired[int | None]
    openWithoutPermit: NotRequired[bool]
    dutchLevel: NotRequired[DutchLevel | None]
    contactId: NotRequired[str | None]


class PlanActionTakenOver(TypedDict):
    """`by` does from now on what `of` agreed to do."""

    occurredAt: str
    replaces: NotRequired[str | None]
    of: Party
    by: Party
    reason: TakeOverReason


class ProfileReviewed(TypedDict):
    """A second case manager looked at a completed version; the remarks stay with its author."""

    occurredAt: str
    replaces: NotRequired[str | None]
    verdict: ReviewVerdict


class ProfileSectionRecorded(TypedDict):
    """A section's state; its content stays in the vault of profile-service."""

    occurredAt: str
    replaces: NotRequired[str | None]
    section: Section
    completeness: Completeness


class RegionProfilePublished(TypedDict):
    """From `valid_from` on these sectors need people most in the labour-market region."""

    occurredAt: str
    replaces: NotRequired[str | None]
    region: str
    sectors: list[Sector]
    validFrom: str
