"""Which events a subscription's filters let through, whatever the filters and the events."""

from collections.abc import Mapping
from typing import assert_never

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover_service.subscriptions.domain.filters import (
    All,
    Any,
    Compare,
    Comparison,
    Filter,
    Not,
    matches,
    wants,
)

NAMES = ("type", "source", "subject")
TEXTS = st.text("ab", min_size=1, max_size=3)
EVENTS = st.dictionaries(st.sampled_from(NAMES), TEXTS)
WHOLE_EVENTS = st.fixed_dictionaries(dict.fromkeys(NAMES, TEXTS))
COMPARISONS = st.builds(
    Compare,
    st.sampled_from(Comparison),
    st.dictionaries(st.sampled_from(NAMES), TEXTS, min_size=1).map(lambda d: tuple(d.items())),
)


def _around(inner: st.SearchStrategy[Filter]) -> st.SearchStrategy[Filter]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(st.builds(All, several), st.builds(Any, several), st.builds(Not, inner))


FILTERS: st.SearchStrategy[Filter] = st.recursive(COMPARISONS, _around, max_leaves=8)
SEVERAL = st.lists(FILTERS, min_size=1, max_size=4).map(tuple)


def known(filter_: Filter, event: Mapping[str, str]) -> bool | None:
    """The same by three values: None where an absent attribute leaves it open."""
    match filter_:
        case Compare(by, wanted):
            compare = {
                Comparison.EXACT: str.__eq__,
                Comparison.PREFIX: str.startswith,
                Comparison.SUFFIX: str.endswith,
            }[by]
            return _all([compare(event[n], text) if n in event else None for n, text in wanted])
        case All(inner):
            return _all([known(one, event) for one in inner])
        case Any(inner):
            return _opposite(_all([_opposite(known(one, event)) for one in inner]))
        case Not(inner):
            return _opposite(known(inner, event))
        case _:
            assert_never(filter_)


def _all(values: list[bool | None]) -> bool | None:
    return False if False in values else None if None in values else True


def _opposite(value: bool | None) -> bool | None:
    return None if value is None else not value


def named(filter_: Filter) -> set[str]:
    """The attributes that a filter looks at."""
    match filter_:
        case Compare(_, wanted):
            return {name for name, _ in wanted}
        case All(inner) | Any(inner):
            return set().union(*(named(one) for one in inner))
        case Not(inner):
            return named(inner)
        case _:
            assert_never(filter_)


@given(FILTERS, EVENTS)
def test_a_filter_matches_only_where_nothing_absent_leaves_it_open(
    filter_: Filter, event: dict[str, str]
) -> None:
    assert matches(filter_, event) is (known(filter_, event) is True)


@given(FILTERS, EVENTS)
def test_what_looks_at_absent_attributes_alone_matches_neither_as_it_is_nor_inside_not(
    filter_: Filter, event: dict[str, str]
) -> None:
    without = {name: text for name, text in event.items() if name not in named(filter_)}
    assert not matches(filter_, without)
    assert not matches(Not(filter_), without)


@given(FILTERS, EVENTS)
def test_an_attribute_more_never_takes_a_match_away(filter_: Filter, event: dict[str, str]) -> None:
    """What matches does so by what is there, never by what is not."""
    whole = dict.fromkeys(NAMES, "a") | event
    assert matches(filter_, whole) or not matches(filter_, event)


@given(FILTERS, WHOLE_EVENTS)
def test_where_every_attribute_is_there_not_is_the_opposite(
    filter_: Filter, event: dict[str, str]
) -> None:
    assert matches(Not(filter_), event) is not matches(filter_, event)


@given(SEVERAL, EVENTS)
def test_not_all_is_any_not_and_not_any_is_all_not(
    filters: tuple[Filter, ...], event: dict[str, str]
) -> None:
    opposites = tuple(Not(one) for one in filters)
    assert matches(Not(All(filters)), event) is matches(Any(opposites), event)
    assert matches(Not(Any(filters)), event) is matches(All(opposites), event)


@given(FILTERS, EVENTS)
def test_not_twice_changes_nothing(filter_: Filter, event: dict[str, str]) -> None:
    assert matches(Not(Not(filter_)), event) is matches(filter_, event)


@given(SEVERAL, EVENTS)
def test_all_of_a_subscriptions_filters_have_to_match(
    filters: tuple[Filter, ...], event: dict[str, str]
) -> None:
    assert wants(filters, event) is matches(All(filters), event)


def test_without_filters_everything_is_wanted() -> None:
    assert wants((), {"type": "a"})


@pytest.mark.parametrize(
    ("by", "text"),
    [
        (Comparison.EXACT, "nl.a.Sent.v1"), (Comparison.PREFIX, "nl.a."),
        (Comparison.SUFFIX, ".v1"),
    ],
)  # fmt: skip
def test_a_comparison_finds_what_it_is_called_after_and_minds_capitals(
    by: Comparison, text: str
) -> None:
    event = {"type": "nl.a.Sent.v1"}
    assert matches(Compare(by, (("type", text),)), event)
    assert not matches(Compare(by, (("type", text.upper()),)), event)


def test_one_comparison_of_two_attributes_needs_both() -> None:
    both = Compare(Comparison.EXACT, (("type", "a"), ("subject", "b")))
    assert matches(both, {"type": "a", "subject": "b"})
    assert not matches(both, {"type": "a"})
    assert not matches(Not(both), {"type": "a"})
    assert matches(Not(both), {"type": "other"})
