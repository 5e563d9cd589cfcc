"""How a consumer stands, from what its owner left: nobody is told that all is well who cannot
know."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuous_line.standing import LIMIT, Partition, Standing, standing_of
from continuous_line.watchdog import Progress
from continuous_line.web.pages.language import Language, lasting

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


def ago(**parts: int) -> datetime:
    return NOW - timedelta(**parts)


def progress(**given: Any) -> Progress:
    """Checked two seconds ago; nothing to go."""
    usual: dict[str, Any] = {
        "consumer": "sample", "partition": 3, "generation": "live", "behind": 0,
        "caught_up_at": ago(seconds=2), "moved_at": ago(hours=4), "checked_at": ago(seconds=2),
    }  # fmt: skip
    return Progress(**usual | given)


def partition(**given: Any) -> Partition:
    (found,) = standing_of(["sample"], [progress(**given)], NOW)
    return found.partitions[3]


def test_with_nothing_to_go_it_is_up_to_date_however_long_nothing_came() -> None:
    found = partition()
    assert (found.standing, found.behind, found.late) == (Standing.UP_TO_DATE, 0, None)
    assert found.still == timedelta(hours=4)


def test_with_something_to_go_the_first_of_it_is_as_old_as_the_last_moment_all_was_handled() -> (
    None
):
    found = partition(behind=70, caught_up_at=ago(minutes=20), moved_at=ago(seconds=3))
    assert (found.standing, found.behind) == (Standing.BEHIND, 70)
    assert found.late == timedelta(minutes=20)


def test_the_first_event_after_a_quiet_night_does_not_make_it_stand_still() -> None:
    assert partition(behind=1, moved_at=ago(hours=9)).standing is Standing.BEHIND


def test_with_something_to_go_and_no_progress_for_a_minute_it_stands_still() -> None:
    found = partition(behind=1, caught_up_at=ago(minutes=3), moved_at=ago(minutes=2))
    assert (found.standing, found.still) == (Standing.STANDS_STILL, timedelta(minutes=2))


def test_what_nobody_checks_stands_still_although_nothing_was_to_go() -> None:
    found = partition(checked_at=ago(minutes=2), caught_up_at=ago(minutes=2))
    assert (found.standing, found.late) == (Standing.STANDS_STILL, timedelta(minutes=2))


@pytest.mark.parametrize("given", [{"caught_up_at": None, "moved_at": None, "behind": 9}])
def test_what_never_came_on_was_never_started(given: dict[str, Any]) -> None:
    assert partition(**given).standing is Standing.NEVER_STARTED


def test_a_consumer_that_left_nothing_is_there_and_was_never_started() -> None:
    sample, other = standing_of(["sample", "other"], [progress()], NOW)
    assert {one.standing for one in other.partitions} == {Standing.NEVER_STARTED}
    assert (other.behind, other.late, other.still) == (0, None, None)
    assert sample.standing is Standing.NEVER_STARTED  # eleven of its partitions were


moments = st.none() | st.timedeltas(timedelta(), timedelta(days=2)).map(lambda gone: NOW - gone)


@given(st.integers(0, 10**9), moments, moments, st.timedeltas(timedelta(), timedelta(hours=1)))
def test_it_is_up_to_date_exactly_where_somebody_just_saw_that_nothing_is_to_go(
    behind: int, caught_up: datetime | None, moved: datetime | None, checked: timedelta
) -> None:
    found = partition(
        behind=behind, caught_up_at=caught_up, moved_at=moved, checked_at=NOW - checked
    )
    assert (found.standing is Standing.UP_TO_DATE) == (behind == 0 and checked <= LIMIT)
    assert found.late is None or found.late == NOW - (caught_up or NOW)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (timedelta(0), "0 seconden"),
        (timedelta(seconds=1), "1 seconde"),
        (timedelta(seconds=119), "119 seconden"),
        (timedelta(seconds=120), "2 minuten"),
        (timedelta(hours=1, minutes=59), "119 minuten"),
        (timedelta(hours=47), "47 uur"),
        (timedelta(days=2000), "2.000 dagen"),
    ],
)
def test_a_duration_is_said_in_the_largest_unit_there_are_two_of(
    value: timedelta, said: str
) -> None:
    assert lasting(value, Language.NL) == said
