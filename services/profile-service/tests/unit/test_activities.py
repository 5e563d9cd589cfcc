from datetime import UTC, date, datetime

import pytest

from continuous_line.act import Act, AheadOfNow
from continuous_line.codes import ActivityEndReason, ActivitySetting, ActivityType
from continuous_line.happened import Reference
from continuous_line.testing.ids import fixed_id
from continuous_line.testing.scenario import Scenario
from profile_service.domain.activities import Doing, activities, end, record
from profile_service.domain.errors import (
    ActivityBackwards,
    ActivityOver,
    ProgrammeUnknown,
    UnknownActivity,
    UnknownProfile,
)
from profile_service.domain.events import ActivityEnded, ActivityRecorded, ProfileOpened
from profile_service.domain.profile import Profile, evolve

NOW = datetime(2026, 5, 12, 10, tzinfo=UTC)
ID = fixed_id("event")
ACT = Act(ID, NOW, NOW)
OPENED = ProfileOpened(id=fixed_id("opened"), at=NOW, azc="weert")
GARDENING = Doing(ActivityType.SELF_ACTIVITY, ActivitySetting.INTERNAL, date(2026, 2, 2))
RECORDED = ActivityRecorded(
    id=fixed_id("recorded"),
    at=NOW,
    activity_id=fixed_id("recorded"),
    activity_type=ActivityType.SELF_ACTIVITY,
    setting=ActivitySetting.INTERNAL,
    started_on=date(2026, 2, 2),
)
case = Scenario(evolve, Profile())


@pytest.mark.scenario("S-P10")
def test_work_at_the_azc_is_recorded_with_its_day_also_from_before_the_profile() -> None:
    outcome = case.given(OPENED).when(record, GARDENING, ACT)
    (event,) = outcome.events
    assert isinstance(event, ActivityRecorded)
    assert (event.started_on, event.at) == (date(2026, 2, 2), NOW)


@pytest.mark.scenario("S-P12")
@pytest.mark.parametrize("programme", ["v-inburgering", "voorwerk", "aan-de-slag"])
def test_each_programme_keeps_its_own_code(programme: str) -> None:
    doing = Doing(
        ActivityType.EARLY_INTEGRATION,
        ActivitySetting.INTERNAL,
        date(2026, 4, 1),
        programme=programme,
    )
    (event,) = case.given(OPENED).when(record, doing, ACT).events
    state = case.given(OPENED, event).state
    assert [activity.doing.programme for activity in activities(state)] == [programme]


def test_a_programme_that_is_not_configured_is_refused() -> None:
    doing = Doing(
        ActivityType.OTHER, ActivitySetting.EXTERNAL, date(2026, 4, 1), programme="with-mr-jansen"
    )
    case.given(OPENED).when(record, doing, ACT).then_refused(ProgrammeUnknown)


def test_nothing_starts_or_ends_ahead_of_now_or_ends_before_it_starts() -> None:
    tomorrow, early = date(2026, 5, 13), date(2026, 1, 1)
    kind, setting = ActivityType.LANGUAGE, ActivitySetting.EXTERNAL
    given = case.given(OPENED)
    given.when(record, Doing(kind, setting, tomorrow), ACT).then_refused(AheadOfNow)
    given.when(record, Doing(kind, setting, early, tomorrow), ACT).then_refused(AheadOfNow)
    backwards = Doing(kind, setting, date(2026, 2, 2), early)
    given.when(record, backwards, ACT).then_refused(ActivityBackwards)
    ending = (RECORDED.activity_id, early, ActivityEndReason.COMPLETED, ACT)
    case.given(OPENED, RECORDED).when(end, *ending).then_refused(ActivityBackwards)


def test_an_activity_ends_once() -> None:
    ending = (RECORDED.activity_id, date(2026, 5, 1), ActivityEndReason.COMPLETED, ACT)
    ended = ActivityEnded(
        id=ID,
        at=NOW,
        activity_id=RECORDED.activity_id,
        ended_on=date(2026, 5, 1),
        reason=ActivityEndReason.COMPLETED,
    )
    case.given(OPENED, RECORDED).when(end, *ending).then(ended)
    case.given(OPENED, RECORDED, ended).when(end, *ending).then_refused(ActivityOver)
    case.given(OPENED).when(end, *ending).then_refused(UnknownActivity)
    case.given().when(end, *ending).then_refused(UnknownProfile)


def test_a_corrected_activity_keeps_its_id_and_its_ending() -> None:
    replaced = Reference(id=RECORDED.id, kind="ActivityRecorded")
    outside = Doing(ActivityType.VOLUNTEERING, ActivitySetting.EXTERNAL, date(2026, 2, 2))
    (corrected,) = (
        case.given(OPENED, RECORDED).when(record, outside, Act(ID, NOW, NOW, replaced)).events
    )
    (found,) = activities(case.given(OPENED, RECORDED, corrected).state)
    assert (found.activity_id, found.doing) == (RECORDED.activity_id, outside)
