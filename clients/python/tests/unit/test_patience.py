"""Whether and when the client asks again."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlopende_lijn_client.patience import Patience, seconds

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
chances = st.floats(0, 1, exclude_max=True)


@given(chance=chances, failed=st.integers(1, 200))
def test_a_pause_doubles_up_to_the_longest_and_chance_takes_at_most_half(
    chance: float, failed: int
) -> None:
    patience = Patience(tries=1000)
    pause = patience.pause(failed, chance, 503)
    assert pause is not None
    whole = min(0.5 * 2.0 ** (failed - 1), 30.0)
    assert whole / 2 <= pause <= whole


@pytest.mark.parametrize("status", [None, 429, 502, 503, 504])
def test_what_passes_by_itself_is_asked_again_a_number_of_times(status: int | None) -> None:
    patience = Patience(tries=3)
    asked = [patience.pause(failed, 0.5, status) is not None for failed in (1, 2, 3, 4)]
    assert asked == [True, True, False, False]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 410, 412, 500, 301])
def test_what_would_be_answered_the_same_again_is_not_asked_again(status: int) -> None:
    assert Patience().pause(1, 0.5, status) is None


@given(asked=st.floats(0, 1000), chance=chances)
def test_a_service_is_left_alone_as_long_as_it_asks_or_not_asked_again(
    asked: float, chance: float
) -> None:
    pause = Patience(longest_asked=120).pause(1, chance, 429, asked)
    assert (pause is None) == (asked > 120)
    assert pause is None or pause >= asked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", 7.0),
        ("Sun, 01 Mar 2026 12:00:30 GMT", 30.0),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0.0),
        (None, None),
        ("soon", None),
        ("-1", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(text: str | None, expected: float | None) -> None:
    assert seconds(text, NOW) == expected


@given(st.text())
def test_whatever_stands_there_is_either_a_time_or_nothing(text: str) -> None:
    found = seconds(text, NOW)
    assert found is None or found >= 0
