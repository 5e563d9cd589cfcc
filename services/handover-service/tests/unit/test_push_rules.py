"""When something is tried again, how much a sink is given, and how work is shared: for any case."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from continuous_line.webhooks.answers import Answer, Outcome, Reason, Verdict, failed, outcome
from continuous_line.webhooks.schedule import Schedule
from handover_service.subscriptions.push.health import (
    BEGINS,
    LONGEST_ASKED,
    LONGEST_OF_EVENTS,
    LONGEST_REST,
    OPENS,
    Health,
)
from handover_service.subscriptions.push.leases import share
from handover_service.subscriptions.push.pace import Flow, Pace
from handover_service.subscriptions.push.sharing import part
from handover_service.subscriptions.push.tries import next_question, next_try

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SCHEDULE = Schedule()
BROKEN = failed(Reason.BROKEN)
TERM = sum(SCHEDULE.pauses, timedelta())
chances = st.floats(0, 1, exclude_max=True)
waits = st.timedeltas(timedelta(), timedelta(days=30))


@given(st.integers(1, 40), waits, chances, st.none() | waits)
def test_nothing_is_given_up_before_all_pauses_are_over(
    failed: int, since: timedelta, chance: float, asked: timedelta | None
) -> None:
    again = next_try(SCHEDULE, failed, NOW - since, NOW, chance, asked)
    if again is None:
        assert failed >= SCHEDULE.tries
        assert since >= TERM
    else:
        assert again > NOW
        assert asked is None or again - NOW >= min(asked, SCHEDULE.longest_asked)


@given(st.integers(15, 40), chances)
def test_after_the_last_try_and_all_pauses_it_is_given_up(failed: int, chance: float) -> None:
    assert next_try(SCHEDULE, failed, NOW - TERM, NOW, chance) is None


@given(st.integers(1, 60), chances)
def test_a_sink_that_refused_is_asked_again_for_ever(refused: int, chance: float) -> None:
    assert NOW < next_question(SCHEDULE, refused, NOW, chance) <= NOW + timedelta(hours=29)


persons = st.integers(0, 5).map(lambda number: UUID(int=number))
acts = st.lists(st.tuples(st.booleans(), persons, chances), max_size=40)


@given(acts, st.integers(1, 64))
def test_a_sink_is_given_between_one_and_the_most_and_one_only_until_it_is_back(
    steps: list[tuple[bool, UUID, float]], most: int
) -> None:
    health, now = Health(), NOW
    for delivered, person, chance in steps:
        if delivered:
            health.delivered(most, NOW)
            assert health.failures == 0
        else:
            health.failed(person, now, BROKEN, chance)
        assert 1 <= health.width(most) <= most
        if health.failures >= OPENS:
            assert health.width(most) == 1
            assert health.rest_until is not None
            assert timedelta() < health.rest_until - now <= LONGEST_REST * 1.2
            assert not health.may_try(now)
            now = health.rest_until
            assert health.may_try(now)


@given(persons, st.integers(1, 30), chances)
def test_one_person_whose_delivery_fails_does_not_stop_the_others(
    person: UUID, times: int, chance: float
) -> None:
    health = Health()
    for _ in range(times):
        health.failed(person, NOW, BROKEN, chance)
    assert health.may_try(NOW)


@given(chances)
def test_rests_grow_as_long_as_it_fails(chance: float) -> None:
    health, now, rests = Health(), NOW, list[timedelta]()
    for number in range(20):
        health.failed(UUID(int=number), now, BROKEN, chance)
        if health.rest_until is not None:
            rests.append(health.rest_until - now)
            now = health.rest_until
    assert rests == sorted(rests)
    assert rests[-1] >= LONGEST_REST


@given(persons, waits, chances)
def test_a_sink_is_left_alone_as_long_as_it_asks_but_not_for_ever(
    person: UUID, asked: timedelta, chance: float
) -> None:
    health = Health()
    health.failed(person, NOW, busy(asked), chance)
    assert health.may_try(NOW + min(asked, LONGEST_ASKED))
    assert asked == timedelta() or not health.may_try(NOW)


def busy(asked: timedelta) -> Outcome:
    return Outcome(Verdict.FAILED, Reason.BUSY, 429, asked)


def test_what_is_under_way_when_a_rest_begins_makes_it_no_longer() -> None:
    health = Health()
    for number in range(OPENS):
        health.failed(UUID(int=number), NOW, BROKEN, 0)
    until = health.rest_until
    health.failed(UUID(int=9), NOW, BROKEN, 0)
    assert health.rest_until == until


def test_a_sink_of_which_nothing_is_known_gets_few_and_one_that_takes_them_all_it_may() -> None:
    health = Health()
    assert health.width(8) == BEGINS
    assert [health.delivered(8, NOW) for _ in range(4)] == [False] * 4
    assert health.width(8) == 8


@given(st.integers(1, 6000), st.lists(st.floats(0, 10), max_size=50))
def test_no_two_requests_are_closer_than_the_rate_permits(rate: int, gaps: list[float]) -> None:
    pace, now, sent = Pace(rate), 0.0, list[float]()
    for gap in gaps:
        now += gap + pace.wait(now + gap)
        pace.sent(now)
        sent.append(now)
    between = [later - earlier for earlier, later in pairwise(sent)]
    assert all(gap >= 60 / rate - 1e-6 for gap in between)


@given(st.integers(0, 1000), st.integers(1, 50))
def test_all_are_served_and_nobody_has_more_than_one_above_another(
    subscriptions: int, processes: int
) -> None:
    most = share(subscriptions, processes)
    assert most * processes >= subscriptions
    assert (most - 1) * processes < subscriptions or most == 0


def test_a_sink_that_asked_to_be_left_alone_is_though_what_was_under_way_is_taken() -> None:
    health = Health()
    health.failed(UUID(int=1), NOW, busy(timedelta(minutes=1)), 0)
    assert not health.delivered(8, NOW)
    assert not health.may_try(NOW)
    assert health.delivered(8, NOW + timedelta(minutes=1))
    assert health.may_try(NOW + timedelta(minutes=1))


def test_a_sink_that_answers_and_refuses_events_is_not_left_alone_for_long() -> None:
    refused = outcome(Answer(422, {}, b""), NOW)
    health, now = Health(), NOW
    for number in range(20):
        health.failed(UUID(int=number), now, refused, 0)
        assert health.rest_until is None or health.rest_until - now <= LONGEST_OF_EVENTS
        now = health.rest_until or now


@given(st.integers(1, 6000), st.lists(st.floats(0, 5), max_size=30))
def test_what_is_expected_of_a_pace_goes_in_that_time_and_no_more(
    rate: int, pauses: list[float]
) -> None:
    pace, now = Pace(rate), 100.0
    for pause in pauses:
        now += pause
        if not pace.wait(now):
            pace.sent(now)
    expected, until, gone = pace.within(1, now, most=5), now + 1, 0
    while now + pace.wait(now) < until - 1e-6:
        now += pace.wait(now)
        pace.sent(now)
        gone += 1
    assert gone <= expected <= gone + 1


@given(st.integers(1, 50), st.integers(2, 10))
def test_a_sink_that_is_slow_is_expected_to_take_nothing_more_while_it_is_busy(
    answers: int, seconds: int
) -> None:
    flow, now = Flow(), 0.0
    for _ in range(answers):
        now += seconds
        flow.ended(now, seconds)
        assert flow.within(0.8, now, width=8) == 0


def test_a_sink_is_expected_to_take_as_much_as_it_took() -> None:
    flow = Flow()
    for number in range(400):
        flow.ended(number / 100, 0.03)
    assert flow.within(0.8, 4.0, width=8) == 80
    assert flow.within(0.8, 4.0, width=2) == 52
    assert flow.within(0.8, 20.0, width=8) == 0


@given(st.integers(1, 64), st.none() | st.integers(1, 6000), st.integers(1, 200))
def test_all_that_share_a_sink_get_no_more_than_one_alone_but_each_one_delivery(
    most: int, rate: int | None, sharing: int
) -> None:
    given_each = part(most, rate, sharing)
    assert given_each.most >= 1
    assert given_each.most * sharing <= max(most, sharing)
    assert (given_each.rate is None) == (rate is None)
    assert given_each.rate is None or abs(given_each.rate * sharing - (rate or 0)) < 1e-6
