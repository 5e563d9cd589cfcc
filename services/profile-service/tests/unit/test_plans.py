from datetime import UTC, date, datetime, timedelta

import pytest

from continuous_line.act import Act
from continuous_line.codes import (
    ActivitySetting,
    ActivityType,
    AssessmentKind,
    AssessmentState,
    RequestAnswer,
)
from continuous_line.corrections import ReplacesAnotherKind
from continuous_line.happened import Reference
from continuous_line.testing.ids import fixed_id
from continuous_line.testing.scenario import Scenario
from profile_service.domain.activities import Doing, activities, record
from profile_service.domain.assessments import (
    assess,
    assessments,
    finish,
    hold_talk,
    talk_due_on,
    talked_on,
)
from profile_service.domain.errors import (
    ActivityBegun,
    AlreadyAnswered,
    AssessmentDone,
    DoneBeforeRequested,
    TrainingUnknown,
    UnknownActivity,
    UnknownAssessment,
    UnknownRequest,
)
from profile_service.domain.events import (
    ActivityPlanned,
    ActivityRecorded,
    ActivityRequested,
    AssessmentRecorded,
    ParticipationTalkHeld,
    ProfileOpened,
)
from profile_service.domain.plans import Plan, WarningCode, plan, plans, warnings
from profile_service.domain.profile import Profile, evolve
from profile_service.domain.requests import answer, request, requests

NOW = datetime(2026, 5, 12, 10, tzinfo=UTC)
ID = fixed_id("event")
ACT = Act(ID, NOW, NOW)
OPENED = ProfileOpened(id=fixed_id("opened"), at=NOW - timedelta(60), azc="weert")
SAFETY = Plan(ActivityType.TRAINING, "vluchtelingenwerk", "work-safety", date(2026, 6, 1))
case = Scenario(evolve, Profile())

DONE_AT_THE_AZC = ActivityRecorded(
    id=fixed_id("done"),
    at=NOW - timedelta(30),
    activity_id=fixed_id("done"),
    activity_type=ActivityType.TRAINING,
    setting=ActivitySetting.INTERNAL,
    started_on=date(2026, 4, 1),
    ended_on=date(2026, 4, 20),
    provider="coa",
    training_code="work-safety",
)
PLANNED = ActivityPlanned(
    id=fixed_id("planned"),
    at=NOW,
    activity_id=fixed_id("planned"),
    activity_type=ActivityType.TRAINING,
    provider="vluchtelingenwerk",
    training_code="work-safety",
    starts_on=date(2026, 6, 1),
)
ASKED = ActivityRequested(
    id=fixed_id("asked"),
    at=NOW - timedelta(2),
    request_id=fixed_id("asked"),
    activity_type=ActivityType.INTERNSHIP,
)
NOA = AssessmentRecorded(
    id=fixed_id("noa"),
    at=NOW,
    assessment_id=fixed_id("noa"),
    kind=AssessmentKind.NOA,
    state=AssessmentState.REQUESTED,
    happened_on=date(2026, 4, 2),
)


@pytest.mark.scenario("S-P14")
def test_planning_elsewhere_what_was_done_at_the_azc_is_warned_of_and_possible() -> None:
    state = case.given(OPENED, DONE_AT_THE_AZC).state
    (warned,) = warnings(state, SAFETY)
    assert (warned.code, warned.provider, warned.on) == (
        WarningCode.DONE_BEFORE,
        "coa",
        date(2026, 4, 1),
    )
    (event,) = case.given(OPENED, DONE_AT_THE_AZC).when(plan, SAFETY, ACT).events
    assert isinstance(event, ActivityPlanned)
    assert warnings(evolve(state, event), SAFETY, own=event.activity_id) == [warned]


def test_another_training_or_one_without_a_code_is_no_reason_to_warn() -> None:
    state = case.given(OPENED, DONE_AT_THE_AZC).state
    assert warnings(state, Plan(ActivityType.TRAINING, "vluchtelingenwerk", "first-aid")) == []
    assert warnings(state, Plan(ActivityType.TRAINING, "vluchtelingenwerk")) == []


def test_the_second_of_two_plans_is_warned_of_the_first_until_that_one_has_begun() -> None:
    second = ActivityPlanned(
        id=ID,
        at=NOW,
        activity_id=ID,
        activity_type=ActivityType.TRAINING,
        provider="roc",
        training_code="work-safety",
    )
    state = case.given(OPENED, PLANNED, second).state
    assert [one.code for one in warnings(state, SAFETY, own=ID)] == [WarningCode.PLANNED_BEFORE]
    assert warnings(state, SAFETY, own=PLANNED.activity_id) == []
    begun = case.given(OPENED, PLANNED, second, replace_id(DONE_AT_THE_AZC, PLANNED.id)).state
    assert [one.code for one in warnings(begun, SAFETY, own=ID)] == [WarningCode.DONE_BEFORE]


def replace_id(recorded: ActivityRecorded, activity_id) -> ActivityRecorded:
    return ActivityRecorded(**vars(recorded) | {"activity_id": activity_id})


def test_what_was_planned_begins_under_its_own_id_and_once() -> None:
    doing = Doing(ActivityType.TRAINING, ActivitySetting.EXTERNAL, date(2026, 5, 4))
    (begun,) = case.given(OPENED, PLANNED).when(record, doing, ACT, planned=PLANNED.id).events
    state = case.given(OPENED, PLANNED, begun).state
    assert [one.activity_id for one in activities(state)] == [PLANNED.activity_id]
    assert [one.begun for one in plans(state)] == [True]
    again = case.given(OPENED, PLANNED, begun).when(record, doing, ACT, planned=PLANNED.id)
    again.then_refused(ActivityBegun)
    case.given(OPENED).when(record, doing, ACT, planned=ID).then_refused(UnknownActivity)


def test_a_training_is_a_code_and_a_corrected_plan_keeps_its_id() -> None:
    free_text = Plan(ActivityType.TRAINING, "roc", "with-mr-jansen")
    case.given(OPENED).when(plan, free_text, ACT).then_refused(TrainingUnknown)
    doing = Doing(
        ActivityType.TRAINING, ActivitySetting.EXTERNAL, date(2026, 5, 4), training_code="x"
    )
    case.given(OPENED).when(record, doing, ACT).then_refused(TrainingUnknown)
    replaced = Act(ID, NOW, NOW, Reference(id=PLANNED.id, kind="ActivityPlanned"))
    (corrected,) = case.given(OPENED, PLANNED).when(plan, SAFETY, replaced).events
    assert isinstance(corrected, ActivityPlanned)
    assert corrected.activity_id == PLANNED.activity_id
    other = Act(ID, NOW, NOW, Reference(id=OPENED.id, kind="ProfileOpened"))
    case.given(OPENED).when(plan, SAFETY, other).then_refused(ReplacesAnotherKind)


@pytest.mark.scenario("S-D10")
def test_a_wish_that_nothing_fits_is_answered_all_the_same_and_once() -> None:
    (asked,) = case.given(OPENED).when(request, ActivityType.INTERNSHIP, ACT).events
    given = case.given(OPENED, asked)
    (answered,) = given.when(answer, ID, RequestAnswer.NONE, None, ACT).events
    (found,) = requests(case.given(OPENED, asked, answered).state)
    assert (found.answer, found.answered_at) == (RequestAnswer.NONE, NOW)
    again = case.given(OPENED, asked, answered)
    again.when(answer, ID, RequestAnswer.OFFERED, "roc", ACT).then_refused(AlreadyAnswered)
    case.given(OPENED).when(answer, ID, RequestAnswer.NONE, None, ACT).then_refused(UnknownRequest)


def test_later_is_followed_by_another_answer() -> None:
    (later,) = (
        case.given(OPENED, ASKED).when(answer, ASKED.id, RequestAnswer.LATER, None, ACT).events
    )
    act = Act(fixed_id("second"), NOW, NOW)
    given = case.given(OPENED, ASKED, later)
    (second,) = given.when(answer, ASKED.id, RequestAnswer.OFFERED, "roc", act).events
    (found,) = requests(case.given(OPENED, ASKED, later, second).state)
    assert (found.answer, found.provider) == (RequestAnswer.OFFERED, "roc")


@pytest.mark.scenario("S-P13")
def test_an_assessment_is_asked_for_and_done_without_its_result() -> None:
    asked = case.given(OPENED).when(
        assess, AssessmentKind.NOA, AssessmentState.REQUESTED, date(2026, 4, 2), ACT
    )
    (event,) = asked.events
    assert not {name for name in vars(event) if "result" in name}
    given = case.given(OPENED, NOA)
    act = Act(fixed_id("done"), NOW, NOW)
    (done,) = given.when(finish, NOA.id, date(2026, 5, 1), act).events
    (found,) = assessments(case.given(OPENED, NOA, done).state)
    assert (found.requested_on, found.done_on) == (date(2026, 4, 2), date(2026, 5, 1))
    twice = case.given(OPENED, NOA, done).when(finish, NOA.id, date(2026, 5, 1), ACT)
    twice.then_refused(AssessmentDone)
    given.when(finish, NOA.id, date(2026, 4, 1), act).then_refused(DoneBeforeRequested)
    case.given(OPENED).when(finish, NOA.id, date(2026, 5, 1), act).then_refused(UnknownAssessment)


def test_a_corrected_assessment_is_the_same_assessment() -> None:
    replaced = Act(ID, NOW, NOW, Reference(id=NOA.id, kind="AssessmentRecorded"))
    day = date(2026, 4, 3)
    (event,) = (
        case.given(OPENED, NOA)
        .when(assess, AssessmentKind.NOA, AssessmentState.REQUESTED, day, replaced)
        .events
    )
    (found,) = assessments(case.given(OPENED, NOA, event).state)
    assert (found.assessment_id, found.requested_on) == (NOA.assessment_id, day)


@pytest.mark.scenario("S-P16")
def test_the_participation_talk_is_due_thirty_days_after_the_permit() -> None:
    assert talk_due_on(date(2026, 4, 1)) == date(2026, 5, 1)
    assert talk_due_on(None) is None
    held = ParticipationTalkHeld(id=ID, at=NOW, held_on=date(2026, 5, 1))
    case.given(OPENED).when(hold_talk, date(2026, 5, 1), ACT).then(held)
    assert talked_on(case.given(OPENED, held).state) == date(2026, 5, 1)
