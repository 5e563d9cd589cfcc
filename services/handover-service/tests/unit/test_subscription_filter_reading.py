"""What a client may write as filters, and how each fault is named."""

from typing import Any as Anything

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuous_line.contracts import Envelope
from handover_service.subscriptions.domain.filter_reading import (
    ATTRIBUTES,
    DEEPEST,
    LONGEST,
    MOST,
    Fault,
    read,
    write,
)
from handover_service.subscriptions.domain.filters import All, Any, Compare, Comparison, Not

EXACT = {"exact": {"type": "nl.a.Sent.v1"}}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["all", "any", "not", "exact", "prefix", "type", "other"]), inner,
            max_size=2,
        )
    ),
    max_leaves=12,
)  # fmt: skip


def faults(raw: Anything) -> dict[str, str]:
    return {fault.at: fault.what for fault in read(raw)[1]}


def nested(depth: int) -> dict[str, Anything]:
    """So many filters in one another, the comparison included."""
    made: dict[str, Anything] = EXACT
    for _ in range(depth - 1):
        made = {"not": made}
    return made


def test_every_dialect_is_read() -> None:
    raw = [
        {"all": [EXACT, {"prefix": {"source": "urn:"}}]},
        {"any": [{"suffix": {"type": ".v1", "source": "profile"}}]},
        {"not": EXACT},
    ]
    exact = Compare(Comparison.EXACT, (("type", "nl.a.Sent.v1"),))
    assert read(raw) == (
        (
            All((exact, Compare(Comparison.PREFIX, (("source", "urn:"),)))),
            Any((Compare(Comparison.SUFFIX, (("type", ".v1"), ("source", "profile"))),)),
            Not(exact),
        ),
        (),
    )


def test_no_filters_at_all_are_right_too() -> None:
    assert read([]) == ((), ())


def test_every_fault_is_named_with_its_place_at_once() -> None:
    raw = [
        {"exact": {"tipe": "a", "source": 7, "subject": ""}},
        {"any": []},
        {"not": {"sql": "1 = 1"}},
        {"all": [EXACT, {"prefix": {}}]},
        {"exact": {"type": "a"}, "prefix": {"type": "a"}},
        "type",
    ]
    assert set(faults(raw)) == {
        "filters[0].exact.tipe", "filters[0].exact.source", "filters[0].exact.subject",
        "filters[1].any", "filters[2].not", "filters[3].all[1].prefix", "filters[4]", "filters[5]",
    }  # fmt: skip


@pytest.mark.parametrize("raw", [None, {}, "type", 3])
def test_filters_are_a_list(raw: Anything) -> None:
    assert set(faults(raw)) == {"filters"}


def test_depth_number_and_length_are_bounded() -> None:
    assert not faults([nested(DEEPEST)])
    assert list(faults([nested(DEEPEST + 1)])) == ["filters[0]" + ".not" * DEEPEST]
    assert not faults([EXACT] * MOST)
    assert set(faults([EXACT] * (MOST + 1))) == {"filters"}
    assert not faults([{"exact": {"type": "a" * LONGEST}}])
    assert set(faults([{"exact": {"type": "a" * (LONGEST + 1)}}])) == {"filters[0].exact.type"}


def test_what_a_client_sends_is_not_repeated_at_length() -> None:
    (fault,) = read([{"exact": {"x" * 5000: "a"}}])[1]
    assert len(fault.at) < 100


@given(JSON)
def test_whatever_is_sent_it_is_read_without_an_error_and_right_filters_are_written_back_as_sent(
    raw: Anything,
) -> None:
    found, wrong = read(raw)
    assert all(isinstance(one, Fault) and one.at.startswith("filters") for one in wrong)
    if not wrong:
        assert write(found) == raw
        assert read(write(found)) == (found, ())


def test_the_attributes_that_may_be_named_are_those_of_an_event() -> None:
    of_an_event = set(Envelope.__struct_fields__) - {"data"}
    assert of_an_event | {"dataref"} == ATTRIBUTES
