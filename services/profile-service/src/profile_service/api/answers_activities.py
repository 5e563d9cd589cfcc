"""What the API gives of what people do, did and plan to do."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from continuous_line.codes import ActivityEndReason, ActivitySetting, ActivityType
from continuous_line.fields import Answer
from profile_service.domain import activities, plans
from profile_service.domain.moves import AfterMove
from profile_service.domain.plans import WarningCode


class ActivityState(StrEnum):
    """What ended is kept, as experience."""

    OPEN = "open"
    EXPERIENCE = "experience"


class Activity(Answer):
    activity_id: UUID
    activity_type: ActivityType
    programme: str | None = None
    provider: str | None = None
    training_code: str | None = None
    setting: ActivitySetting
    started_on: date
    ended_on: date | None = None
    end_reason: ActivityEndReason | None = None
    continues_after_move: bool
    state: ActivityState
    after_move: AfterMove | None = Field(
        None,
        description="Of one that is open after a move: whether it goes on; `unknown` where the "
        "distance is.",
    )


class TrainingWarning(Answer):
    """Another activity with the same training; `beginsOn`: when it began, or is to begin."""

    code: WarningCode
    activity_id: UUID
    provider: str | None = None
    begins_on: date | None = None


class PlannedActivity(Answer):
    """`begun`: the activity itself is recorded, under the same id."""

    activity_id: UUID
    activity_type: ActivityType
    provider: str
    training_code: str | None = None
    starts_on: date | None = None
    begun: bool
    warnings: list[TrainingWarning]


class PlanPreview(Answer):
    warnings: list[TrainingWarning]


def activity(of: activities.Activity, after_move: AfterMove | None) -> Activity:
    return Activity(
        activity_id=of.activity_id,
        activity_type=of.doing.activity_type,
        programme=of.doing.programme,
        provider=of.doing.provider,
        training_code=of.doing.training_code,
        setting=of.doing.setting,
        started_on=of.doing.started_on,
        ended_on=of.ended_on,
        end_reason=of.reason,
        continues_after_move=of.doing.continues_after_move,
        state=ActivityState.OPEN if of.ended_on is None else ActivityState.EXPERIENCE,
        after_move=after_move,
    )


def planned_activity(of: plans.Planned, found: list[plans.Warned]) -> PlannedActivity:
    return PlannedActivity(
        activity_id=of.activity_id,
        activity_type=of.plan.activity_type,
        provider=of.plan.provider,
        training_code=of.plan.training_code,
        starts_on=of.plan.starts_on,
        begun=of.begun,
        warnings=warnings(found),
    )


def warnings(found: list[plans.Warned]) -> list[TrainingWarning]:
    return [
        TrainingWarning(
            code=one.code,
            activity_id=one.activity_id,
            provider=one.provider,
            begins_on=one.on,
        )
        for one in found
    ]
