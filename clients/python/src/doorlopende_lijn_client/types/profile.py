"""What profile-service takes and answers, generated from docs/openapi/profile.json.

`make docs` writes it anew.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

ActivityEndReason: TypeAlias = Literal["completed", "moved", "stopped", "other"]


class ActivityEnding(TypedDict):
    occurredAt: NotRequired[str | None]
    endedOn: str
    reason: ActivityEndReason


ActivitySetting: TypeAlias = Literal["internal", "external"]


ActivityState: TypeAlias = Literal["open", "experience"]


ActivityType: TypeAlias = Literal[
    "early-integration",
    "language",
    "training",
    "volunteering",
    "aan-de-slag",
    "self-activity",
    "paid-work",
    "internship",
    "sport-culture",
    "other",
]


AfterMove: TypeAlias = Literal["goes-on", "unknown"]


AssessmentKind: TypeAlias = Literal["noa", "diploma-valuation", "language-test", "other"]


class AssessmentResult(TypedDict):
    occurredAt: NotRequired[str | None]
    doneOn: str
    result: NotRequired[str | None]


AssessmentState: TypeAlias = Literal["requested", "done"]


Completeness: TypeAlias = Literal["empty", "partial", "complete"]


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


Difference: TypeAlias = Literal["added", "changed", "removed"]


DiscardReason: TypeAlias = Literal[
    "recorded-twice", "corrected-otherwise", "not-readable", "test-data"
]


ErasureGround: TypeAlias = Literal["request", "term", "mistake"]


Finding: TypeAlias = Literal[
    "not-linked", "never-sent", "unopened", "section-empty", "nothing-empty"
]


Form: TypeAlias = Literal["csv", "ndjson", "xlsx"]


Ground: TypeAlias = Literal["lives-there", "linked", "granted"]


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


class HouseholdMembership(TypedDict):
    occurredAt: NotRequired[str | None]
    householdId: str


class IntakeFault(TypedDict):
    row: int
    column: str
    code: str
    detail: str
    note: bool


IntakeState: TypeAlias = Literal[
    "uploaded", "checking", "checked", "committing", "done", "failed", "undone", "abandoned"
]


Manner: TypeAlias = Literal[
    "opened", "listed", "found", "changed", "sent", "shared", "exported", "erased", "refused"
]


class NewActivity(TypedDict):
    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]
    activityType: ActivityType
    programme: NotRequired[str | None]
    setting: ActivitySetting
    startedOn: str
    endedOn: NotRequired[str | None]
    continuesAfterMove: NotRequired[bool]
    provider: NotRequired[str | None]
    trainingCode: NotRequired[str | None]
    plannedActivityId: NotRequired[str | None]


class NewAssessment(TypedDict):
    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]
    kind: AssessmentKind
    state: AssessmentState
    happenedOn: str
    result: NotRequired[str | None]


class NewDiscard(TypedDict):
    reason: DiscardReason


class NewPlan(TypedDict):
    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]
    activityType: ActivityType
    provider: str
    trainingCode: NotRequired[str | None]
    startsOn: NotRequired[str | None]


class NewProfile(TypedDict):
    occurredAt: NotRequired[str | None]
    permitHolderId: NotRequired[str | None]
    azc: str


class NewRedrives(TypedDict):
    """The oldest `most` of those that match all that is given."""

    consumer: NotRequired[str | None]
    type: NotRequired[str | None]
    error: NotRequired[str | None]
    most: NotRequired[int]


class NewRequest(TypedDict):
    occurredAt: NotRequired[str | None]
    activityType: ActivityType
    wish: NotRequired[str | None]


class Occurrence(TypedDict):
    occurredAt: NotRequired[str | None]


class IntakeFaultPage(TypedDict):
    items: list[IntakeFault]
    next: str | None


ParkedState: TypeAlias = Literal["parked", "waiting", "redrive", "discard", "done", "discarded"]


class ParticipationTalk(TypedDict):
    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]
    heldOn: str


class Permit(TypedDict):
    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]
    grantedOn: str


class PersonName(TypedDict):
    permitHolderId: str
    name: str


class PlanToPreview(TypedDict):
    activityType: ActivityType
    provider: str
    trainingCode: NotRequired[str | None]


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


class ProfileIntakeCommit(TypedDict):
    onlyValid: NotRequired[bool]


Purpose: TypeAlias = Literal[
    "registration",
    "reception",
    "review",
    "integration",
    "language-lessons",
    "training",
    "volunteering",
    "work",
    "own-data",
]


class RecordedBy(TypedDict):
    organisation: str
    roles: list[str]


class Relocation(TypedDict):
    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]
    toAzc: str
    caseManager: NotRequired[str | None]


RequestAnswer: TypeAlias = Literal["offered", "planned", "later", "none"]


class RequestAnswered(TypedDict):
    occurredAt: NotRequired[str | None]
    answer: RequestAnswer
    provider: NotRequired[str | None]


class RetentionRun(TypedDict):
    """Counts only. `heldBack`: due, but an event about them may be late."""

    runId: str
    startedAt: str
    endedAt: str | None
    dry: bool
    due: int
    erased: int
    heldBack: int
    processingRecords: int
    sessions: int


ReviewRemark: TypeAlias = Literal["too-thin", "outdated", "unclear", "contradictory"]


ReviewVerdict: TypeAlias = Literal["usable", "not-usable"]


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


class Search(TypedDict):
    vNumber: str


Section: TypeAlias = Literal[
    "identity", "education", "work", "language", "activities", "wishes", "network", "circumstances"
]


class SectionSchema(TypedDict):
    section: Section
    version: int
    versions: list[int]
    document: dict[str, Any]


class SectionState(TypedDict):
    """`content` null: nothing recorded, declined, erased, or nothing of it for this reader."""

    section: Section
    completeness: Completeness
    missing: list[str]
    declined: bool
    content: NotRequired[dict[str, Any] | None]
    contentVersion: NotRequired[int | None]
    schemaVersion: NotRequired[int | None]
    recordedAt: NotRequired[str | None]
    recordedBy: NotRequired[RecordedBy | None]
    changedSinceSent: NotRequired[bool | None]


class Sending(TypedDict):
    occurredAt: NotRequired[str | None]
    municipality: NotRequired[str | None]


class SentVersion(TypedDict):
    municipality: str
    profileVersion: int
    sentAt: str


State: TypeAlias = Literal["open", "completed", "sent", "viewed", "ended"]


StayEndReason: TypeAlias = Literal["left", "died", "returned", "permit-withdrawn"]


class StayEnding(TypedDict):
    occurredAt: NotRequired[str | None]
    replaces: NotRequired[str | None]
    reason: StayEndReason


class SupplementRequest(TypedDict):
    occurredAt: NotRequired[str | None]
    sections: list[Section]


VoidReason: TypeAlias = Literal[
    "mistake", "wrong-person", "did-not-happen", "recorded-twice", "other"
]


class Voiding(TypedDict):
    occurredAt: NotRequired[str | None]
    reason: VoidReason


WarningCode: TypeAlias = Literal["done-before", "planned-before"]


class WhomToAsk(TypedDict):
    azc: str
    role: Role


Why: TypeAlias = Literal["not-granted", "other-audience", "other-purpose"]


class WithheldField(TypedDict):
    section: Section
    field: NotRequired[str | None]
    why: Why


class Access(TypedDict):
    """One time that somebody did something with the data. `reason`: why it was refused."""

    happenedAt: str
    organisation: str
    roles: list[str]
    manner: Manner
    activity: str
    purpose: Purpose
    parts: list[str]
    reason: NotRequired[str | None]


class Activity(TypedDict):
    activityId: str
    activityType: ActivityType
    programme: NotRequired[str | None]
    provider: NotRequired[str | None]
    trainingCode: NotRequired[str | None]
    setting: ActivitySetting
    startedOn: str
    endedOn: NotRequired[str | None]
    endReason: NotRequired[ActivityEndReason | None]
    continuesAfterMove: bool
    state: ActivityState
    afterMove: NotRequired[AfterMove | None]


class ActivityRequest(TypedDict):
    requestId: str
    permitHolderId: str
    activityType: ActivityType
    requestedAt: str
    wish: NotRequired[str | None]
    answer: NotRequired[RequestAnswer | None]
    provider: NotRequired[str | None]
    answeredAt: NotRequired[str | None]


class AssessedResult(TypedDict):
    """`result` null: none is kept, or not for this reader."""

    assessmentId: str
    kind: AssessmentKind
    requestedOn: NotRequired[str | None]
    doneOn: NotRequired[str | None]
    result: NotRequired[str | None]


class Assessment(TypedDict):
    """`requestedOn` is null where it is only known to be done."""

    assessmentId: str
    kind: AssessmentKind
    requestedOn: NotRequired[str | None]
    doneOn: NotRequired[str | None]


class CanSee(TypedDict):
    """`untilAt` null: not known yet."""

    party: str
    ground: Ground
    purpose: Purpose
    sections: list[Section]
    sinceAt: str
    untilAt: NotRequired[str | None]
    lastDayOn: NotRequired[str | None]


class ChangedField(TypedDict):
    section: Section
    field: NotRequired[str | None]
    difference: Difference


class Erasure(TypedDict):
    ground: ErasureGround


class FoundProfile(TypedDict):
    """`finding`: why there seems to be nothing, null where that is not for the reader."""

    permitHolderId: str
    address: str
    azc: str
    grantedOn: NotRequired[str | None]
    municipality: NotRequired[str | None]
    finding: NotRequired[Finding | None]
    profileVersion: NotRequired[int | None]
    emptySections: list[Section]
    ask: WhomToAsk


class Grant(TypedDict):
    """`untilAt`: the moment from which nothing is read under it any more."""

    grantId: str
    permitHolderId: str
    party: str
    purpose: Purpose
    sections: list[Section]
    grantedAt: str
    expiresOn: str
    untilAt: str
    holds: bool


class GrantedSection(TypedDict):
    """`content` null: declined, erased, or nothing of it for the purposes granted."""

    section: Section
    completeness: Completeness
    content: NotRequired[dict[str, Any] | None]


class GrantedSections(TypedDict):
    """`profileVersion`: the last completed one, null where none is complete yet."""

    permitHolderId: str
    profileVersion: NotRequired[int | None]
    purposes: list[Purpose]
    untilAt: str
    sections: list[GrantedSection]


class History(TypedDict):
    items: list[HistoryEvent]
    next: NotRequired[str | None]


class IntakeAnswer(TypedDict):
    """`done` of `total` rows in this state: the figure of progress."""

    intakeId: str
    state: IntakeState
    dryRun: bool
    onlyValid: bool
    total: int
    done: int
    validRows: int
    faultyRows: int
    faults: int
    notes: int
    appliedRows: int
    refusedRows: int
    failure: NotRequired[str | None]
    staffId: str
    createdAt: str
    changedAt: str


class Keeper(TypedDict):
    """`staffId` null: whoever has the role at that reception centre is to be asked."""

    azc: str
    role: Role
    staffId: NotRequired[str | None]
    since: NotRequired[str | None]


class Names(TypedDict):
    """Who is absent is not yours to see, or has no name recorded."""

    items: list[PersonName]


class NewGrant(TypedDict):
    occurredAt: NotRequired[str | None]
    party: str
    purpose: Purpose
    sections: list[Section]
    expiresOn: str
    permitHolderAgreed: bool


class NewRemark(TypedDict):
    section: Section
    remark: ReviewRemark


class NewReview(TypedDict):
    occurredAt: NotRequired[str | None]
    verdict: ReviewVerdict
    remarks: NotRequired[list[NewRemark]]


class OneSection(TypedDict):
    section: Section
    completeness: Completeness
    missing: list[str]
    declined: bool
    content: NotRequired[dict[str, Any] | None]
    contentVersion: NotRequired[int | None]
    schemaVersion: NotRequired[int | None]
    recordedAt: NotRequired[str | None]
    recordedBy: NotRequired[RecordedBy | None]
    changedSinceSent: NotRequired[bool | None]
    withheld: list[WithheldField]


class AccessPage(TypedDict):
    items: list[Access]
    next: str | None


class ActivityRequestPage(TypedDict):
    items: list[ActivityRequest]
    next: str | None


class ActivityPage(TypedDict):
    items: list[Activity]
    next: str | None


class AssessedResultPage(TypedDict):
    items: list[AssessedResult]
    next: str | None


class GrantPage(TypedDict):
    items: list[Grant]
    next: str | None


class IntakeAnswerPage(TypedDict):
    items: list[IntakeAnswer]
    next: str | None


class RetentionRunPage(TypedDict):
    items: list[RetentionRun]
    next: str | None


class SectionSchemaPage(TypedDict):
    items: list[SectionSchema]
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


class PreviewedSection(TypedDict):
    section: Section
    completeness: Completeness
    declined: bool
    fields: list[str]


class ProfileSummary(TypedDict):
    """A profile as lists show it. `municipality`: linked now; what was sent is what it got."""

    permitHolderId: str
    azc: str
    openedAt: str
    grantedOn: NotRequired[str | None]
    householdId: NotRequired[str | None]
    ended: NotRequired[str | None]
    state: State
    missing: list[Section]
    asked: list[Section]
    percentOfRequired: int
    completeness: int
    municipality: NotRequired[str | None]
    profileVersion: NotRequired[int | None]
    sentAt: NotRequired[str | None]
    viewedAt: NotRequired[str | None]
    unopenedDays: NotRequired[int | None]
    participationTalkOn: NotRequired[str | None]
    participationTalkDueOn: NotRequired[str | None]
    unopened: bool
    reviewDueOn: NotRequired[str | None]


class Recipient(TypedDict):
    """`openedAt` null: sent, and not opened yet."""

    municipality: str
    profileVersion: int
    sections: list[Section]
    sentAt: str
    openedAt: NotRequired[str | None]


class Remark(TypedDict):
    section: Section
    remark: ReviewRemark


class Review(TypedDict):
    verdict: ReviewVerdict
    remarks: list[Remark]
    reviewedAt: str
    reviewedBy: RecordedBy


class SendingPreview(TypedDict):
    """`municipality` null: nobody is linked yet. `profileVersion` null: nothing is completed."""

    municipality: NotRequired[str | None]
    profileVersion: NotRequired[int | None]
    alreadySent: bool
    sections: list[PreviewedSection]
    withheld: list[WithheldField]
    changedSince: NotRequired[int | None]
    changes: list[ChangedField]


class TrainingWarning(TypedDict):
    """Another activity with the same training; `beginsOn`: when it began, or is to begin."""

    code: WarningCode
    activityId: str
    provider: NotRequired[str | None]
    beginsOn: NotRequired[str | None]


class Version(TypedDict):
    """`reviews` null: they are for whoever writes and reviews."""

    profileVersion: int
    completeness: int
    completedAt: str
    reviews: NotRequired[list[Review] | None]


class VersionChanges(TypedDict):
    profileVersion: int
    since: int
    changes: list[ChangedField]
    withheld: list[WithheldField]


class VersionContents(TypedDict):
    profileVersion: int
    completeness: int
    completedAt: str
    reviews: NotRequired[list[Review] | None]
    sections: list[SectionState]
    withheld: list[WithheldField]


class OwnData(TypedDict):
    permitHolderId: str
    azc: NotRequired[str | None]
    grantedOn: NotRequired[str | None]
    recipients: list[Recipient]
    canSee: list[CanSee]
    linksMayBeLate: bool


class ParkedEventPage(TypedDict):
    items: list[ParkedEvent]
    next: str | None


class ProfileSummaryPage(TypedDict):
    items: list[ProfileSummary]
    next: str | None


class VersionPage(TypedDict):
    items: list[Version]
    next: str | None


class PlanPreview(TypedDict):
    warnings: list[TrainingWarning]


class PlannedActivity(TypedDict):
    """`begun`: the activity itself is recorded, under the same id."""

    activityId: str
    activityType: ActivityType
    provider: str
    trainingCode: NotRequired[str | None]
    startsOn: NotRequired[str | None]
    begun: bool
    warnings: list[TrainingWarning]


class Profile(TypedDict):
    """One profile. A municipality reads the version that it was sent last, never newer drafts."""

    permitHolderId: str
    azc: str
    openedAt: str
    grantedOn: NotRequired[str | None]
    householdId: NotRequired[str | None]
    ended: NotRequired[str | None]
    state: State
    missing: list[Section]
    asked: list[Section]
    percentOfRequired: int
    completeness: int
    municipality: NotRequired[str | None]
    profileVersion: NotRequired[int | None]
    sentAt: NotRequired[str | None]
    viewedAt: NotRequired[str | None]
    unopenedDays: NotRequired[int | None]
    participationTalkOn: NotRequired[str | None]
    participationTalkDueOn: NotRequired[str | None]
    unopened: bool
    reviewDueOn: NotRequired[str | None]
    sections: NotRequired[list[SectionState] | None]
    withheld: list[WithheldField]
    contentsOf: NotRequired[int | None]
    changedSince: NotRequired[int | None]
    changes: list[ChangedField]
    versions: list[Version]
    sendings: list[SentVersion]
    assessments: NotRequired[list[Assessment] | None]
    keptBy: NotRequired[Keeper | None]


class PlannedActivityPage(TypedDict):
    items: list[PlannedActivity]
    next: str | None
