"""What a sink's answer means for the delivery."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuous_line.webhooks.answers import (
    Answer,
    Outcome,
    Reason,
    Verdict,
    failed,
    outcome,
    retry_after,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def answered(status: int, **headers: str) -> Outcome:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return outcome(Answer(status, named, b""), NOW)


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_these_four_say_that_it_arrived(status: int) -> None:
    assert answered(status) == Outcome(Verdict.DELIVERED, Reason.ACCEPTED, status)


@given(st.integers(100, 599).filter(lambda status: status not in {200, 201, 202, 204, 410}))
def test_whatever_else_is_said_is_a_failed_try(status: int) -> None:
    assert answered(status).verdict is Verdict.FAILED


def test_gone_ends_the_subscription() -> None:
    assert answered(410) == Outcome(Verdict.ENDED, Reason.GONE, 410)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_a_failed_try_with_a_reason_of_its_own(status: int) -> None:
    told = answered(status, location="https://elsewhere.example/")
    assert told == Outcome(Verdict.FAILED, Reason.REDIRECTED, status)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (400, Reason.REFUSED),
        (415, Reason.REFUSED),
        (500, Reason.BROKEN),
        (504, Reason.BROKEN),
        (203, Reason.UNEXPECTED),
        (206, Reason.UNEXPECTED),
    ],
)
def test_other_answers_have_their_reason(status: int, reason: Reason) -> None:
    assert answered(status).reason is reason


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_sink_is_heard_when_it_says_for_how_long(status: int) -> None:
    told = answered(status, retry_after="120")
    assert told == Outcome(Verdict.FAILED, Reason.BUSY, status, timedelta(minutes=2))
    assert answered(status).retry_after is None


@pytest.mark.parametrize("status", [200, 301, 404, 410, 500])
def test_only_a_busy_sink_asks_for_time(status: int) -> None:
    assert answered(status, retry_after="120").retry_after is None


def test_where_there_is_no_answer_there_is_a_reason() -> None:
    assert failed(Reason.TIMED_OUT) == Outcome(Verdict.FAILED, Reason.TIMED_OUT)


@given(st.integers(0, 10**6))
def test_a_number_of_seconds_and_the_date_it_leads_to_mean_the_same(seconds: int) -> None:
    as_date = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert retry_after(str(seconds), NOW) == retry_after(as_date, NOW)
    assert retry_after(f" {seconds} ", NOW) == timedelta(seconds=seconds)


def test_a_date_in_the_past_asks_for_nothing() -> None:
    assert retry_after("Sun, 06 Nov 1994 08:49:37 GMT", NOW) == timedelta()


@given(st.text())
def test_whatever_stands_there_is_either_a_time_or_nothing(text: str) -> None:
    found = retry_after(text, NOW)
    assert found is None or found >= timedelta()


@pytest.mark.parametrize("text", [None, "", "soon", "-5", "1.5", "²", "2026-03-01T12:00:00Z"])
def test_what_is_neither_seconds_nor_a_date_says_nothing(text: str | None) -> None:
    assert retry_after(text, NOW) is None


def test_a_number_beyond_all_time_is_as_long_as_can_be() -> None:
    assert retry_after("9" * 5000, NOW) == timedelta.max
