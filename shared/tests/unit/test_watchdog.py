"""Dead is what stands still while there is something to read, and nothing else."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from continuous_line.event_log.port import TopicPartition
from continuous_line.watchdog import Watchdog

ONE = TopicPartition("profile", 3)
OTHER = TopicPartition("handover", 3)
START = datetime(2026, 1, 5, 12, tzinfo=UTC)


@dataclass
class Time:
    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds

    @property
    def moment(self) -> datetime:
        return START + timedelta(seconds=self.seconds)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def dog(time: Time) -> Watchdog:
    dog = Watchdog("reactions", still_limit=60, monotonic=time)
    dog.hold({ONE: 5})
    return dog


def test_standing_still_for_a_minute_with_something_to_read_is_dead(
    dog: Watchdog, time: Time
) -> None:
    dog.compare({ONE: 6}, time.moment)
    time.seconds = 60
    assert dog.alive()
    time.seconds = 61
    assert not dog.alive()


def test_having_nothing_to_read_is_not_dead(dog: Watchdog, time: Time) -> None:
    dog.compare({ONE: 5}, time.moment)
    time.seconds = 1000
    assert dog.alive()
    dog.compare({ONE: 6}, time.moment)
    time.seconds = 1059
    assert dog.alive()


def test_moving_without_ever_catching_up_is_not_dead(dog: Watchdog, time: Time) -> None:
    for turn in range(10):
        time.seconds = 50.0 * turn
        dog.reached(ONE, 5 + turn, time.moment)
        dog.compare({ONE: 1000 + turn}, time.moment)
        assert dog.alive()


def test_trying_again_is_not_dead(dog: Watchdog, time: Time) -> None:
    dog.compare({ONE: 6}, time.moment)
    for turn in range(10):
        time.seconds = 50.0 * turn
        dog.excuse()
        assert dog.alive()
    time.seconds += 61
    assert not dog.alive()


def test_one_of_many_partitions_that_stands_still_is_enough(dog: Watchdog, time: Time) -> None:
    dog.hold({ONE: 5, OTHER: 0})
    dog.compare({ONE: 6, OTHER: 9}, time.moment)
    time.seconds = 61
    dog.reached(OTHER, 9, time.moment)
    assert not dog.alive()


def test_a_partition_that_was_lost_does_not_count(dog: Watchdog, time: Time) -> None:
    dog.compare({ONE: 6}, time.moment)
    dog.hold({})
    time.seconds = 61
    assert dog.alive()


def test_a_position_beyond_the_end_is_another_log_than_the_one_that_was_read(
    dog: Watchdog, time: Time
) -> None:
    dog.compare({ONE: 2}, time.moment)
    time.seconds = 61
    assert not dog.alive()
    assert dog.progress("live", time.moment)[0].caught_up_at is None


def test_what_is_known_is_known_up_to_the_moment_the_ends_were_asked(
    dog: Watchdog, time: Time
) -> None:
    asked_at = time.moment
    dog.compare({ONE: 8}, asked_at)
    time.seconds = 10
    dog.reached(ONE, 7, time.moment)
    dog.compare({ONE: 9}, time.moment)
    assert dog.progress("live", time.moment)[0].caught_up_at is None
    dog.reached(ONE, 8, time.moment)
    [known] = dog.progress("live", time.moment)
    assert (known.caught_up_at, known.behind) == (asked_at, 1)


def test_a_partition_number_is_as_fresh_as_its_worst_topic(dog: Watchdog, time: Time) -> None:
    dog.hold({ONE: 5, OTHER: 0})
    dog.compare({ONE: 5, OTHER: 3}, time.moment)
    [known] = dog.progress("live", time.moment)
    assert (known.partition, known.caught_up_at, known.behind) == (3, None, 3)


def test_a_member_that_is_given_nothing_while_nobody_holds_anything_is_dead(
    dog: Watchdog, time: Time
) -> None:
    dog.hold({})
    dog.others(None, time.moment)
    time.seconds = 61
    dog.others(None, time.moment)
    assert not dog.alive()


def test_a_member_that_stands_by_is_alive(dog: Watchdog, time: Time) -> None:
    dog.hold({})
    for turn in range(10):
        time.seconds = 50.0 * turn
        dog.others(time.moment - timedelta(seconds=5), time.moment)
        assert dog.alive()
