from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from continuous_line.act import Act
from continuous_line.codes import ActivityEndReason, ActivitySetting, ActivityType, VoidReason
from continuous_line.happened import EventVoided, Reference, reference_to
from continuous_line.testing.ids import fixed_id
from profile_service.domain.activities import Doing, activities, record
from profile_service.domain.events import ActivityEnded, ActivityRecorded, ProfileOpened
from profile_service.domain.moves import AfterMove, Move, after_move, follow
from profile_service.domain.profile import Profile, fold

NOW = datetime(2026, 6, 12, 10, tzinfo=UTC)
ACT = Act(fixed_id("act"), NOW, NOW)
OPENED = ProfileOpened(id=fixed_id("opened"), at=NOW - timedelta(90), azc="weert")
MOVED_ON = date(2026, 6, 1)
NEAR, FAR = Move(fixed_id("near"), MOVED_ON, 8.0), Move(fixed_id("far"), MOVED_ON, 140.0)
SOMEWHERE = Move(fixed_id("somewhere"), MOVED_ON, None)


def did(name: str, *, continues: bool = True, since: date = date(2026, 5, 1)) -> ActivityRecorded:
    return ActivityRecorded(
        id=fixed_id(name),
        at=NOW - timedelta(30),
        activity_id=fixed_id(name),
        activity_type=ActivityType.VOLUNTEERING,
        setting=ActivitySetting.EXTERNAL,
        started_on=since,
        continues_after_move=continues,
    )


VOLUNTEERING = did("volunteering")


def after(state: Profile, *moves: Move, act: Act = ACT) -> Profile:
    return fold(follow(state, moves, act), state)


@pytest.mark.scenario("S-P11")
def test_volunteering_that_can_go_on_stays_open_after_eight_kilometres() -> None:
    state = after(fold([OPENED, VOLUNTEERING]), NEAR)
    (found,) = activities(state)
    assert found.ended_on is None
    assert after_move(found, [NEAR]) is AfterMove.GOES_ON


@pytest.mark.scenario("S-P11")
def test_at_a_hundred_and_forty_kilometres_it_ends_with_the_move_and_is_kept() -> None:
    (event,) = follow(fold([OPENED, VOLUNTEERING]), [FAR], ACT)
    assert isinstance(event, ActivityEnded)
    assert (event.reason, event.ended_on) == (ActivityEndReason.MOVED, MOVED_ON)
    (kept,) = activities(fold([OPENED, VOLUNTEERING, event]))
    assert (kept.ended_on, kept.reason) == (MOVED_ON, ActivityEndReason.MOVED)
    assert after_move(kept, [FAR]) is None


@pytest.mark.scenario("S-P11")
def test_where_the_distance_is_unknown_it_stays_open_and_says_so() -> None:
    state = after(fold([OPENED, VOLUNTEERING]), SOMEWHERE)
    (found,) = activities(state)
    assert after_move(found, [SOMEWHERE]) is AfterMove.UNKNOWN


def test_how_far_is_configuration_and_the_limit_itself_is_near() -> None:
    state = fold([OPENED, VOLUNTEERING])
    limit = Move(fixed_id("limit"), MOVED_ON, 50.0)
    assert follow(state, [limit], ACT) == []
    assert len(follow(state, [limit], ACT, 49.9)) == 1


def test_what_cannot_go_on_ends_with_any_move_and_what_began_later_does_not() -> None:
    at_the_azc, later = did("azc", continues=False), did("later", since=date(2026, 6, 2))
    events = follow(fold([OPENED, at_the_azc, later]), [NEAR, FAR], ACT)
    assert [e.activity_id for e in events if isinstance(e, ActivityEnded)] == [
        at_the_azc.activity_id
    ]


def test_a_move_that_was_corrected_to_a_near_one_takes_its_ending_back() -> None:
    state = after(fold([OPENED, VOLUNTEERING]), FAR)
    (event,) = follow(state, [NEAR], ACT)
    assert isinstance(event, EventVoided)
    assert event.reason is VoidReason.MISTAKE
    (found,) = activities(fold([event], state))
    assert found.ended_on is None


def test_an_ending_that_somebody_took_back_does_not_come_again() -> None:
    state = after(fold([OPENED, VOLUNTEERING]), FAR)
    (ending,) = state.all(ActivityEnded)
    voided = EventVoided(
        id=fixed_id("voided"), at=NOW, voids=reference_to(ending), reason=VoidReason.MISTAKE
    )
    assert follow(fold([voided], state), [FAR], ACT) == []


def test_an_activity_corrected_after_the_move_follows_the_move_anew() -> None:
    state = after(fold([OPENED, did("azc", continues=False)]), NEAR)
    replaced = Reference(id=fixed_id("azc"), kind="ActivityRecorded")
    doing = Doing(
        ActivityType.VOLUNTEERING,
        ActivitySetting.EXTERNAL,
        date(2026, 5, 1),
        continues_after_move=True,
    )
    correction = Act(fixed_id("correction"), NOW, NOW, replaced)
    corrected = fold(record(state, doing, correction), state)
    (event,) = follow(corrected, [NEAR], correction)
    assert isinstance(event, EventVoided)


MOVES = st.builds(
    Move,
    st.uuids(),
    st.dates(date(2026, 4, 1), date(2026, 6, 30)),
    st.none() | st.floats(0, 300),
)
DONE = st.lists(
    st.builds(
        did,
        st.sampled_from("abcdef"),
        continues=st.booleans(),
        since=st.dates(date(2026, 4, 1), date(2026, 6, 30)),
    ),
    unique_by=lambda one: one.id,
)


@examples(DONE, st.lists(MOVES, max_size=3))
def test_following_the_same_moves_again_changes_nothing(done, moves) -> None:
    state = after(fold([OPENED, *done]), *moves)
    assert follow(state, moves, Act(fixed_id("again"), NOW, NOW)) == []


@examples(DONE, st.lists(MOVES, max_size=3))
def test_moves_heard_one_by_one_end_what_all_of_them_end(done, moves) -> None:
    one_by_one = fold([OPENED, *done])
    for number in range(len(moves)):
        act = Act(fixed_id(f"act {number}"), NOW, NOW)
        one_by_one = after(one_by_one, *moves[: number + 1], act=act)
    at_once = after(fold([OPENED, *done]), *moves)
    assert activities(one_by_one) == activities(at_once)


@examples(DONE, st.lists(MOVES, max_size=3))
def test_without_any_move_nothing_rests_on_one(done, moves) -> None:
    state = after(after(fold([OPENED, *done]), *moves))
    assert activities(state) == activities(fold([OPENED, *done]))
