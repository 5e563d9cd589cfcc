"""What report-service takes and answers, generated from docs/openapi/report.json.

`make docs` writes it anew.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict

Against: TypeAlias = Literal["below", "at", "above"]


By: TypeAlias = Literal[
    "municipality", "region", "province", "azc", "unit", "distance", "basis", "azc-distance"
]


class CaseEvent(TypedDict):
    """
    An event that the metric looks at; `numerator` and `denominator`: what it changed when it
    was recorded. Not `valid`: a later event takes it back.
    """

    event: str
    kind: str
    occurredOn: str
    recordedAt: str
    valid: bool
    numerator: int
    denominator: int


class Change(TypedDict):
    """One event, and what it changed when it was recorded: +1, -1, or days."""

    event: str
    kind: str
    occurredOn: str
    recordedAt: str
    numerator: int
    denominator: int
    permitHolderId: str
    caseId: str | None
    casePage: str | None


class ChangeOfKind(TypedDict):
    """What the events of one kind changed together; null where they are few."""

    kind: str
    events: int | None
    numerator: int | None
    denominator: int | None
    suppressed: bool


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


Contradiction: TypeAlias = Literal[
    "moved-without-link",
    "moved-again",
    "talk-after-move",
    "link-over-link",
    "sent-without-link",
    "viewed-without-sending",
    "activity-after-stay",
]


class Contradictory(TypedDict):
    """
    Facts that do not fit with others of the same person, by their day in the period; null where
    they are too few to be shown (`suppressed`).
    """

    kind: Contradiction
    number: int | None
    suppressed: bool


class Definition(TypedDict):
    """`text` says numerator and denominator; `source`: file and line, or that it is our choice."""

    metric: str
    title: str
    text: str
    source: str


DiscardReason: TypeAlias = Literal[
    "recorded-twice", "corrected-otherwise", "not-readable", "test-data"
]


class EditionRequest(TypedDict):
    asOfAt: str


class Explained(TypedDict):
    """A metric or lead time in words."""

    metric: str
    title: str
    numerator: str
    denominator: str | None
    period: str
    source: str


class Figure(TypedDict):
    """Numerator and denominator are null where the cell is not shown (`suppressed`)."""

    metric: str
    part: NotRequired[str | None]
    numerator: int | None
    denominator: int | None
    percent: float | None
    suppressed: bool


class FigureCase(TypedDict):
    """Somebody who counts in a figure; `on` is the last day by which."""

    permitHolderId: str
    countedOn: str
    numerator: bool
    caseId: str | None
    casePage: str | None


FileFormat: TypeAlias = Literal["csv", "csv-metadata.json", "xlsx", "json", "parquet"]


class Generation(TypedDict):
    """`serves`: figures are read from it and it is kept up to date."""

    generation: int
    rulesVersion: str
    madeAt: str
    serves: bool


In: TypeAlias = Literal["denominator", "numerator", "rest"]


Language: TypeAlias = Literal["nl", "en"]


class Lateness(TypedDict):
    """
    Of the valid facts of one kind that happened in the period; all null where they are too few
    to be shown (`suppressed`).
    """

    kind: str
    number: int | None
    late: int | None
    latePercent: float | None
    median: int | None
    p90: int | None
    suppressed: bool


class LeadTime(TypedDict):
    """Days by nearest rank; all null where the cell is not shown (`suppressed`)."""

    leadTime: str
    number: int | None
    median: int | None
    p90: int | None
    suppressed: bool


class Licence(TypedDict):
    name: str
    url: str
    line: str


MapOn: TypeAlias = Literal["period", "today"]


class NewDiscard(TypedDict):
    reason: DiscardReason


class NewRedrives(TypedDict):
    """The oldest `most` of those that match all that is given."""

    consumer: NotRequired[str | None]
    type: NotRequired[str | None]
    error: NotRequired[str | None]
    most: NotRequired[int]


class OwnTarget(TypedDict):
    """What an azc aims at for `activity`; `against` is null where that figure is not shown."""

    percent: int
    against: Against | None


class FigureCasePage(TypedDict):
    items: list[FigureCase]
    next: str | None


ParkedState: TypeAlias = Literal["parked", "waiting", "redrive", "discard", "done", "discarded"]


class Period(TypedDict):
    code: str
    firstOn: str
    lastOn: str


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


class Rebuild(TypedDict):
    """`ready`: built, but not switched to by itself; `reason` says why."""

    id: str
    state: Literal["requested", "running", "comparing", "switched", "ready", "failed", "cancelled"]
    reason: str | None
    generation: int | None
    requestedAt: str
    requestedBy: str
    startedAt: str | None
    endedAt: str | None
    eventsTotal: int
    eventsDone: int
    eventsPerSecond: float
    expectedEndAt: str | None
    digest: str | None
    servedDigest: str | None


class Sequences(TypedDict):
    """How far one topic had been read: the last sequence at each partition number, 0 to 11."""

    topic: str
    last: list[int]


class StatedFigure(TypedDict):
    part: str | None
    numerator: int | None
    denominator: int | None
    suppressed: bool


class StatedLeadTime(TypedDict):
    number: int | None
    median: int | None
    p90: int | None
    suppressed: bool


class Statement(TypedDict):
    """`digest`: SHA-256 over all other members in canonical JSON (RFC 8785)."""

    form: str
    metric: str
    period: Period
    by: By | None
    code: str | None
    figures: list[StatedFigure]
    leadTime: StatedLeadTime | None
    asOfAt: str
    map: Literal["period", "day"]
    mapOn: str
    readUpTo: list[Sequences]
    heldBack: int
    definitionsDigest: str
    codeVersion: int
    minimum: int
    digest: str


class CaseBehind(TypedDict):
    permitHolderId: str
    countedOn: str
    numerator: bool
    caseId: str | None
    casePage: str | None
    events: list[CaseEvent]


class Cell(TypedDict):
    """The figures of one cell; `code` may be `not-yet-linked` or `unknown`."""

    code: str
    name: str | None
    ownTarget: NotRequired[OwnTarget | None]
    figures: list[Figure]
    leadTimes: list[LeadTime]


class Changes(TypedDict):
    """A figure as known at two moments, and what was recorded in between that changed it."""

    metric: str
    part: str | None
    by: By | None
    code: str | None
    asOfAt: str
    untilAt: str
    then: Figure
    until: Figure
    byKind: list[ChangeOfKind]
    restNumerator: int | None
    restDenominator: int | None
    items: list[Change]
    next: str | None


class DataQuality(TypedDict):
    period: Period
    minimum: int
    lateness: list[Lateness]
    sampled: float
    contradictions: list[Contradictory]
    parkedEvents: int
    heldBack: int
    eventsBehind: int | None
    caughtUpAt: str | None


class Edition(TypedDict):
    """What was known at a moment, by one version of the definitions; once kept it never changes."""

    id: str
    asOfAt: str
    rulesVersion: str
    state: Literal["requested", "running", "kept", "failed"]
    reason: str | None
    requestedAt: str
    startedAt: str | None
    madeAt: str | None
    percent: int
    eventsTotal: int
    eventsDone: int
    eventsPerSecond: float
    secondsLeft: int | None
    readUpTo: list[Sequences]


class Figures(TypedDict):
    period: Period
    asOfAt: str
    mapOn: str
    generation: int | None
    edition: str | None
    rulesVersion: str
    readUpTo: list[Sequences]
    heldBack: int
    caughtUpAt: str | None
    minimum: int
    figures: list[Figure]
    leadTimes: list[LeadTime]
    by: By | None
    cells: list[Cell]
    definitions: list[Definition]


class FileCell(TypedDict):
    code: str
    name: str | None
    figures: list[Figure]
    leadTimes: list[LeadTime]


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


class FiguresFile(TypedDict):
    """The same figures make the same bytes: nothing in it says when it was asked for."""

    title: str
    language: Literal["en", "nl"]
    period: Period
    by: By | None
    code: str | None
    asOfAt: str | None
    knownOn: str
    mapOn: str
    generation: int | None
    edition: str | None
    rulesVersion: str
    definitionsDigest: str
    readUpTo: list[Sequences]
    heldBack: int
    minimum: int
    suppression: str
    denominators: str
    licence: Licence
    definitions: list[Explained]
    figures: list[Figure]
    leadTimes: list[LeadTime]
    cells: list[FileCell]


class ParkedEventPage(TypedDict):
    items: list[ParkedEvent]
    next: str | None
