"""Who is told of what, and when the next level is."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuous_line.testing.ids import fixed_id
from handover_service.domain.notices import (
    Matter,
    People,
    Reader,
    boundaries,
    matters,
    notices,
)
from handover_service.domain.programme import About, Level, Name, Programme, Programmes
from handover_service.domain.terms import Term, TermState

FIRST = date(2026, 3, 1)
CASE = fixed_id("case")
LATE = Matter("mine", 1, FIRST, "contact", About.MISSED, FIRST, FIRST, "client-manager")
PEOPLE = People("cm-1", None, "azc-weert", "unit-zuid", "GM0957", (("mine", FIRST, "w-1"),))


def programmes(*levels: Level, **more: Any) -> Programmes:
    made = Programme("mine", 1, date(2020, 1, 1), Name("Mijn", "Mine"), levels=levels)
    return Programmes([replace(made, **more)])


def told(on: int, known: Programmes, people: People = PEOPLE) -> set[Reader]:
    found = notices(CASE, [LATE], known, people, FIRST + timedelta(on))
    return {notice.reader for notice in found}


MISSED = About.MISSED
LEVELS = (
    Level(MISSED, ("worker", "owed-by")),
    Level(MISSED, ("owner", "worker"), 7),
    Level(MISSED, ("unit-manager",), 14),
    Level(About.NEAR, ("location-manager",)),
)


def test_the_next_level_is_told_after_its_days_and_nobody_twice() -> None:
    known = programmes(*LEVELS)
    first = {Reader("w-1"), Reader(role="client-manager", place="GM0957")}
    assert told(0, known) == told(6, known) == first
    assert told(7, known) == first | {Reader("cm-1")}
    assert told(14, known) == first | {
        Reader("cm-1"), Reader(role="unit-manager", place="unit-zuid"),
    }  # fmt: skip
    days = boundaries([LATE], known, FIRST)
    assert sorted(days) == [FIRST, FIRST + timedelta(7), FIRST + timedelta(14)]


def test_nobody_is_told_that_a_term_was_missed_before_it_is_said() -> None:
    due = FIRST - timedelta(100)
    term = Term("mine", 1, "contact", FIRST, "owner", due, due, due, missed=True)
    assert matters([term], [], FIRST, {}) == []
    (found,) = matters([term], [], FIRST, {term.key: FIRST})
    assert (found.about, found.since, found.due_on) == (About.MISSED, FIRST, due)


def test_what_was_missed_in_a_period_that_is_over_is_the_matter_of_nobody() -> None:
    term = Term("mine", 1, "contact", FIRST, "owner", FIRST, FIRST, FIRST, missed=True, ended=True)
    assert matters([term], [], FIRST + timedelta(9), {term.key: FIRST}) == []
    assert (term.state, term.waits) == (TermState.NOT_NEEDED, False)


def test_where_there_is_no_such_person_whoever_looks_after_the_place_is_told() -> None:
    nobody = People(None, None, "azc-weert", None, "GM0957")
    known = programmes(*LEVELS)
    manager = Reader(role="location-manager", place="azc-weert")
    assert told(14, known, nobody) == {
        manager, Reader(role="client-manager", place="GM0957"),
        Reader(role="unit-manager", place="azc-weert"),
    }  # fmt: skip


@pytest.mark.scenario("S-X4")
def test_a_role_that_has_ended_is_told_no_more_and_its_successor_is() -> None:
    old = Programme(
        "mine", 1, date(2020, 1, 1), Name("Mijn", "Mine"), valid_until=date(2026, 3, 5),
        levels=(Level(MISSED, ("participation-case-manager",)),),
    )  # fmt: skip
    new = replace(
        old, version=2, valid_from=date(2026, 3, 6), valid_until=None,
        levels=(Level(MISSED, ("location-manager",)),),
    )  # fmt: skip
    known = Programmes([old, new])
    assert told(4, known) == {Reader(role="participation-case-manager", place="azc-weert")}
    assert told(5, known) == {Reader(role="location-manager", place="azc-weert")}


@given(st.integers(0, 40), st.integers(0, 40))
def test_who_was_told_stays_told_with_the_same_id_as_long_as_it_is_the_matter(
    one: int, other: int
) -> None:
    known, early = programmes(*LEVELS), min(one, other)
    first = notices(CASE, [LATE], known, PEOPLE, FIRST + timedelta(early))
    later = notices(CASE, [LATE], known, PEOPLE, FIRST + timedelta(max(one, other)))
    assert {notice.id for notice in first} <= {notice.id for notice in later}
