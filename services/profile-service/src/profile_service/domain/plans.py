"""What is planned for a person; nobody is sent to the same training twice unwarned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import ActivityType
from profile_service.domain.activities import CODES, Codes, activities, check_codes
from profile_service.domain.corrections import check_replacement
from profile_service.domain.errors import UnknownActivity
from profile_service.domain.events import ActivityPlanned, ActivityRecorded, ProfileEvent
from profile_service.domain.profile import Profile
from profile_service.domain.stay import known


@dataclass(frozen=True, slots=True)
class Plan:
    """`provider`: code of the organisation. `training_code`: a code of the configuration."""

    activity_type: ActivityType
    provider: str
    training_code: str | None = None
    starts_on: date | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    activity_id: UUID
    plan: Plan
    begun: bool


class WarningCode(StrEnum):
    DONE_BEFORE = "done-before"
    PLANNED_BEFORE = "planned-before"


@dataclass(frozen=True, slots=True)
class Warned:
    """`on`: when that other activity began, or is to begin."""

    code: WarningCode
    activity_id: UUID
    provider: str | None
    on: date | None


def plan(state: Profile, wanted: Plan, act: Act, codes: Codes = CODES) -> list[ProfileEvent]:
    """Also where it was done before: `warnings` says so, a person decides.

    A correction keeps the activity's id. Raises UnknownProfile, TrainingUnknown,
    ReplacesAnotherKind.
    """
    known(state)
    check_replacement(act.replaces, ActivityPlanned)
    check_codes(codes, None, wanted.training_code)
    replaced = act.replaces.id if act.replaces else None
    ids = [one.activity_id for one in state.all(ActivityPlanned) if one.id == replaced]
    return [
        ActivityPlanned(
            id=act.id,
            at=act.at,
            replaces=act.replaces,
            activity_id=ids[0] if ids else act.id,
            activity_type=wanted.activity_type,
            provider=wanted.provider,
            training_code=wanted.training_code,
            starts_on=wanted.starts_on,
        )
    ]


def plans(state: Profile) -> list[Planned]:
    """In the order in which they were recorded; `begun`: the activity itself is recorded."""
    begun = {one.activity_id for one in state.all(ActivityRecorded)}
    return [
        Planned(
            one.activity_id,
            Plan(one.activity_type, one.provider, one.training_code, one.starts_on),
            one.activity_id in begun,
        )
        for one in state.all(ActivityPlanned)
    ]


def find_plan(state: Profile, activity_id: UUID) -> Planned:
    """Raises UnknownActivity."""
    found = next((one for one in plans(state) if one.activity_id == activity_id), None)
    if found is None:
        raise UnknownActivity("no such planned activity of this person is recorded")
    return found


def warnings(state: Profile, wanted: Plan, own: UUID | None = None) -> list[Warned]:
    """Other activities with the same training, whoever provides them; `own` is left out."""
    if wanted.training_code is None:
        return []
    done = [
        Warned(WarningCode.DONE_BEFORE, one.activity_id, one.doing.provider, one.doing.started_on)
        for one in activities(state)
        if one.doing.training_code == wanted.training_code
    ]
    planned = [
        Warned(WarningCode.PLANNED_BEFORE, one.activity_id, one.plan.provider, one.plan.starts_on)
        for one in _before(plans(state), own)
        if one.plan.training_code == wanted.training_code and not one.begun
    ]
    return [one for one in (*done, *planned) if one.activity_id != own]


def _before(planned: Sequence[Planned], own: UUID | None) -> Sequence[Planned]:
    """The first of two plans is not warned of the second."""
    ids = [one.activity_id for one in planned]
    return planned[: ids.index(own)] if own in ids else planned
