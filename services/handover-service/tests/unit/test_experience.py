"""How it went: asked once after the move, and no answer to be told to be anybody's."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from continuous_line.codes_guidance import ExperienceAnswer as Answer
from handover_service.domain import errors_guidance as refusals
from handover_service.domain import events as e
from handover_service.domain import experience
from handover_service.domain.events_guidance import ExperienceGiven
from handover_service.domain.experience import Asked, Pile, ripe

EIGHT_WEEKS = timedelta(weeks=8)
MARCH = date(2026, 3, 1)


@pytest.mark.scenario("S-X5")
def test_it_is_asked_eight_weeks_after_the_move(case, told) -> None:
    moved = case.given(told.linked(), told.moved(10)).state
    for on, state in ((9, Asked.NO), (10, Asked.NOT_YET), (65, Asked.NOT_YET), (66, Asked.ASKED)):
        assert experience.question(moved, told.at(on), EIGHT_WEEKS).state is state


@pytest.mark.scenario("S-X5")
def test_it_is_answered_once_for_every_move_and_also_after_the_closing(case, told) -> None:
    closed = told.fact(e.HandoverClosed, 30, outcome="accepted", overview="client-manager")
    facts = [told.linked(), told.moved(10), closed]
    early = case.given(*facts).when(experience.give, told.act(20, now=20), Answer.WELL, EIGHT_WEEKS)
    early.then_refused(refusals.NotAsked)
    (given,), slip = experience.give(
        case.given(*facts).state, told.act(70, now=70), Answer.BADLY, EIGHT_WEEKS
    )
    assert given == told.decided(ExperienceGiven, 70)
    assert (slip.municipality, slip.azc, slip.month) == ("GM0957", "azc-weert", date(2026, 5, 1))
    again = case.given(*facts, given).when(
        experience.give, told.act(90, now=90), Answer.WELL, EIGHT_WEEKS
    )
    again.then_refused(refusals.AnsweredAlready)
    back = told.fact(e.ReturnedToReception, 100, azc="azc-weert")
    second = case.given(*facts, given, back, told.moved(120)).state
    assert experience.question(second, told.at(200), EIGHT_WEEKS).state is Asked.ASKED


def test_an_answer_stays_given_where_the_day_of_the_move_is_corrected(case, told) -> None:
    given = told.fact(ExperienceGiven, 70)
    state = case.given(told.linked(), told.moved(40), given).state
    assert experience.question(state, told.at(200), EIGHT_WEEKS).state is Asked.ANSWERED


def test_too_few_answers_stay_in_the_box_and_come_with_a_later_month() -> None:
    few = Pile("GM0957", "azc-weert", MARCH, well=3, badly=1)
    assert ripe([few], 5, {}) == []
    enough = Pile("GM0957", "azc-weert", date(2026, 5, 1), well=4, badly=1)
    ((group, taken),) = ripe([enough], 5, {})
    assert (group.azc, group.month, taken) == ("azc-weert", date(2026, 5, 1), [enough])


def test_answers_of_small_centres_leave_together_without_their_centre() -> None:
    box = [
        Pile("GM0957", "azc-weert", MARCH, well=2),
        Pile("GM0957", "azc-echt", date(2026, 4, 1), mixed=3),
        Pile("GM0193", "azc-weert", MARCH, badly=4),
    ]
    ((group, taken),) = ripe(box, 5, {})
    assert (group.municipality, group.azc, group.month) == ("GM0957", None, date(2026, 4, 1))
    assert taken == box[:2]


def test_municipalities_that_merged_count_under_what_they_merged_into() -> None:
    box = [
        Pile("GM0370", "azc-weert", MARCH, well=2),
        Pile("GM0439", "azc-weert", MARCH, mixed=3),
    ]
    assert ripe(box, 5, {}) == []
    ((group, taken),) = ripe(box, 5, {"GM0370": "GM0439"})
    assert (group.municipality, group.azc, taken) == ("GM0439", "azc-weert", box)


PILES = st.lists(
    st.builds(
        Pile,
        municipality=st.sampled_from(["GM0957", "GM0193"]),
        azc=st.sampled_from([f"azc-{n}" for n in range(5)]),
        month=st.sampled_from([MARCH, date(2026, 4, 1)]),
        well=st.integers(0, 7), mixed=st.integers(0, 7), badly=st.integers(0, 7),
    ),
    unique_by=lambda pile: (pile.municipality, pile.azc),
    max_size=10,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@drawn(PILES, st.integers(2, 12))
def test_whatever_is_alike_in_all_but_the_answer_is_at_least_the_minimum(box, minimum) -> None:
    found = ripe(box, minimum, {})
    told = Counter((group.municipality, group.azc, group.month) for group, _ in found
                   for _ in group.answers)  # fmt: skip
    assert all(number >= minimum for number in told.values())
    assert len(told) == len(found)
    taken = [pile for _, piles in found for pile in piles]
    assert len(taken) == len(set(taken))
    assert sum(pile.size for pile in taken) == sum(told.values())
    answers = Counter(answer for group, _ in found for answer in group.answers)
    assert answers[Answer.WELL] == sum(pile.well for pile in taken)
    left = [pile for pile in box if pile not in taken]
    for municipality in ("GM0957", "GM0193"):
        assert sum(one.size for one in left if one.municipality == municipality) < minimum
