"""What the API gives about talks."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from continuous_line.codes import Mode, NoWarmReason, Party, Scenario
from continuous_line.codes_directory import VisitKind
from continuous_line.codes_guidance import MeetingPlace
from continuous_line.fields import Answer
from handover_service.application.talks_agenda import Agenda as Found
from handover_service.application.talks_planning import MeetingOptions as Options
from handover_service.domain.case import Case
from handover_service.domain.events import HandoverPlanned
from handover_service.domain.talks_agenda import InPersonFlag
from handover_service.domain.talks_planning import (
    Caution,
    cautions,
    confirmation,
    moments_of,
)
from handover_service.identity import IDS

DISCUSS_IN_PERSON = "discuss-in-person"


class PlanState(StrEnum):
    """`proposed` waits for the other side."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REPLACED = "replaced"
    TAKEN_BACK = "taken-back"


class Plan(Answer):
    """A planned talk. `moments`: what is proposed, or the one that was agreed."""

    plan_id: UUID
    state: PlanState
    municipality: str
    mode: Mode
    reason: NoWarmReason | None = None
    scenario: Scenario | None = Field(None, description="Null: the municipality chooses yet.")
    scheduled_for: datetime
    moments: list[datetime]
    place: MeetingPlace | None = None
    language: str | None = None
    interpreter: bool
    closes_module: bool
    proposed_by: Party
    proposed_at: datetime
    confirmed_by: Party | None = None
    confirmed_at: datetime | None = None
    warnings: list[Caution] = Field(description="What is odd about it, and no refusal.")


class Plans(Answer):
    """The last one first."""

    items: list[Plan]


class Waiting(Answer):
    """Other cases without a talk; `cases` names the oldest."""

    count: int
    cases: list[UUID]


class Visit(Answer):
    """`own`: the municipality organises it itself; else it is invited."""

    kind: VisitKind
    starts_at: datetime
    ends_at: datetime | None = None
    own: bool


class MeetingOptions(Answer):
    """What makes one journey serve more: for the municipality and azc of this case."""

    azc: str
    municipality: str
    distance_km: float | None = Field(None, description="Great circle between centre points.")
    waiting: Waiting
    visits: list[Visit]


class Point(Answer):
    """`confirmedAt` null: not said yet. `eventId`: by which it is taken back. `required`: the
    programmes that run on the case ask for it."""

    item: str
    required: bool
    confirmed_at: datetime | None = None
    event_id: UUID | None = None


class Agenda(Answer):
    """What the programmes ask to say, then what else may be said.

    `discussInPerson` unknown: the profile could not be read; planning does not wait for it.
    """

    items: list[Point]
    discuss_in_person: InPersonFlag


def plan(case: Case, planned: HandoverPlanned, plan_id: UUID) -> Plan:
    """As the case stands now."""
    confirmed = confirmation(case, planned)
    valid = planned in case.facts
    return Plan(
        plan_id=plan_id,
        state=_state(case, planned, valid=valid, confirmed=confirmed is not None),
        municipality=planned.municipality,
        mode=planned.mode,
        reason=planned.reason,
        scenario=planned.scenario,
        scheduled_for=planned.scheduled_for,
        moments=[planned.scheduled_for] if confirmed else list(moments_of(planned)),
        place=planned.place,
        language=planned.language,
        interpreter=planned.interpreter,
        closes_module=planned.closes_module,
        proposed_by=planned.proposed_by,
        proposed_at=planned.at,
        confirmed_by=confirmed.confirmed_by if confirmed else None,
        confirmed_at=confirmed.at if confirmed else None,
        warnings=cautions(case, planned),
    )


def options(found: Options) -> MeetingOptions:
    return MeetingOptions(
        azc=found.azc,
        municipality=found.municipality,
        distance_km=found.distance_km,
        waiting=Waiting(count=found.waiting.count, cases=list(found.waiting.cases)),
        visits=[
            Visit(kind=one.kind, starts_at=one.starts_at, ends_at=one.ends_at, own=one.own)
            for one in found.visits
        ],
    )


def agenda(found: Found) -> Agenda:
    """The point to discuss in person is on it where the profile asks, or where it was ticked."""
    points = [
        Point(
            item=item.value,
            required=item in found.required,
            confirmed_at=fact.at if (fact := found.told.get(item)) else None,
            event_id=IDS.of(fact) if fact else None,
        )
        for item in found.items
    ]
    if found.flag is InPersonFlag.DISCUSS or found.discussed:
        said = found.discussed
        points.append(
            Point(item=DISCUSS_IN_PERSON, required=True, confirmed_at=said.at if said else None)
        )
    return Agenda(items=points, discuss_in_person=found.flag)


def _state(case: Case, planned: HandoverPlanned, *, valid: bool, confirmed: bool) -> PlanState:
    if not valid:
        replaced = any(
            other.replaces and other.replaces.id == planned.id
            for other in case.all(HandoverPlanned)
        )
        return PlanState.REPLACED if replaced else PlanState.TAKEN_BACK
    if case.last(HandoverPlanned) != planned:
        return PlanState.REPLACED
    return PlanState.CONFIRMED if confirmed else PlanState.PROPOSED
