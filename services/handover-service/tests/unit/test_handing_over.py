"""Sharing somebody's cases among others, as a pure function."""

from itertools import count
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover_service.domain.errors import NobodyToHandTo
from handover_service.domain.handing_over import distribute

staff_ids = st.sampled_from(["cm-1", "cm-2", "cm-3", "cm-4"])
loads = st.dictionaries(staff_ids, st.integers(0, 60), min_size=1)


@st.composite
def households(draw: st.DrawFn) -> list[list[UUID]]:
    number = count(1)
    sizes = draw(st.lists(st.integers(1, 6), min_size=1, max_size=40))
    return [[UUID(int=next(number)) for _ in range(size)] for size in sizes]


@given(households(), loads)
def test_every_case_goes_to_one_of_them_and_no_household_is_split(units, loads) -> None:
    found = distribute(units, loads)
    assert set(found) == {case for unit in units for case in unit}
    assert set(found.values()) <= set(loads)
    assert all(len({found[case] for case in unit}) == 1 for unit in units)


@given(households(), loads)
def test_nobody_ends_with_more_than_a_household_above_the_least(units, loads) -> None:
    found = distribute(units, loads)
    after = {one: n + list(found.values()).count(one) for one, n in loads.items()}
    largest = max(len(unit) for unit in units)
    grown = [after[one] for one in loads if after[one] > loads[one]]
    assert all(load - min(after.values()) <= largest for load in grown)


@given(households(), loads)
def test_the_order_in_which_cases_are_given_does_not_matter(units, loads) -> None:
    assert distribute(units, loads) == distribute(units[::-1], loads)


def test_who_is_chosen_for_a_case_gets_it_with_the_rest_of_the_household() -> None:
    one, two, three = (UUID(int=n) for n in range(3))
    found = distribute([[one, two], [three]], {"cm-1": 0, "cm-2": 9}, {two: "cm-2"})
    assert found == {one: "cm-2", two: "cm-2", three: "cm-1"}


def test_where_nobody_is_named_nothing_is_shared() -> None:
    with pytest.raises(NobodyToHandTo):
        distribute([[UUID(int=1)]], {})
