"""A position is read back as it was given out, in its own feed and in no other."""

import re
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from handover_service.subscriptions.feed.reading import Reader
from handover_service.subscriptions.positions import PATTERN, number_in, text_of

CODES = st.from_regex(r"GM[0-9]{4}", fullmatch=True)
NUMBERS = st.integers(0, 10**18 - 1)


def reader(municipality: str) -> Reader:
    return Reader(municipality, UUID(int=1))


@given(CODES, NUMBERS)
def test_a_position_is_read_back_as_it_was_given_out(municipality: str, number: int) -> None:
    text = text_of(municipality, number)
    assert re.search(PATTERN, text)
    assert number_in(text, reader(municipality)) == number


@given(CODES, CODES, NUMBERS)
def test_a_position_of_another_feed_is_none(one: str, other: str, number: int) -> None:
    found = number_in(text_of(one, number), reader(other))
    assert found == (number if one == other else None)


@given(st.text() | st.from_regex(PATTERN))
def test_whatever_text_is_given_it_is_a_number_or_none(text: str) -> None:
    found = number_in(text, reader("GM0957"))
    assert found is None or number_in(text_of("GM0957", found), reader("GM0957")) == found
