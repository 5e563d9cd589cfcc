"""What a person does in reception: recorded with its own days, also from before the profile."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import ActivityEndReason, ActivitySetting, ActivityType
from profile_service.domain.corrections import check_replacement
from profile_service.domain.errors import (
    ActivityBackwards,
    ActivityBegun,
    ActivityOver,
    ProgrammeUnknown,
    TrainingUnknown,
    UnknownActivity,
)
from profile_service.domain.events import (
    ActivityEnded,
    ActivityPlanned,
    ActivityRecorded,
    ProfileEvent,
)
from profile_service.domain.profile import Profile
from profile_service.domain.stay import known

PROGRAMMES = ("v-inburgering", "voorwerk", "aan-de-slag")
TRAININGS = (
    "knm",
    "ona",
    "participation-statement",
    "money-matters",
    "digital-skills",
    "first-aid",
    "work-safety",
)


@dataclass(frozen=True, slots=True)
class Codes:
    """What the installation knows of programmes and trainings: anything else is free text."""

    programmes: tuple[str, ...] = PROGRAMMES
    trainings: tuple[str, ...] = TRAININGS


CODES = Codes()


@dataclass(frozen=True, slots=True)
class Doing:
    """`programme`, `training_code`: codes of the configuration; `provider`: an organisation's.

    `ended_on` null: it still goes on.
    """

    activity_type: ActivityType
    setting: ActivitySetting
    started_on: date
    ended_on: date | None = None
    programme: str | None = None
    continues_after_move: bool = False
    provider: str | None = None
    training_code: str | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """What is valid of one activity."""

    activity_id: UUID
    doing: Doing
    ended_on: date | None
    reason: ActivityEndReason | None


def activities(state: Profile) -> list[Activity]:
    """In the order of their first days."""
    ends = {ended.activity_id: ended for ended in state.all(ActivityEnded)}
    found = [_activity(recorded, ends.get(recorded.activity_id)) for recorded in _recorded(state)]
    return sorted(found, key=lambda activity: activity.doing.started_on)


def record(
    state: Profile, doing: Doing, act: Act, codes: Codes = CODES, *, planned: UUID | None = None
) -> list[ProfileEvent]:
    """A correction keeps the activity's id; what was planned begins under the plan's.

    Raises UnknownProfile, UnknownActivity, AheadOfNow, ActivityBackwards, ProgrammeUnknown,
    TrainingUnknown, ActivityBegun, ReplacesAnotherKind.
    """
    known(state)
    check_replacement(act.replaces, ActivityRecorded)
    check_codes(codes, doing.programme, doing.training_code)
    act.past(doing.started_on, "startedOn")
    if doing.ended_on is not None:
        _in_order(doing.started_on, act.past(doing.ended_on, "endedOn"))
    return [
        ActivityRecorded(
            id=act.id,
            at=act.at,
            replaces=act.replaces,
            activity_id=_activity_id(state, act, planned),
            activity_type=doing.activity_type,
            setting=doing.setting,
            started_on=doing.started_on,
            ended_on=doing.ended_on,
            programme=doing.programme,
            provider=doing.provider,
            training_code=doing.training_code,
            continues_after_move=doing.continues_after_move,
        )
    ]


def end(
    state: Profile, activity_id: UUID, ended_on: date, reason: ActivityEndReason, act: Act
) -> list[ProfileEvent]:
    """Raises UnknownProfile, UnknownActivity, ActivityOver, AheadOfNow, ActivityBackwards."""
    known(state)
    activity = next((a for a in activities(state) if a.activity_id == activity_id), None)
    if activity is None:
        raise UnknownActivity("no such activity of this person is recorded")
    if activity.ended_on is not None:
        raise ActivityOver(f"it ended on {activity.ended_on}")
    _in_order(activity.doing.started_on, act.past(ended_on, "endedOn"))
    return [
        ActivityEnded(
            id=act.id, at=act.at, activity_id=activity_id, ended_on=ended_on, reason=reason
        )
    ]


def check_codes(codes: Codes, programme: str | None, training: str | None) -> None:
    """Raises ProgrammeUnknown, TrainingUnknown."""
    if programme is not None and programme not in codes.programmes:
        raise ProgrammeUnknown(f"known programmes: {', '.join(codes.programmes)}")
    if training is not None and training not in codes.trainings:
        raise TrainingUnknown(f"known trainings: {', '.join(codes.trainings)}")


def _recorded(state: Profile) -> list[ActivityRecorded]:
    return state.all(ActivityRecorded)


def _activity(recorded: ActivityRecorded, ended: ActivityEnded | None) -> Activity:
    doing = Doing(
        recorded.activity_type,
        recorded.setting,
        recorded.started_on,
        recorded.ended_on,
        recorded.programme,
        recorded.continues_after_move,
        recorded.provider,
        recorded.training_code,
    )
    if ended is None:
        return Activity(recorded.activity_id, doing, recorded.ended_on, None)
    return Activity(recorded.activity_id, doing, ended.ended_on, ended.reason)


def _activity_id(state: Profile, act: Act, planned: UUID | None) -> UUID:
    replaced = act.replaces.id if act.replaces else None
    found = next((f.activity_id for f in _recorded(state) if f.id == replaced), None)
    if found is not None or planned is None:
        return found or act.id
    if any(recorded.activity_id == planned for recorded in _recorded(state)):
        raise ActivityBegun("what was planned is recorded; replace that event if it is wrong")
    if not any(plan.activity_id == planned for plan in state.all(ActivityPlanned)):
        raise UnknownActivity("no such planned activity of this person is recorded")
    return planned


def _in_order(started_on: date, ended_on: date) -> None:
    if ended_on < started_on:
        raise ActivityBackwards("endedOn lies before startedOn")
