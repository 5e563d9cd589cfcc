"""What handover-service takes and answers, generated from docs/openapi/handover.json.

`make docs` writes it anew.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class Acceptance(TypedDict):
    occurredAt: NotRequired[str | None]


class ActionCompletion(TypedDict):
    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]


Asked: TypeAlias = Literal["no", "not-yet", "asked", "answered"]


Attendant: TypeAlias = Literal[
    "interpreter", "family", "participation-case-manager", "volunteer", "health-care", "other"
]


Basis: TypeAlias = Literal[
    "background",
    "education",
    "interests",
    "network",
    "labour-market",
    "housing-quota",
    "medical",
    "own-housing",
    "other",
]


Caution: TypeAlias = Literal["after-move"]


class ChangedProtocolSettings(TypedDict):
    mode: NotRequired[Literal["structured", "binary"] | None]
    mostUnderWay: NotRequired[int | None]


ClosingReason: TypeAlias = Literal[
    "permit-withdrawn", "recorded-twice", "wrong-person", "no-answer", "municipality-takes-over"
]


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


class ContactCount(TypedDict):
    """`least`: so many there should be; `most`: the usual number, no limit."""

    held: int
    least: int | None
    most: int | None


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


ContactOccasion: TypeAlias = Literal["regular", "after-decision", "on-appeal", "after-appeal"]


Content: TypeAlias = Literal["full", "information-poor"]


class DeadLetter(TypedDict):
    """A delivery that is not tried any more by itself."""

    number: int
    eventId: str | None
    type: str | None
    madeAt: str
    attempts: int
    failedSince: str | None
    lastTriedAt: str | None
    status: int | None
    reason: str | None
    waitingBehind: int


Discard: TypeAlias = Literal["repeated", "wrong", "not-ours", "recorded-otherwise", "other"]


DiscardReason: TypeAlias = Literal[
    "recorded-twice", "corrected-otherwise", "not-readable", "test-data"
]


class DuoMessageNumbers(TypedDict):
    """Of whom an open message is about, as its sender wrote them."""

    bsn: NotRequired[str | None]
    vNumber: NotRequired[str | None]
    asSent: NotRequired[str | None]


ExperienceAnswer: TypeAlias = Literal["well", "mixed", "badly"]


Filter = TypedDict(
    "Filter",
    {
        "exact": NotRequired[
            dict[
                Literal[
                    "causationid",
                    "correlationid",
                    "datacontenttype",
                    "dataref",
                    "dataschema",
                    "id",
                    "sequence",
                    "sequencetype",
                    "source",
                    "specversion",
                    "subject",
                    "time",
                    "traceparent",
                    "type",
                ],
                str,
            ]
        ],
        "prefix": NotRequired[
            dict[
                Literal[
                    "causationid",
                    "correlationid",
                    "datacontenttype",
                    "dataref",
                    "dataschema",
                    "id",
                    "sequence",
                    "sequencetype",
                    "source",
                    "specversion",
                    "subject",
                    "time",
                    "traceparent",
                    "type",
                ],
                str,
            ]
        ],
        "suffix": NotRequired[
            dict[
                Literal[
                    "causationid",
                    "correlationid",
                    "datacontenttype",
                    "dataref",
                    "dataschema",
                    "id",
                    "sequence",
                    "sequencetype",
                    "source",
                    "specversion",
                    "subject",
                    "time",
                    "traceparent",
                    "type",
                ],
                str,
            ]
        ],
        "all": NotRequired[list["Filter"]],
        "any": NotRequired[list["Filter"]],
        "not": NotRequired["Filter"],
    },
)


FindingSource: TypeAlias = Literal[
    "permit-holder", "client-manager", "employer", "school", "volunteering", "other"
]


class FirstContact(TypedDict):
    occurredAt: NotRequired[str | None]


Flag: TypeAlias = Literal["late", "moving", "undated", "silent", "long"]


FlagKind: TypeAlias = Literal[
    "contact-late", "contacts-few", "other-worker", "stay-over", "caseload-over"
]


Goes: TypeAlias = Literal["staff", "contact", "location-manager", "client-managers"]


class GoesTo(TypedDict):
    """`staff`: `staffId` is asked; `contact`: an entry of directory-service; else a role there."""

    goes: Goes
    staffId: NotRequired[str | None]
    contactId: NotRequired[str | None]
    contactKind: NotRequired[ContactKind | None]


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


How: TypeAlias = Literal["push", "pull"]


InPersonFlag: TypeAlias = Literal["discuss", "nothing", "unknown"]


InformationItem: TypeAlias = Literal[
    "housing",
    "move",
    "who-does-what",
    "shared-data",
    "civic-integration",
    "income",
    "language-lessons",
    "work-and-education",
    "volunteering",
    "complaints",
]


Item: TypeAlias = Literal[
    "link",
    "owner",
    "complete-profile",
    "profile",
    "client-manager",
    "opened-profile",
    "first-contact",
    "plan",
    "handover",
    "acknowledgement",
    "agreement",
    "move-plan",
    "move",
    "acceptance",
    "closing",
]


Language: TypeAlias = Literal["nl", "en"]


LetterDiscard: TypeAlias = Literal["known-otherwise", "not-needed", "cannot-be-taken", "other"]


MeetingPlace: TypeAlias = Literal["reception-centre", "municipality", "elsewhere"]


MessageState: TypeAlias = Literal["waiting", "recorded", "noted", "kept", "discarded"]


Mode: TypeAlias = Literal["in-person", "phone", "video"]


class Move(TypedDict):
    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]
    movedOn: str
    municipality: NotRequired[str | None]


class Name(TypedDict):
    nl: str
    en: str


class NamedCode(TypedDict):
    code: str
    name: Name


class NewDiscard(TypedDict):
    reason: DiscardReason


class NewDiscarding(TypedDict):
    reason: Discard


class NewLetterDiscard(TypedDict):
    reason: LetterDiscard


class NewLink(TypedDict):
    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]
    permitHolderId: str
    municipality: str
    azc: str
    basis: Basis
    matchedRegion: NotRequired[str | None]


class NewRedrives(TypedDict):
    """The oldest `most` of those that match all that is given."""

    consumer: NotRequired[str | None]
    type: NotRequired[str | None]
    error: NotRequired[str | None]
    most: NotRequired[int]


class NewSecret(TypedDict):
    """Shown in this answer and never again."""

    secretId: str
    secret: str


NoWarmReason: TypeAlias = Literal[
    "distance",
    "no-time",
    "no-capacity",
    "no-contact-person",
    "municipality-declined",
    "permit-holder-declined",
    "moved-too-soon",
    "privacy-doubt",
    "party-absent",
    "other",
]


class Notice(TypedDict):
    """`staffId` null: for whoever has the role at the place."""

    id: str
    caseId: str
    programme: str
    milestone: str
    about: Literal["near", "missed", "flag"]
    dueOn: str
    level: int
    staffId: str | None
    role: str | None
    place: str | None
    since: str
    readAt: str | None
    doneAt: str | None


class Notices(TypedDict):
    items: list[Notice]
    unread: int


class Notificatie(TypedDict):
    """DUO's form. Both numbers are optional there; a message without any is kept."""

    registratieDatumTijd: str
    gebeurtenisId: str
    bsn: NotRequired[str | None]
    vNummer: NotRequired[str | None]


Outcome: TypeAlias = Literal["accepted", "left", "died", "returned", "other"]


class OwnExperience(TypedDict):
    """Whether you are asked how it went; what was answered is kept nowhere with you."""

    state: Asked
    askedOn: NotRequired[str | None]


ToItem: TypeAlias = str


OwnerGone: TypeAlias = Literal["left", "relocated", "elsewhere"]


OwnerReason: TypeAlias = Literal["leave", "illness", "caseload", "relocation", "other"]


class OwnerSpan(TypedDict):
    """`lastOn` null: from then on."""

    owner: str
    firstOn: str
    lastOn: NotRequired[str | None]
    standIn: bool


class Ownership(TypedDict):
    """The first owner needs no reason, every later one does."""

    occurredAt: NotRequired[str | None]
    owner: str
    reason: NotRequired[OwnerReason | None]
    until: NotRequired[str | None]


class DeadLetterPage(TypedDict):
    items: list[DeadLetter]
    next: str | None


ParkedState: TypeAlias = Literal["parked", "waiting", "redrive", "discard", "done", "discarded"]


Part: TypeAlias = Literal["no-owner", "planned", "reception", "municipality"]


Party: TypeAlias = Literal["case-manager", "client-manager", "permit-holder"]


class PassingOn(TypedDict):
    occurredAt: NotRequired[str | None]
    owner: str


class PlanAction(TypedDict):
    party: Party
    dueOn: str
    text: str
    actionId: NotRequired[str | None]


class PlanEndorsement(TypedDict):
    occurredAt: NotRequired[str | None]
    planId: str
    party: NotRequired[Party | None]


class PlanGoal(TypedDict):
    party: Party
    text: str


PlanState: TypeAlias = Literal["proposed", "confirmed", "replaced", "taken-back"]


class PlannedMove(TypedDict):
    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]
    plannedOn: str


class PlannedOwner(TypedDict):
    """`code` and `detail`: why this case cannot go there; null where it can."""

    caseId: str
    to: str
    reason: NotRequired[OwnerReason | None]
    code: NotRequired[str | None]
    detail: NotRequired[str | None]


class Point(TypedDict):
    """
    `confirmedAt` null: not said yet. `eventId`: by which it is taken back. `required`: the
    programmes that run on the case ask for it.
    """

    item: str
    required: bool
    confirmedAt: NotRequired[str | None]
    eventId: NotRequired[str | None]


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


ProgrammeEnd: TypeAlias = Literal["completed", "other-programme", "stopped", "term", "other"]


class Progress(TypedDict):
    """What waits, of a push subscription."""

    unread: int
    waiting: int
    deadLetters: int
    oldest: str | None
    delivered: int
    deliveredAt: str | None
    passed: int
    failures: int
    restingUntil: str | None
    nextTryAt: str | None


class ProgressTalk(TypedDict):
    occurredAt: NotRequired[str | None]
    programme: NotRequired[str | None]


class ProtocolSettings(TypedDict):
    mode: NotRequired[Literal["structured", "binary"]]
    mostUnderWay: NotRequired[int | None]


class ReceiverLoad(TypedDict):
    """Open cases of somebody afterwards."""

    owner: str
    open: int


class RecordedOwner(TypedDict):
    caseId: str
    to: str
    reason: NotRequired[OwnerReason | None]


class RecordedOwnerChange(TypedDict):
    holder: str
    until: NotRequired[str | None]
    moves: list[RecordedOwner]


class ReferralConfirmation(TypedDict):
    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]


ReferralKind: TypeAlias = Literal[
    "language-school",
    "employer-service-point",
    "education",
    "volunteering",
    "social-support",
    "health-care",
    "legal-advice",
    "other",
]


class RefusedFile(TypedDict):
    """A file that was last seen with faults; what was loaded before stays."""

    file: str
    faults: list[str]


class Return(TypedDict):
    occurredAt: NotRequired[str | None]
    azc: str


class RoleCard(TypedDict):
    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]


class Rotation(TypedDict):
    """`overlapHours` 0: what the one before signed with is void at once."""

    overlapHours: NotRequired[int | None]


Scenario: TypeAlias = Literal["quick-start", "combined", "start-after-move"]


Section: TypeAlias = Literal[
    "identity", "education", "work", "language", "activities", "wishes", "network", "circumstances"
]


Side: TypeAlias = Literal["reception", "municipality"]


class SignalAnswer(TypedDict):
    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]
    text: str


class SignalClosing(TypedDict):
    occurredAt: NotRequired[str | None]
    noLongerNeeded: NotRequired[bool]


SignalKind: TypeAlias = Literal[
    "profile-not-found", "profile-thin", "no-answer", "date-changed", "programme-unclear", "other"
]


SignalState: TypeAlias = Literal["open", "answered", "closed", "void"]


class SignalSummary(TypedDict):
    """A signal as lists show it, without what was said."""

    signalId: str
    kind: SignalKind
    raisedBy: Side
    caseId: NotRequired[str | None]
    azc: str
    municipality: str
    raisedAt: str
    dueOn: str
    late: bool
    state: SignalState
    answeredAt: NotRequired[str | None]
    inTime: NotRequired[bool | None]
    closedAt: NotRequired[str | None]
    goesTo: GoesTo


class SinkAnswer(TypedDict):
    """What came of asking the sink."""

    permitted: bool
    reason: str
    rate: NotRequired[int | None]


class SinkCredential(TypedDict):
    """Sent to the sink as `Authorization: Bearer`; kept sealed and never shown."""

    credentialType: NotRequired[Literal["ACCESSTOKEN"]]
    accessToken: str
    accessTokenType: NotRequired[Literal["bearer"]]


Sort: TypeAlias = Literal["date", "move", "azc", "municipality", "silence"]


Stage: TypeAlias = Literal[
    "unlinked",
    "linked",
    "assigned",
    "contacted",
    "planned",
    "not-held",
    "held-by-phone",
    "held",
    "acknowledged",
    "agreed",
    "moved",
    "accepted",
    "closed",
]


class StandingAction(TypedDict):
    """`party` answers for it; `agreementId`: the plan or the agreement of a talk it stands in."""

    actionId: str
    agreementId: str
    inPlan: bool
    party: Party
    agreedWith: Party
    dueOn: str
    text: NotRequired[str | None]
    doneAt: NotRequired[str | None]


State: TypeAlias = Literal["unconfirmed", "active", "paused", "ended"]


class StepTaken(TypedDict):
    occurredAt: NotRequired[str | None]
    programme: str
    step: str


class SubscribedEvent(TypedDict):
    """
    A CloudEvent 1.0 in structured form; docs/asyncapi.json has the shape of `data` by type.

    What an event does not have is absent; an information-poor one has no `data`.
    """

    specversion: str
    id: str
    source: str
    type: str
    subject: str
    time: str
    sequence: str
    sequencetype: str
    dataref: str
    correlationid: str
    causationid: NotRequired[str | None]
    traceparent: NotRequired[str | None]
    datacontenttype: NotRequired[str | None]
    dataschema: NotRequired[str | None]
    data: NotRequired[dict[str, Any] | None]


class SubscriptionChange(TypedDict):
    at: str
    by: str
    what: str
    details: dict[str, Any]


class SubscriptionSummary(TypedDict):
    subscriptionId: str
    name: str
    delivery: How
    sink: NotRequired[str | None]
    state: State
    reason: NotRequired[str | None]
    createdAt: str
    changedAt: str
    endedAt: NotRequired[str | None]


TakeOverReason: TypeAlias = Literal["asked", "not-able", "term-passed", "other"]


class TakenStep(TypedDict):
    id: str
    occurredAt: str
    step: str


TaskCode: TypeAlias = Literal[
    "registration",
    "housing",
    "income",
    "insurance",
    "language",
    "education",
    "work",
    "volunteering",
    "network",
    "family",
    "integration-plan",
    "other",
]


class Telling(TypedDict):
    """What was said to the permit holder; what is discussed in person leaves no content."""

    occurredAt: NotRequired[str | None]
    items: NotRequired[list[InformationItem]]
    discussedInPerson: NotRequired[bool]


TermState: TypeAlias = Literal["done", "to-do", "late", "not-yet", "not-needed"]


class ToldConfig(TypedDict):
    content: Content
    form: str


class ToldProtocolSettings(TypedDict):
    mode: Literal["structured", "binary"]
    mostUnderWay: int
    rate: int | None


class ToldSecret(TypedDict):
    """Of what is sent is signed with; never what it is."""

    secretId: str
    madeAt: str
    until: NotRequired[str | None]


class Try(TypedDict):
    """`reason`: a code, `accepted` where the sink took it."""

    at: str
    eventId: str
    type: str
    attempt: int
    milliseconds: int
    status: int | None
    reason: str


class UnitRow(TypedDict):
    """The open cases of one household on the way to one municipality, or one case."""

    caseId: str
    caseIds: list[str]
    permitHolderIds: list[str]
    azc: str | None
    municipality: str | None
    distanceKm: float | None
    part: Part
    missing: list[Item]
    dueOn: str | None
    dueWhat: str | None
    owner: str | None
    owners: list[str]
    ownerGone: OwnerGone | None
    clientManager: str | None
    clientManagers: list[str]
    clientManagerGone: OwnerGone | None
    linkedOn: str | None
    moveOn: str | None
    plannedFor: str | None
    lastAt: str | None


UnlinkReason: TypeAlias = Literal["relinked", "left", "mistake", "other"]


class Unlinking(TypedDict):
    occurredAt: NotRequired[str | None]
    reason: UnlinkReason


Verdict: TypeAlias = Literal["usable", "incomplete"]


VisitKind: TypeAlias = Literal["visit", "meet-and-greet"]


VoidReason: TypeAlias = Literal[
    "mistake", "wrong-person", "did-not-happen", "recorded-twice", "other"
]


class Voiding(TypedDict):
    occurredAt: NotRequired[str | None]
    reason: VoidReason


class Waiting(TypedDict):
    """Other cases without a talk; `cases` names the oldest."""

    count: int
    cases: list[str]


WelcomeKind: TypeAlias = Literal["letter", "pack", "day", "market"]


class WorkListFlags(TypedDict):
    """Within the part that is shown."""

    late: int
    moving: int
    undated: int
    silent: int
    long: int


class WorkListParts(TypedDict):
    """Every open unit is in exactly one of them: they add up to `open`."""

    noOwner: int
    planned: int
    reception: int
    municipality: int


class Acknowledgement(TypedDict):
    """`incomplete` names the sections that are missing."""

    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]
    verdict: Verdict
    sections: NotRequired[list[Section]]


class ActionInPlan(TypedDict):
    actionId: str
    party: Party
    dueOn: str
    text: NotRequired[str | None]


class ActionTakeOver(TypedDict):
    occurredAt: NotRequired[str | None]
    reason: TakeOverReason


class Agenda(TypedDict):
    """
    What the programmes ask to say, then what else may be said.

    `discussInPerson` unknown: the profile could not be read; planning does not wait for it.
    """

    items: list[Point]
    discussInPerson: InPersonFlag


class AgreedAction(TypedDict):
    party: Party
    dueOn: str
    text: str


class Assignment(TypedDict):
    """Above the programme's norm with a reason it names, and with a last day."""

    occurredAt: NotRequired[str | None]
    programme: str
    worker: NotRequired[str | None]
    until: NotRequired[str | None]
    reason: NotRequired[OwnerReason | None]


class CaseFlag(TypedDict):
    programme: str
    kind: FlagKind
    periodFrom: str
    since: str
    worker: NotRequired[str | None]


class CaseSummary(TypedDict):
    """A case as lists show it. `missing` is in the order in which things come."""

    caseId: str
    permitHolderId: str
    householdId: NotRequired[str | None]
    openedOn: str
    state: Literal["unlinked", "linked", "moved", "closed"]
    stage: Stage
    municipality: NotRequired[str | None]
    basis: NotRequired[str | None]
    distanceKm: NotRequired[float | None]
    azc: NotRequired[str | None]
    owner: NotRequired[str | None]
    standIn: bool
    ownerGone: NotRequired[OwnerGone | None]
    clientManagerGone: NotRequired[OwnerGone | None]
    grantedOn: NotRequired[str | None]
    plannedFor: NotRequired[str | None]
    movedOn: NotRequired[str | None]
    closedOn: NotRequired[str | None]
    outcome: NotRequired[str | None]
    turn: Literal[
        "no-owner",
        "planned",
        "tvs-system",
        "location-manager",
        "case-manager",
        "client-manager",
        "nobody",
    ]
    missing: list[Item]


class ChangedConfig(TypedDict):
    content: NotRequired[Content | None]


class ChangedSubscription(TypedDict):
    """What is absent, or null, stays; null takes `sinkCredential` and `alertTo` away."""

    name: NotRequired[str | None]
    sink: NotRequired[str | None]
    sinkCredential: NotRequired[SinkCredential | None]
    protocolSettings: NotRequired[ChangedProtocolSettings | None]
    types: NotRequired[
        list[
            Literal[
                "nl.doorlopendelijn.handover.CaseAccepted.v1",
                "nl.doorlopendelijn.handover.CaseAssigned.v1",
                "nl.doorlopendelijn.handover.CaseOwnerLeft.v1",
                "nl.doorlopendelijn.handover.CaseReassigned.v1",
                "nl.doorlopendelijn.handover.ClientManagerLeft.v1",
                "nl.doorlopendelijn.handover.ClientManagerNamed.v1",
                "nl.doorlopendelijn.handover.ContactHeld.v1",
                "nl.doorlopendelijn.handover.EventVoided.v1",
                "nl.doorlopendelijn.handover.FirstContactMade.v1",
                "nl.doorlopendelijn.handover.HandoverAcknowledged.v1",
                "nl.doorlopendelijn.handover.HandoverByPhone.v1",
                "nl.doorlopendelijn.handover.HandoverClosed.v1",
                "nl.doorlopendelijn.handover.HandoverNotHeld.v1",
                "nl.doorlopendelijn.handover.HandoverPlanned.v1",
                "nl.doorlopendelijn.handover.InformationConfirmed.v1",
                "nl.doorlopendelijn.handover.MilestoneMet.v1",
                "nl.doorlopendelijn.handover.MilestoneMissed.v1",
                "nl.doorlopendelijn.handover.MilestoneNear.v1",
                "nl.doorlopendelijn.handover.MovePlanned.v1",
                "nl.doorlopendelijn.handover.MovedToMunicipality.v1",
                "nl.doorlopendelijn.handover.MunicipalityLinked.v1",
                "nl.doorlopendelijn.handover.PlanActionDone.v1",
                "nl.doorlopendelijn.handover.PlanActionTakenOver.v1",
                "nl.doorlopendelijn.handover.PlanAgreed.v1",
                "nl.doorlopendelijn.handover.ProgrammeAssigned.v1",
                "nl.doorlopendelijn.handover.ProgrammeEnded.v1",
                "nl.doorlopendelijn.handover.ProgressTalkHeld.v1",
                "nl.doorlopendelijn.handover.ReferralConfirmed.v1",
                "nl.doorlopendelijn.handover.ReferralMade.v1",
                "nl.doorlopendelijn.handover.ReturnedToReception.v1",
                "nl.doorlopendelijn.handover.RoleCardShown.v1",
                "nl.doorlopendelijn.handover.SignalAnswered.v1",
                "nl.doorlopendelijn.handover.SignalClosed.v1",
                "nl.doorlopendelijn.handover.SignalRaised.v1",
                "nl.doorlopendelijn.handover.WarmHandoverHeld.v1",
                "nl.doorlopendelijn.handover.WelcomeSent.v1",
                "nl.doorlopendelijn.profile.ActivityAnswered.v1",
                "nl.doorlopendelijn.profile.ActivityEnded.v1",
                "nl.doorlopendelijn.profile.ActivityPlanned.v1",
                "nl.doorlopendelijn.profile.ActivityRecorded.v1",
                "nl.doorlopendelijn.profile.ActivityRequested.v1",
                "nl.doorlopendelijn.profile.AssessmentRecorded.v1",
                "nl.doorlopendelijn.profile.EventVoided.v1",
                "nl.doorlopendelijn.profile.HouseholdMemberJoined.v1",
                "nl.doorlopendelijn.profile.HouseholdMemberLeft.v1",
                "nl.doorlopendelijn.profile.ParticipationTalkHeld.v1",
                "nl.doorlopendelijn.profile.PermitGranted.v1",
                "nl.doorlopendelijn.profile.PermitHolderRelocated.v1",
                "nl.doorlopendelijn.profile.PersonalDataErased.v1",
                "nl.doorlopendelijn.profile.ProfileCompleted.v1",
                "nl.doorlopendelijn.profile.ProfileOpened.v1",
                "nl.doorlopendelijn.profile.ProfileSectionRecorded.v1",
                "nl.doorlopendelijn.profile.ProfileSent.v1",
                "nl.doorlopendelijn.profile.ProfileViewed.v1",
                "nl.doorlopendelijn.profile.StayEnded.v1",
                "nl.doorlopendelijn.profile.SupplementRequested.v1",
                "nl.doorlopendelijn.subscription.LinkEnded.v1",
                "nl.doorlopendelijn.subscription.Ping.v1",
                "nl.doorlopendelijn.subscription.StateTold.v1",
            ]
        ]
        | None
    ]
    filters: NotRequired[list[Filter] | None]
    config: NotRequired[ChangedConfig | None]
    alertTo: NotRequired[str | None]


class ChecklistItem(TypedDict):
    """`doneAt` null: missing, and owed by `owedBy`."""

    item: Item
    doneAt: NotRequired[str | None]
    owedBy: str


class ChosenOwner(TypedDict):
    """Of one case: who gets it, or another reason than that of the act."""

    caseId: str
    owner: NotRequired[str | None]
    reason: NotRequired[OwnerReason | None]


class ClientManager(TypedDict):
    """The first one needs no reason."""

    occurredAt: NotRequired[str | None]
    clientManager: str
    reason: NotRequired[OwnerReason | None]
    until: NotRequired[str | None]


class ClosingTask(TypedDict):
    task: TaskCode
    party: Party


class Config(TypedDict):
    content: NotRequired[Content]
    form: NotRequired[str]


class Confirmation(TypedDict):
    """`moment`: which of several was chosen. `scenario`: the municipality's choice."""

    occurredAt: NotRequired[str | None]
    moment: NotRequired[str | None]
    scenario: NotRequired[Scenario | None]
    members: NotRequired[list[str]]


class Contact(TypedDict):
    occurredAt: NotRequired[str | None]
    programme: str
    worker: NotRequired[str | None]
    mode: NotRequired[Mode]
    contact: NotRequired[ContactOccasion]


class DuoMessage(TypedDict):
    """`state`: `recorded` and `noted` are done, `waiting` and `kept` are open."""

    messageId: str
    berichtId: str | None
    organisation: str
    municipality: str | None
    event: str | None
    registeredAt: str | None
    faults: NotRequired[list[str] | None]
    receivedAt: str
    state: MessageState
    reason: str | None
    tries: int
    triedAt: NotRequired[str | None]
    caseId: NotRequired[str | None]
    eventId: NotRequired[str | None]
    discardedBecause: NotRequired[Discard | None]
    decidedAt: NotRequired[str | None]


class Ending(TypedDict):
    occurredAt: NotRequired[str | None]
    programme: str
    reason: ProgrammeEnd


class Endorsement(TypedDict):
    party: Party
    endorsedAt: str
    recordedBy: NotRequired[str | None]


class EventBatch(TypedDict):
    """Events in the order of the feed, which is per person the order in which they were heard."""

    events: list[SubscribedEvent]
    next: str
    more: bool


class Experience(TypedDict):
    answer: ExperienceAnswer


class Finding(TypedDict):
    occurredAt: NotRequired[str | None]
    source: FindingSource
    text: str


class FindingRead(TypedDict):
    """`text` null: the person's data were erased."""

    id: str
    occurredAt: str
    source: FindingSource
    text: str | None


class Findings(TypedDict):
    items: list[FindingRead]


class GoalInPlan(TypedDict):
    """`text` null: erased."""

    party: Party
    text: NotRequired[str | None]


class HeldContact(TypedDict):
    id: str
    occurredAt: str
    worker: str
    mode: Mode
    contact: ContactOccasion


class History(TypedDict):
    items: list[HistoryEvent]
    next: NotRequired[str | None]


class Milestone(TypedDict):
    code: str
    name: Name
    metBy: list[str]
    countedFrom: str | None
    days: int | None
    nearDays: int
    after: list[str]
    owedBy: str


class NewSignal(TypedDict):
    """About the person of a case."""

    occurredAt: NotRequired[str | None]
    kind: SignalKind
    text: str


class NewSignalAboutNobody(TypedDict):
    """The text names no person. The place of one's own may be left out where there is only one."""

    occurredAt: NotRequired[str | None]
    kind: SignalKind
    text: str
    azc: NotRequired[str | None]
    municipality: NotRequired[str | None]


class NewSubscription(TypedDict):
    """Without `sink` events are fetched, and nothing is sent."""

    name: str
    sink: NotRequired[str | None]
    protocol: NotRequired[Literal["HTTP"] | None]
    sinkCredential: NotRequired[SinkCredential | None]
    protocolSettings: NotRequired[ProtocolSettings | None]
    source: NotRequired[str | None]
    domain: NotRequired[str | None]
    types: NotRequired[
        list[
            Literal[
                "nl.doorlopendelijn.handover.CaseAccepted.v1",
                "nl.doorlopendelijn.handover.CaseAssigned.v1",
                "nl.doorlopendelijn.handover.CaseOwnerLeft.v1",
                "nl.doorlopendelijn.handover.CaseReassigned.v1",
                "nl.doorlopendelijn.handover.ClientManagerLeft.v1",
                "nl.doorlopendelijn.handover.ClientManagerNamed.v1",
                "nl.doorlopendelijn.handover.ContactHeld.v1",
                "nl.doorlopendelijn.handover.EventVoided.v1",
                "nl.doorlopendelijn.handover.FirstContactMade.v1",
                "nl.doorlopendelijn.handover.HandoverAcknowledged.v1",
                "nl.doorlopendelijn.handover.HandoverByPhone.v1",
                "nl.doorlopendelijn.handover.HandoverClosed.v1",
                "nl.doorlopendelijn.handover.HandoverNotHeld.v1",
                "nl.doorlopendelijn.handover.HandoverPlanned.v1",
                "nl.doorlopendelijn.handover.InformationConfirmed.v1",
                "nl.doorlopendelijn.handover.MilestoneMet.v1",
                "nl.doorlopendelijn.handover.MilestoneMissed.v1",
                "nl.doorlopendelijn.handover.MilestoneNear.v1",
                "nl.doorlopendelijn.handover.MovePlanned.v1",
                "nl.doorlopendelijn.handover.MovedToMunicipality.v1",
                "nl.doorlopendelijn.handover.MunicipalityLinked.v1",
                "nl.doorlopendelijn.handover.PlanActionDone.v1",
                "nl.doorlopendelijn.handover.PlanActionTakenOver.v1",
                "nl.doorlopendelijn.handover.PlanAgreed.v1",
                "nl.doorlopendelijn.handover.ProgrammeAssigned.v1",
                "nl.doorlopendelijn.handover.ProgrammeEnded.v1",
                "nl.doorlopendelijn.handover.ProgressTalkHeld.v1",
                "nl.doorlopendelijn.handover.ReferralConfirmed.v1",
                "nl.doorlopendelijn.handover.ReferralMade.v1",
                "nl.doorlopendelijn.handover.ReturnedToReception.v1",
                "nl.doorlopendelijn.handover.RoleCardShown.v1",
                "nl.doorlopendelijn.handover.SignalAnswered.v1",
                "nl.doorlopendelijn.handover.SignalClosed.v1",
                "nl.doorlopendelijn.handover.SignalRaised.v1",
                "nl.doorlopendelijn.handover.WarmHandoverHeld.v1",
                "nl.doorlopendelijn.handover.WelcomeSent.v1",
                "nl.doorlopendelijn.profile.ActivityAnswered.v1",
                "nl.doorlopendelijn.profile.ActivityEnded.v1",
                "nl.doorlopendelijn.profile.ActivityPlanned.v1",
                "nl.doorlopendelijn.profile.ActivityRecorded.v1",
                "nl.doorlopendelijn.profile.ActivityRequested.v1",
                "nl.doorlopendelijn.profile.AssessmentRecorded.v1",
                "nl.doorlopendelijn.profile.EventVoided.v1",
                "nl.doorlopendelijn.profile.HouseholdMemberJoined.v1",
                "nl.doorlopendelijn.profile.HouseholdMemberLeft.v1",
                "nl.doorlopendelijn.profile.ParticipationTalkHeld.v1",
                "nl.doorlopendelijn.profile.PermitGranted.v1",
                "nl.doorlopendelijn.profile.PermitHolderRelocated.v1",
                "nl.doorlopendelijn.profile.PersonalDataErased.v1",
                "nl.doorlopendelijn.profile.ProfileCompleted.v1",
                "nl.doorlopendelijn.profile.ProfileOpened.v1",
                "nl.doorlopendelijn.profile.ProfileSectionRecorded.v1",
                "nl.doorlopendelijn.profile.ProfileSent.v1",
                "nl.doorlopendelijn.profile.ProfileViewed.v1",
                "nl.doorlopendelijn.profile.StayEnded.v1",
                "nl.doorlopendelijn.profile.SupplementRequested.v1",
                "nl.doorlopendelijn.subscription.LinkEnded.v1",
                "nl.doorlopendelijn.subscription.Ping.v1",
                "nl.doorlopendelijn.subscription.StateTold.v1",
            ]
        ]
    ]
    filters: NotRequired[list[Filter]]
    config: NotRequired[Config]
    alertTo: NotRequired[str | None]


class OtherOutcome(TypedDict):
    """For one member: absent, by phone only, or not held for a reason of its own."""

    caseId: str
    mode: NotRequired[Mode | None]
    attended: NotRequired[list[Party]]
    reason: NotRequired[NoWarmReason | None]


class OwnerChange(TypedDict):
    """
    Without `cases` all open ones of `holder`; without `holder` those in `cases`.

    They are shared among `to` so that loads come out even, and households stay together.
    """

    holder: NotRequired[str | None]
    reason: NotRequired[OwnerReason | None]
    to: NotRequired[list[ToItem]]
    until: NotRequired[str | None]
    cases: NotRequired[list[str] | None]
    chosen: NotRequired[list[ChosenOwner]]


class OwnerChangePreview(TypedDict):
    """`elsewhere`: open cases of the holder in which you have no say."""

    moves: list[PlannedOwner]
    loads: list[ReceiverLoad]
    elsewhere: int


class CaseSummaryPage(TypedDict):
    items: list[CaseSummary]
    next: str | None


class DuoMessagePage(TypedDict):
    items: list[DuoMessage]
    next: str | None


class SignalSummaryPage(TypedDict):
    items: list[SignalSummary]
    next: str | None


class SubscriptionChangePage(TypedDict):
    items: list[SubscriptionChange]
    next: str | None


class SubscriptionSummaryPage(TypedDict):
    items: list[SubscriptionSummary]
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


class Plan(TypedDict):
    """A planned talk. `moments`: what is proposed, or the one that was agreed."""

    planId: str
    state: PlanState
    municipality: str
    mode: Mode
    reason: NotRequired[NoWarmReason | None]
    scenario: NotRequired[Scenario | None]
    scheduledFor: str
    moments: list[str]
    place: NotRequired[MeetingPlace | None]
    language: NotRequired[str | None]
    interpreter: bool
    closesModule: bool
    proposedBy: Party
    proposedAt: str
    confirmedBy: NotRequired[Party | None]
    confirmedAt: NotRequired[str | None]
    warnings: list[Caution]


class PlanDraft(TypedDict):
    """A whole version: it takes the place of the one before, and everybody agrees anew."""

    occurredAt: NotRequired[str | None]
    goals: list[PlanGoal]
    actions: NotRequired[list[PlanAction]]


class PlanVersion(TypedDict):
    planId: str
    municipality: str
    draftedAt: str
    goals: list[GoalInPlan]
    actions: list[ActionInPlan]
    endorsements: list[Endorsement]
    lacking: list[Party]


class PlannedTalk(TypedDict):
    """
    One, two or three moments: `scheduledFor`, `moments` or both. By phone with a reason.

    The municipality gives the scenario; the reception centre may leave it open.
    """

    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]
    mode: Mode
    scenario: NotRequired[Scenario | None]
    scheduledFor: NotRequired[str | None]
    moments: NotRequired[list[str]]
    place: NotRequired[MeetingPlace | None]
    language: NotRequired[str | None]
    interpreter: NotRequired[bool]
    reason: NotRequired[NoWarmReason | None]
    closesModule: NotRequired[bool]
    members: NotRequired[list[str]]


class Plans(TypedDict):
    """The last one first."""

    items: list[Plan]


class ProgrammePeriod(TypedDict):
    """`lastOn` null: from then on. `phase`: on its last day, or today."""

    programme: str
    version: int | None
    firstOn: str
    lastOn: str | None
    worker: str | None
    phase: str | None
    stayUntil: str | None
    contacts: list[HeldContact]
    count: ContactCount | None
    steps: list[TakenStep]
    missingItems: list[str]


class ProgrammeVersion(TypedDict):
    """`validUntil` null: nothing ends it."""

    code: str
    version: int
    validFrom: str
    validUntil: str | None
    name: Name
    everyCase: bool
    source: list[str]
    ourChoice: list[str]
    phases: list[NamedCode]
    steps: list[NamedCode]
    milestones: list[Milestone]
    requiredItems: list[str]


class Referral(TypedDict):
    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]
    referralTo: ReferralKind


class ScoutDay(TypedDict):
    """`here`: at this reception centre; `phone`: at one far away. No talk counts as a handover."""

    azc: str
    region: str
    here: list[CaseSummary]
    phone: list[CaseSummary]


class Signal(TypedDict):
    """`text` and `answer` null: not said, or erased."""

    signalId: str
    kind: SignalKind
    raisedBy: Side
    caseId: NotRequired[str | None]
    azc: str
    municipality: str
    raisedAt: str
    dueOn: str
    late: bool
    state: SignalState
    answeredAt: NotRequired[str | None]
    inTime: NotRequired[bool | None]
    closedAt: NotRequired[str | None]
    goesTo: GoesTo
    text: NotRequired[str | None]
    answer: NotRequired[str | None]


class SignalCause(TypedDict):
    """How often a kind of signal was raised with a place."""

    kind: SignalKind
    place: str
    raised: int
    open: int
    late: int
    answeredInTime: int
    aboutNobody: int


class SignalCauses(TypedDict):
    items: list[SignalCause]


class Subscription(TypedDict):
    """Neither a secret nor the credential is in it."""

    subscriptionId: str
    name: str
    delivery: How
    sink: NotRequired[str | None]
    state: State
    reason: NotRequired[str | None]
    createdAt: str
    changedAt: str
    endedAt: NotRequired[str | None]
    protocol: NotRequired[Literal["HTTP"] | None]
    protocolSettings: NotRequired[ToldProtocolSettings | None]
    permittedAt: NotRequired[str | None]
    hasCredential: bool
    types: list[str]
    filters: list[dict[str, Any]]
    config: ToldConfig
    secrets: list[ToldSecret]
    alertTo: NotRequired[str | None]
    alertsSent: bool
    alertRefused: NotRequired[bool]


class TakingBack(TypedDict):
    occurredAt: NotRequired[str | None]
    reason: VoidReason


class TalkAgreement(TypedDict):
    occurredAt: NotRequired[str | None]
    actions: list[AgreedAction]


class TalkOutcome(TypedDict):
    """Warm: in person, all three attended. By phone or video: with a reason. Else not held."""

    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]
    mode: NotRequired[Mode | None]
    attended: NotRequired[list[Party]]
    interpreter: NotRequired[bool]
    reason: NotRequired[NoWarmReason | None]
    others: NotRequired[list[Attendant]]
    closesModule: NotRequired[bool]
    members: NotRequired[list[str]]
    exceptions: NotRequired[list[OtherOutcome]]


class Term(TypedDict):
    """`cameBefore`: milestones that should have come first. `missed`: its last day passed."""

    programme: str
    version: int
    milestone: str
    name: Name
    periodFrom: str
    owedBy: str
    countedOn: str | None
    dueOn: str | None
    nearOn: str | None
    metAt: str | None
    inTime: bool | None
    missed: bool
    state: TermState
    cameBefore: list[str]


class Terms(TypedDict):
    items: list[Term]


class Tries(TypedDict):
    items: list[Try]


class Visit(TypedDict):
    """`own`: the municipality organises it itself; else it is invited."""

    kind: VisitKind
    startsAt: str
    endsAt: NotRequired[str | None]
    own: bool


class Welcome(TypedDict):
    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]
    welcome: WelcomeKind


class WorkListAnswer(TypedDict):
    """`shown`: how many units the filters leave; `items` is one page of them."""

    open: int
    persons: int
    parts: WorkListParts
    flags: WorkListFlags
    shown: int
    items: list[UnitRow]


class Case(TypedDict):
    caseId: str
    permitHolderId: str
    householdId: NotRequired[str | None]
    openedOn: str
    state: Literal["unlinked", "linked", "moved", "closed"]
    stage: Stage
    municipality: NotRequired[str | None]
    basis: NotRequired[str | None]
    distanceKm: NotRequired[float | None]
    azc: NotRequired[str | None]
    owner: NotRequired[str | None]
    standIn: bool
    ownerGone: NotRequired[OwnerGone | None]
    clientManagerGone: NotRequired[OwnerGone | None]
    grantedOn: NotRequired[str | None]
    plannedFor: NotRequired[str | None]
    movedOn: NotRequired[str | None]
    closedOn: NotRequired[str | None]
    outcome: NotRequired[str | None]
    turn: Literal[
        "no-owner",
        "planned",
        "tvs-system",
        "location-manager",
        "case-manager",
        "client-manager",
        "nobody",
    ]
    missing: list[Item]
    checklist: list[ChecklistItem]
    owners: list[OwnerSpan]


class CaseProgrammes(TypedDict):
    periods: list[ProgrammePeriod]
    flags: list[CaseFlag]


class Closing(TypedDict):
    """With `accepted` at least one task; with `other` a reason."""

    occurredAt: NotRequired[str | None]
    outcome: Outcome
    overview: Party
    tasks: NotRequired[list[ClosingTask]]
    reason: NotRequired[ClosingReason | None]


class IntegrationPlan(TypedDict):
    """`agreed`: all three agreed to the present version; else `lacking` names who did not."""

    agreed: bool
    lacking: list[Party]
    present: NotRequired[PlanVersion | None]
    actions: list[StandingAction]
    former: list[PlanVersion]


class MeetingOptions(TypedDict):
    """What makes one journey serve more: for the municipality and azc of this case."""

    azc: str
    municipality: str
    distanceKm: NotRequired[float | None]
    waiting: Waiting
    visits: list[Visit]


class MyCase(TypedDict):
    caseId: str
    state: Literal["unlinked", "linked", "moved", "closed"]
    azc: NotRequired[str | None]
    municipality: NotRequired[str | None]
    plannedFor: NotRequired[str | None]
    movedOn: NotRequired[str | None]
    closedOn: NotRequired[str | None]
    plan: IntegrationPlan
    experience: OwnExperience


class ParkedEventPage(TypedDict):
    items: list[ParkedEvent]
    next: str | None


class ProgrammeList(TypedDict):
    items: list[ProgrammeVersion]
    refused: list[RefusedFile]
