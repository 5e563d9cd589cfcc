"""Signatures: the official library checks ours and we check its; nothing else passes."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from continuous_line.webhooks.signing import (
    TOLERANCE,
    WrongSecret,
    WrongSignature,
    headers,
    key_of,
    new_secret,
    verify,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECRET, OTHER = new_secret(), new_secret()
BODY = '{"type":"nl.doorlopendelijn.handover.WarmHandoverHeld.v1","é":"%"}'.encode()
ids = st.text(st.characters(codec="ascii", min_codepoint=33, max_codepoint=126), min_size=1).filter(
    lambda text: "." not in text
)


def test_the_official_library_accepts_what_we_sign() -> None:
    really_now = datetime.now(UTC)  # the library asks the system for the time
    signed = headers("1f", really_now, BODY, [SECRET])
    Webhook(SECRET).verify(BODY, signed)
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(BODY + b" ", signed)


@pytest.mark.parametrize("held", [SECRET, OTHER], ids=["the new one", "the old one"])
def test_while_a_secret_is_replaced_a_receiver_may_hold_either(held: str) -> None:
    really_now = datetime.now(UTC)
    signed = headers("1f", really_now, BODY, [SECRET, OTHER])
    Webhook(held).verify(BODY, signed)
    assert verify(signed, BODY, [held], really_now) == "1f"


@given(id_=ids, text=st.text())
def test_we_accept_what_the_official_library_signs(id_: str, text: str) -> None:
    signed = {
        "webhook-id": id_,
        "webhook-timestamp": str(int(NOW.timestamp())),
        "webhook-signature": Webhook(SECRET).sign(id_, NOW, text),
    }
    assert verify(signed, text.encode(), [OTHER, SECRET], NOW) == id_
    assert headers(id_, NOW, text.encode(), [SECRET]) == signed


@given(id_=ids, body=st.binary(), at=st.integers(0, 1000))
def test_whatever_is_changed_the_signature_no_longer_fits(id_: str, body: bytes, at: int) -> None:
    signed = headers(id_, NOW, body, [SECRET])
    later = str(int(NOW.timestamp()) + at + 1)
    for changed, what in [
        (signed | {"webhook-id": id_ + "x"}, body),
        (signed | {"webhook-timestamp": later}, body),
        (signed | {"webhook-signature": "v1," + signed["webhook-signature"][:2:-1]}, body),
        (signed, body + b"0"),
    ]:
        with pytest.raises(WrongSignature):
            verify(changed, what, [SECRET], NOW, tolerance=timedelta(hours=1))


def test_the_secret_of_another_does_not_do() -> None:
    with pytest.raises(WrongSignature, match="no signature fits"):
        verify(headers("1f", NOW, BODY, [OTHER]), BODY, [SECRET], NOW)


@pytest.mark.parametrize("turned", [1, -1], ids=["too old", "from the future"])
def test_what_is_sent_again_too_late_or_too_early_is_refused(turned: int) -> None:
    signed = headers("1f", NOW, BODY, [SECRET])
    assert verify(signed, BODY, [SECRET], NOW + turned * TOLERANCE) == "1f"
    with pytest.raises(WrongSignature, match="too far from now"):
        verify(signed, BODY, [SECRET], NOW + turned * (TOLERANCE + timedelta(seconds=1)))


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_a_missing_header_is_named(name: str) -> None:
    signed = headers("1f", NOW, BODY, [SECRET])
    with pytest.raises(WrongSignature, match=name):
        verify({k: v for k, v in signed.items() if k != name}, BODY, [SECRET], NOW)


@pytest.mark.parametrize("timestamp", ["", "soon", "-1", "1e9", "²", "9" * 40])
def test_a_timestamp_that_is_no_moment_is_refused(timestamp: str) -> None:
    signed = headers("1f", NOW, BODY, [SECRET]) | {"webhook-timestamp": timestamp}
    with pytest.raises(WrongSignature, match="timestamp"):
        verify(signed, BODY, [SECRET], NOW)


@pytest.mark.parametrize("other", ["v1a,", "v2,", "", ","])
def test_a_signature_of_another_version_does_not_count(other: str) -> None:
    signed = headers("1f", NOW, BODY, [SECRET])
    value = signed["webhook-signature"]
    alone = signed | {"webhook-signature": other + value.removeprefix("v1,")}
    with pytest.raises(WrongSignature):
        verify(alone, BODY, [SECRET], NOW)
    beside = signed | {"webhook-signature": f"{other}xx {value}"}
    assert verify(beside, BODY, [SECRET], NOW) == "1f"


def test_what_follows_a_full_stop_cannot_be_taken_for_the_time() -> None:
    with pytest.raises(ValueError, match="full stop"):
        headers("1.2", NOW, BODY, [SECRET])
    with pytest.raises(WrongSignature, match="full stop"):
        verify(headers("1", NOW, BODY, [SECRET]) | {"webhook-id": "1.2"}, BODY, [SECRET], NOW)


@pytest.mark.parametrize(
    "secret",
    ["", "whsec_", "whsec_????", "whsec_" + base64.b64encode(bytes(23)).decode(), SECRET[6:]],
    ids=["empty", "nothing behind", "no base64", "too short", "no prefix"],
)
def test_what_is_no_secret_is_refused_and_not_repeated(secret: str) -> None:
    with pytest.raises(WrongSecret) as refused:
        key_of(secret)
    assert not secret or secret not in str(refused.value)


def test_without_a_secret_nothing_is_signed_and_nothing_fits() -> None:
    with pytest.raises(WrongSecret):
        headers("1f", NOW, BODY, [])
    with pytest.raises(WrongSignature):
        verify(headers("1f", NOW, BODY, [SECRET]), BODY, [], NOW)


def test_every_new_secret_is_another_and_is_one() -> None:
    assert len({new_secret() for _ in range(100)}) == 100
    assert len(key_of(new_secret())) == 32
