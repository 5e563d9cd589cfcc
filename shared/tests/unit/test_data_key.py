"""What a person's key seals opens with it, at its own place only."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuous_line.data_key import DataKey, new_key
from continuous_line.errors import Unreadable


@given(st.binary(max_size=200), st.text(max_size=20), st.integers(1, 10_000))
def test_what_is_sealed_opens_and_shows_nothing(plain: bytes, section: str, version: int) -> None:
    key = DataKey(uuid4(), new_key())
    sealed = key.seal(section, version, plain)
    assert key.open(section, version, sealed) == plain
    assert len(plain) < 8 or plain not in sealed
    assert sealed != key.seal(section, version, plain)


def test_it_opens_for_no_other_person_section_version_or_key() -> None:
    key = DataKey(uuid4(), new_key())
    sealed = key.seal_json("work", 3, {"job": "baker"})
    assert key.open_json("work", 3, sealed) == {"job": "baker"}
    attempts = [
        (key, "wishes", 3, sealed),
        (key, "work", 2, sealed),
        (DataKey(uuid4(), key.key), "work", 3, sealed),
        (DataKey(key.subject, new_key()), "work", 3, sealed),
        (key, "work", 3, sealed[:-1]),
        (key, "work", 3, b"\x02" + sealed[1:]),
        (key, "work", 3, b""),
    ]
    for other, section, version, text in attempts:
        with pytest.raises(Unreadable):
            other.open(section, version, text)


def test_a_key_is_not_shown_by_accident() -> None:
    key = DataKey(uuid4(), new_key())
    assert repr(key.key) not in repr(key)
