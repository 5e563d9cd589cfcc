from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from continuous_line.links import Kind, LinkFact, link_at, links
from continuous_line.testing.ids import fixed_id

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def fact(kind: Kind, minutes: int, municipality: str | None = None) -> LinkFact:
    at = START + timedelta(minutes=minutes)
    return LinkFact(fixed_id(f"{kind} {minutes} {municipality}"), kind, at, municipality)


@pytest.mark.scenario("S-P8")
def test_a_minute_after_a_person_is_linked_elsewhere_the_former_link_holds_no_more() -> None:
    found = links(
        [
            fact(Kind.LINKED, 0, "roermond"),
            fact(Kind.UNLINKED, 60, "roermond"),
            fact(Kind.LINKED, 60, "zwolle"),
        ]
    )
    before, after = START + timedelta(minutes=59), START + timedelta(minutes=61)
    assert [link.municipality for link in found if link.holds(before)] == ["roermond"]
    assert [link.municipality for link in found if link.holds(after)] == ["zwolle"]


def test_a_move_to_the_linked_municipality_changes_nothing() -> None:
    found = links([fact(Kind.LINKED, 0, "weert"), fact(Kind.MOVED, 60, "weert")])
    assert [(link.municipality, link.until) for link in found] == [("weert", None)]


def test_a_move_elsewhere_ends_the_link_and_a_return_ends_all() -> None:
    found = links(
        [
            fact(Kind.LINKED, 0, "weert"),
            fact(Kind.MOVED, 60, "echt"),
            fact(Kind.RETURNED, 120),
        ]
    )
    assert [link.municipality for link in found] == ["weert", "echt"]
    assert link_at(found, START + timedelta(minutes=121)) is None


def test_reading_ends_a_term_after_the_closing_or_with_the_link() -> None:
    closed = links([fact(Kind.LINKED, 0, "weert"), fact(Kind.CLOSED, 10)])
    assert closed[0].read_until() == START + timedelta(days=90, minutes=10)
    unlinked = links([fact(Kind.LINKED, 0, "weert"), fact(Kind.UNLINKED, 20, "weert")])
    assert unlinked[0].read_until() == START + timedelta(minutes=20)
    assert links([fact(Kind.LINKED, 0, "weert")])[0].read_until() is None


def test_a_link_after_the_closing_is_read_under_anew_though_it_is_the_same_municipality() -> None:
    found = links(
        [
            fact(Kind.LINKED, 0, "weert"),
            fact(Kind.CLOSED, 10),
            fact(Kind.MOVED, 15, "weert"),
            fact(Kind.LINKED, 20, "weert"),
        ]
    )
    assert [link.read_until() for link in found] == [START + timedelta(minutes=20), None]


@examples(
    st.lists(
        st.builds(
            fact,
            st.sampled_from(Kind),
            st.integers(0, 20),
            st.sampled_from(["weert", "echt", None]),
        )
    )
)
def test_never_do_two_municipalities_hold_a_link_at_one_moment(facts: list[LinkFact]) -> None:
    found = links(facts)
    for minute in range(22):
        moment = START + timedelta(minutes=minute)
        assert sum(link.holds(moment) for link in found) <= 1
