"""Whether a sink agrees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuous_line.webhooks.answers import Answer
from continuous_line.webhooks.handshake import (
    NotPermitted,
    Permission,
    origin_header,
    permission,
    question,
)

US = "handover.doorlopendelijn.example"


def said(status: int = 200, **headers: str) -> Answer:
    return Answer(status, {f"webhook-allowed-{name}": text for name, text in headers.items()}, b"")


def test_the_question_names_us_and_how_much_we_would_send() -> None:
    assert question(US, 120) == {"webhook-request-origin": US, "webhook-request-rate": "120"}
    assert question(US) == origin_header(US) == {"webhook-request-origin": US}


def test_a_rate_of_nothing_is_not_asked_for() -> None:
    with pytest.raises(ValueError, match="rate"):
        question(US, 0)


@pytest.mark.parametrize("origin", [US, US.upper(), "*", f" {US} "])
@pytest.mark.parametrize(
    ("rate", "permitted"), [("60", 60), ("*", None), ("", 120)], ids=["less", "any", "unsaid"]
)
def test_a_sink_that_names_us_or_anybody_permits(
    origin: str, rate: str, permitted: int | None
) -> None:
    assert permission(said(origin=origin, rate=rate), US, 120) == Permission(permitted)


@pytest.mark.parametrize("status", [200, 204, 405, 404])
def test_the_status_alone_says_nothing(status: int) -> None:
    with pytest.raises(NotPermitted):
        permission(Answer(status, {"allow": "POST, OPTIONS"}, b"yes"), US)
    assert permission(said(status, origin="*"), US) == Permission(None)


@pytest.mark.parametrize(
    "origin", ["", "evil.example", f"{US}.evil.example", f"{US}, evil.example", "**", "*.example"]
)
def test_a_sink_that_names_another_does_not_permit(origin: str) -> None:
    with pytest.raises(NotPermitted):
        permission(said(origin=origin, rate="*"), US)


@given(st.text(min_size=1).filter(lambda text: text.strip() not in {"", "*"}))
def test_a_rate_is_a_positive_number_or_there_is_no_permission(rate: str) -> None:
    try:
        given_rate = permission(said(origin="*", rate=rate), US).rate
    except NotPermitted:
        return
    assert given_rate == int(rate)
    assert given_rate > 0


@pytest.mark.parametrize("rate", ["0", "-1", "1.5", "soon", "²", "9" * 5000])
def test_a_rate_that_is_none_is_no_permission(rate: str) -> None:
    with pytest.raises(NotPermitted):
        permission(said(origin="*", rate=rate), US)
