"""The pauses between tries."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuous_line.webhooks.schedule import PAUSES, Schedule

chances = st.floats(0, 1, exclude_max=True)
spans = st.timedeltas(timedelta(milliseconds=1), timedelta(days=3))
schedules = st.builds(
    Schedule,
    pauses=st.lists(spans, max_size=10).map(sorted),
    jitter=st.floats(0, 1),
    longest_asked=spans,
)
asked = st.none() | st.timedeltas(timedelta(), timedelta.max)


def given_pause(schedule: Schedule, failed: int, chance: float = 0.0) -> timedelta:
    pause = schedule.pause(failed, chance)
    assert pause is not None
    return pause


def test_the_usual_pauses_grow_from_seconds_to_a_day_and_reach_over_a_week() -> None:
    usual = [given_pause(Schedule(), failed) for failed in range(1, Schedule().tries)]
    assert usual == list(PAUSES)
    assert usual[0] == timedelta(seconds=5)
    assert usual[-1] == timedelta(hours=24)
    assert sum(usual, timedelta()) > timedelta(days=7)


@given(schedule=schedules, chance=chances, wish=asked)
def test_each_try_but_the_last_is_followed_by_another(
    schedule: Schedule, chance: float, wish: timedelta | None
) -> None:
    for failed in range(1, schedule.tries):
        assert schedule.pause(failed, chance, wish) is not None
    assert schedule.pause(schedule.tries, chance, wish) is None
    assert schedule.pause(schedule.tries + 5, chance, wish) is None


@given(schedule=schedules, chance=chances, wish=asked)
def test_no_pause_is_shorter_than_the_one_before_by_the_same_chance(
    schedule: Schedule, chance: float, wish: timedelta | None
) -> None:
    pauses = [schedule.pause(failed, chance, wish) for failed in range(1, schedule.tries)]
    assert pauses == sorted(pause for pause in pauses if pause is not None)


@given(schedule=schedules, chance=chances)
def test_chance_only_adds_and_adds_no_more_than_its_share(
    schedule: Schedule, chance: float
) -> None:
    for failed, usual in enumerate(schedule.pauses, start=1):
        pause = given_pause(schedule, failed, chance)
        tick = timedelta(microseconds=2)
        assert usual <= pause <= usual * (1 + schedule.jitter) + tick


@given(schedule=schedules, chance=chances, wish=st.timedeltas(timedelta(), timedelta.max))
def test_a_sink_is_left_alone_as_long_as_it_asks_within_what_it_may_ask(
    schedule: Schedule, chance: float, wish: timedelta
) -> None:
    for failed in range(1, schedule.tries):
        without, pause = schedule.pause(failed, chance), schedule.pause(failed, chance, wish)
        assert without is not None
        assert pause is not None
        assert pause >= min(wish, schedule.longest_asked)
        assert without <= pause <= without + schedule.longest_asked


def test_a_sink_that_asks_for_little_does_not_use_up_its_tries_sooner() -> None:
    assert Schedule().pause(5, 0.0, timedelta(seconds=1)) == timedelta(hours=2)


@given(first=chances, second=chances)
def test_two_chances_give_two_moments(first: float, second: float) -> None:
    sooner, later = sorted((first, second))
    if later - sooner > 0.001:
        assert given_pause(Schedule(), 3, sooner) < given_pause(Schedule(), 3, later)


@pytest.mark.parametrize(
    ("pauses", "jitter"),
    [
        ([timedelta(minutes=2), timedelta(minutes=1)], 0.1),
        ([timedelta()], 0.1),
        ([timedelta(seconds=1)], -0.1),
        ([timedelta(seconds=1)], 1.1),
    ],
    ids=["shrinks", "no pause", "jitter back in time", "jitter beyond the pause"],
)
def test_a_schedule_that_could_hammer_a_sink_cannot_be_made(
    pauses: list[timedelta], jitter: float
) -> None:
    with pytest.raises(ValueError, match=r"pause|jitter"):
        Schedule(pauses, jitter)
