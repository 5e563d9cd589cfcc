"""What the clock did to a case is said once, and taken back with what it rested on."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from continuous_line.codes import VoidReason
from continuous_line.days import day
from continuous_line.testing.ids import fixed_id, fixed_ids
from handover_service.domain import events as e
from handover_service.domain.case import case, fold
from handover_service.domain.events_tracking import (
    MilestoneMet,
    MilestoneMissed,
    MilestoneNear,
    MilestoneVoided,
    TrackingEvent,
)
from handover_service.domain.programme import Programmes
from handover_service.domain.resident import Resident
from handover_service.domain.terms import terms
from handover_service.domain.tracking import said_on, standing, track
from handover_service.programme_files import read_text

CASE = fixed_id("case")
TEXT = """
code = "mine"
version = 1
valid_from = 2020-01-01
every_case = true
source = ["made up for this test"]
name = { nl = "Mijn", en = "Mine" }

[[milestones]]
code = "contact"
name = { nl = "Contact", en = "Contact" }
met_by = ["first-contact"]
counted_from = "linked"
days = 10
near_days = 3
owed_by = "owner"
"""
MINE = Programmes([one] if (one := read_text("mine.toml", TEXT).programme) else [])


class Tracked:
    """A case that is looked at: `tracked.on(8)` gives the names of what is said that day.

    `today`: how many of the last facts were recorded on that day.
    """

    def __init__(self) -> None:
        self.ids: Iterator[UUID] = fixed_ids("said")
        self.facts: list[e.Event] = []
        self.told: list[TrackingEvent] = []
        self.days: list[date] = []

    def on(self, on: int, *, today: int = 0) -> list[str]:
        now = datetime(2026, 3, 1, 11, tzinfo=UTC) + timedelta(on)
        of = case(fold(self.facts), CASE)
        known = case(fold(self.facts[: len(self.facts) - today]), CASE)
        before = terms(known, Resident(), MINE, now)
        found = terms(of, Resident(), MINE, now)
        new = track(of, self.told, found, now, lambda: next(self.ids), before=before)
        self.told += new
        self.days += [day(now)] * len(new)
        return [type(event).__name__ for event in new]

    def true(self) -> set[Any]:
        return {
            (type(event).__name__, event.due_on, getattr(event, "in_time", None))
            for event in standing(self.told, CASE)
        }


@pytest.fixture
def tracked(told) -> Tracked:
    made = Tracked()
    made.facts.append(told.linked())
    return made


def contacted(told, on: int) -> e.FirstContactMade:
    return told.fact(e.FirstContactMade, on, municipality="GM0957")


def test_a_term_is_near_once_then_missed_once_then_met_late(tracked, told) -> None:
    said = [tracked.on(on) for on in (0, 6, 7, 8, 10, 11, 12)]
    assert said == [[], [], ["MilestoneNear"], [], [], ["MilestoneMissed"], []]
    tracked.facts.append(contacted(told, 13))
    assert tracked.on(13) == ["MilestoneMet"]
    last = tracked.told[-1]
    assert isinstance(last, MilestoneMet)
    assert (last.in_time, last.due_on, last.at) == (False, date(2026, 3, 11), told.at(13))
    assert tracked.on(14) == []


def test_what_is_met_in_time_is_never_near_or_missed(tracked, told) -> None:
    tracked.facts.append(contacted(told, 2))
    assert [tracked.on(on) for on in (2, 8, 20)] == [["MilestoneMet"], [], []]


def test_a_contact_told_late_takes_back_that_its_term_was_missed(tracked, told) -> None:
    tracked.on(11)
    tracked.facts.append(contacted(told, 5))
    assert tracked.on(12) == ["MilestoneVoided", "MilestoneMet"]
    missed = next(event for event in tracked.told if isinstance(event, MilestoneMissed))
    voided = next(event for event in tracked.told if isinstance(event, MilestoneVoided))
    assert (voided.voids.id, voided.reason) == (missed.id, VoidReason.OTHER)


def test_a_voided_contact_takes_back_that_its_term_was_met(tracked, told) -> None:
    contact = contacted(told, 5)
    tracked.facts.append(contact)
    tracked.on(6)
    tracked.facts.append(told.voided(contact, 20))
    assert tracked.on(20) == ["MilestoneVoided", "MilestoneMissed"]


def test_another_link_has_another_term(tracked, told) -> None:
    tracked.on(8)
    tracked.facts += [
        told.fact(e.MunicipalityUnlinked, 9, municipality="GM0957", reason="other"),
        told.linked(on=9, to="GM0193"),
    ]
    assert tracked.on(9) == ["MilestoneVoided"]
    assert tracked.on(16) == ["MilestoneNear"]


def test_after_the_closing_nothing_is_missed(tracked, told) -> None:
    tracked.facts.append(told.fact(e.HandoverClosed, 4, outcome="left", overview="case-manager"))
    assert [tracked.on(on) for on in (4, 8, 30)] == [[], [], []]


def test_what_was_recorded_today_makes_nothing_missed_before_tomorrow(told) -> None:
    made = Tracked()
    made.facts.append(told.linked())
    assert made.on(50, today=1) == []
    assert made.on(51) == ["MilestoneMissed"]
    assert said_on(zip(made.told, made.days, strict=True), CASE) == {
        ("mine", 1, "contact", date(2026, 3, 11)): date(2026, 4, 21)
    }


def test_what_passed_by_itself_is_missed_whatever_else_is_recorded_that_day(tracked, told) -> None:
    tracked.facts.append(told.assigned("cm-1", 11))
    assert tracked.on(11, today=1) == ["MilestoneMissed"]


@settings(
    max_examples=80, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(
    contact=st.none() | st.integers(0, 30),
    order=st.permutations(range(3)),
    looked=st.sets(st.integers(0, 3)),
)
def test_a_backlog_typed_in_on_one_day_has_nothing_missed_that_is_taken_back(
    told, contact, order, looked
) -> None:
    """In whatever order, and whenever somebody looks in between."""
    facts = [told.linked(), told.assigned("cm-1", 1)]
    facts += [contacted(told, contact)] if contact is not None else []
    made, all_at_once = Tracked(), Tracked()
    for number, place in enumerate(order):
        made.facts += facts[place : place + 1]
        if number in looked:
            made.on(40, today=len(made.facts))
    assert "MilestoneMissed" not in {type(event).__name__ for event in made.told}
    made.on(41)
    all_at_once.facts = facts
    all_at_once.on(41)
    assert made.true() == all_at_once.true()
    assert "MilestoneVoided" not in {type(event).__name__ for event in made.told}


@settings(
    max_examples=80, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(looks=st.lists(st.integers(0, 40), max_size=12).map(sorted), contact=st.integers(0, 30))
def test_however_often_somebody_looks_the_same_stands_in_the_end(told, looks, contact) -> None:
    """But for what was near, which nobody says any more once it is past."""
    often, once = Tracked(), Tracked()
    facts = [told.linked(), contacted(told, contact)]
    for made in (often, once):
        made.facts += facts[:1]
    for on in looks:
        if on >= contact and len(often.facts) == 1:
            often.facts.append(facts[1])
        often.on(on)
    often.facts = once.facts = facts
    often.on(40)
    once.on(40)
    near = MilestoneNear.__name__
    assert {one for one in often.true() if one[0] != near} == once.true()
    kinds = [one[0] for one in often.true()]
    assert len(kinds) == len(set(kinds))
