"""Reviews by somebody else, and when the next one is due."""

from datetime import UTC, date, datetime, timedelta

import pytest

from continuous_line.act import Act
from continuous_line.codes import ReviewRemark, ReviewVerdict, Section, StayEndReason
from continuous_line.testing.ids import fixed_id
from continuous_line.testing.scenario import Scenario
from profile_service.domain.errors import OwnWork, RemarkMissing, UnknownVersion
from profile_service.domain.events import (
    ProfileCompleted,
    ProfileOpened,
    ProfileReviewed,
    RemarkOn,
    StayEnded,
)
from profile_service.domain.profile import Profile, evolve
from profile_service.domain.reviewing import review, review_due_on

NOW = datetime(2026, 3, 10, 10, tzinfo=UTC)
ID = fixed_id("event")
ACT = Act(ID, NOW, NOW)
OPENED = ProfileOpened(id=fixed_id("opened"), at=NOW - timedelta(60), azc="weert")
TOO_THIN = (RemarkOn(section=Section.WORK, remark=ReviewRemark.TOO_THIN),)
case = Scenario(evolve, Profile())


def completed(version: int, days_ago: int = 10) -> ProfileCompleted:
    return ProfileCompleted(
        id=fixed_id(f"completed {version}"),
        at=NOW - timedelta(days_ago),
        completeness=50,
        profile_version=version,
        contents=(),
    )


REVIEWED = ProfileReviewed(
    id=ID, at=NOW, profile_version=1, verdict=ReviewVerdict.NOT_USABLE, remarks=TOO_THIN
)


@pytest.mark.scenario("S-P2")
def test_somebody_else_reviews_a_version_with_remarks_per_section() -> None:
    given = case.given(OPENED, completed(1))
    by_another = {"reviewer": "participation", "authors": {"casemanager"}}
    given.when(review, 1, ReviewVerdict.NOT_USABLE, TOO_THIN, ACT, **by_another).then(REVIEWED)
    state = case.given(OPENED, completed(1), REVIEWED, completed(2)).state
    assert state.reviews(1) == [REVIEWED]
    assert state.reviews(2) == []


def test_nobody_reviews_the_own_work_or_what_is_not_there_or_without_saying_why() -> None:
    given, ok = case.given(OPENED, completed(1)), ReviewVerdict.USABLE
    own = {"reviewer": "me", "authors": {"me", "you"}}
    given.when(review, 1, ok, (), ACT, **own).then_refused(OwnWork)
    other = {"reviewer": "me", "authors": {"you"}}
    given.when(review, 2, ok, (), ACT, **other).then_refused(UnknownVersion)
    refused = given.when(review, 1, ReviewVerdict.NOT_USABLE, (), ACT, **other)
    refused.then_refused(RemarkMissing)


def test_a_review_is_due_a_term_after_the_completion_and_again_after_the_review() -> None:
    term = timedelta(days=30)
    assert review_due_on(case.given(OPENED).state, term) is None
    fresh = case.given(OPENED, completed(1)).state
    assert review_due_on(fresh, term) == date(2026, 3, 30)
    assert review_due_on(case.given(OPENED, completed(1), REVIEWED).state, term) == date(2026, 4, 9)
    newer = case.given(OPENED, completed(1), REVIEWED, completed(2, 0)).state
    assert review_due_on(newer, term) == date(2026, 4, 9)
    ended = StayEnded(id=fixed_id("ended"), at=NOW, reason=StayEndReason.LEFT)
    assert review_due_on(case.given(OPENED, completed(1), ended).state, term) is None
