"""Who has a case on a day, by one rule."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from continuous_line.case_owners import Leaving, Naming, Tenure, in_force, tenures

FIRST = datetime(2026, 7, 1, 10, tzinfo=UTC)


def at(on: int) -> datetime:
    """That day of July."""
    return FIRST + timedelta(on - 1)


def day(on: int) -> date:
    return date(2026, 7, on)


def owner(said: list[Naming | Leaving], on: int) -> str | None:
    naming = in_force(said, day(on))
    return naming.owner if naming else None


ASSIGNED = Naming(at(1), "cm-1", first=True)
STAND_IN = Naming(at(5), "cm-2", until=day(14))


@pytest.mark.scenario("S-H12")
def test_a_stand_in_has_the_case_up_to_a_day_and_then_it_is_back() -> None:
    said = [ASSIGNED, STAND_IN]
    assert [owner(said, on) for on in (4, 5, 14, 15)] == ["cm-1", "cm-2", "cm-2", "cm-1"]
    assert tenures(said, None) == [
        Tenure("cm-1", day(1), day(4), stand_in=False),
        Tenure("cm-2", day(5), day(14), stand_in=True),
        Tenure("cm-1", day(15), None, stand_in=False),
    ]


def test_they_end_with_the_day_of_the_closing() -> None:
    assert tenures([ASSIGNED, STAND_IN], day(7)) == [
        Tenure("cm-1", day(1), day(4), stand_in=False),
        Tenure("cm-2", day(5), day(7), stand_in=True),
    ]


def test_who_left_has_nothing_more_until_named_again() -> None:
    gone = Leaving(at(8), "cm-1")
    assert [owner([ASSIGNED, gone], on) for on in (7, 8)] == ["cm-1", None]
    during = [ASSIGNED, STAND_IN, gone]
    assert [owner(during, on) for on in (9, 14, 15)] == ["cm-2", "cm-2", None]
    back = [ASSIGNED, gone, Naming(at(9), "cm-1")]
    assert [owner(back, on) for on in (8, 9)] == [None, "cm-1"]
    stand_in_gone = [ASSIGNED, STAND_IN, Leaving(at(8), "cm-2")]
    assert [owner(stand_in_gone, on) for on in (7, 8)] == ["cm-2", "cm-1"]


def test_nobody_has_it_before_the_first_one_is_named() -> None:
    assert in_force([], day(1)) is None
    early = [Naming(at(1), "cm-2"), Naming(at(3), "cm-1", first=True)]
    assert [owner(early, on) for on in (1, 2, 3)] == [None, None, "cm-1"]
    assert tenures([Naming(at(1), "cm-2")], None) == []


names = st.sampled_from(["cm-1", "cm-2", "cm-3"])
said = st.lists(
    st.one_of(
        st.builds(
            Naming,
            st.integers(2, 28).map(at),
            names,
            st.one_of(st.none(), st.dates(day(1), day(30))),
        ),
        st.builds(Leaving, st.integers(2, 28).map(at), names),
    ),
    max_size=8,
)


@settings(max_examples=200, deadline=None)
@given(said)
def test_tenures_say_of_every_day_what_the_rule_says_of_it(told) -> None:
    history = [ASSIGNED, *sorted(told, key=lambda one: one.at)]
    spans = tenures(history, None)
    for on in range(1, 31):
        held = [t.owner for t in spans if t.first <= day(on) and (not t.last or day(on) <= t.last)]
        assert held == [name for name in [owner(history, on)] if name]
