"""Signals between azc and municipality: raised, passed on, answered, closed, put right."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from continuous_line.act import Act
from continuous_line.codes import Role, VoidReason
from continuous_line.codes_guidance import Side, SignalKind
from continuous_line.corrections import OthersRestOnIt
from continuous_line.errors import Refused
from continuous_line.happened import Happened, reference_to
from continuous_line.testing.ids import fixed_id, fixed_ids
from continuous_line.testing.scenario import Scenario
from handover_service.domain import errors, signal_corrections
from handover_service.domain import errors_signals as refusals
from handover_service.domain import events_signals as e
from handover_service.domain import signals as decide
from handover_service.domain.ownership import Staff
from handover_service.domain.signal_owner import check_owner
from handover_service.domain.signals import NewSignal, Signal, SignalState, evolve, fold

FIRST = datetime(2026, 4, 1, 10, tzinfo=UTC)
ABOUT = {"about": "GM0957", "signal": fixed_id("signal")}
SIGNAL = Scenario(evolve, Signal())
RECEPTION, MUNICIPALITY = Side.RECEPTION, Side.MUNICIPALITY


def at(on: int) -> datetime:
    """So many days after the first of April."""
    return FIRST + timedelta(on)


def act(on: int, replaces: Happened | None = None) -> Act:
    wrong = reference_to(replaces) if replaces else None
    return Act(fixed_id("new"), at(on), at(400), wrong)


def raised(**more: Any) -> e.SignalRaised:
    told = {
        "id": fixed_id("raised"), "at": FIRST, "kind": SignalKind.PROFILE_THIN,
        "raised_by": MUNICIPALITY, "due_on": date(2026, 4, 8), "azc": "azc-weert",
        "municipality": "GM0957", **ABOUT,
    }  # fmt: skip
    return e.SignalRaised(**(told | more))


def answered(on: int = 2, **more: Any) -> e.SignalAnswered:
    told = {"id": fixed_id("answer"), "at": at(on), "in_time": True, **ABOUT}
    return e.SignalAnswered(**(told | more))


def closed(on: int = 3) -> e.SignalClosed:
    return e.SignalClosed(id=fixed_id("closing"), at=at(on), **ABOUT)


def passed_on(to: str, on: int = 1) -> e.SignalPassedOn:
    return e.SignalPassedOn(id=fixed_id(to), at=at(on), owner=to, **ABOUT)


@pytest.mark.scenario("S-H8")
def test_a_signal_of_1_april_is_due_on_the_8th_and_late_from_the_9th() -> None:
    new = NewSignal(
        ABOUT["signal"], "GM0957", SignalKind.PROFILE_THIN, MUNICIPALITY, "azc-weert", "GM0957"
    )
    SIGNAL.given().when(lambda _, *rest: decide.raise_signal(*rest), act(0), new, 7).then(
        raised(id=fixed_id("new"))
    )
    state = SIGNAL.given(raised()).state
    assert [state.late(date(2026, 4, on)) for on in (8, 9)] == [False, True]
    assert not SIGNAL.given(raised(), answered()).state.late(date(2026, 4, 9))


def test_the_other_side_answers_and_the_day_it_is_due_on_is_in_time() -> None:
    given = SIGNAL.given(raised())
    given.when(decide.answer, act(7), RECEPTION).then(answered(7, id=fixed_id("new")))
    given.when(decide.answer, act(8), RECEPTION).then(
        answered(8, id=fixed_id("new"), in_time=False)
    )
    given.when(decide.answer, act(1), MUNICIPALITY).then_refused(
        refusals.OtherSideAnswers, "other-side-answers"
    )
    given.when(decide.answer, act(-1), RECEPTION).then_refused(refusals.BeforeRaised)


def test_it_is_answered_once_and_another_answer_says_which_one_it_replaces() -> None:
    given = SIGNAL.given(raised(), answered())
    refusal = given.when(decide.answer, act(4), RECEPTION).then_refused(refusals.AlreadyAnswered)
    assert refusal.extra["answeredOn"] == "2026-04-03"
    better = answered(4, id=fixed_id("new"), replaces=reference_to(answered()))
    given.when(decide.answer, act(4, answered()), RECEPTION).then(better)
    assert SIGNAL.given(raised(), answered(), better).state.answer == better


def test_passed_on_it_is_the_others_and_the_term_runs_on() -> None:
    given = SIGNAL.given(raised())
    given.when(decide.pass_on, act(1), "cm-2", RECEPTION).then(
        e.SignalPassedOn(id=fixed_id("new"), at=at(1), owner="cm-2", **ABOUT)
    )
    state = SIGNAL.given(raised(), passed_on("cm-2")).state
    assert (state.owner, state.raised.due_on) == ("cm-2", date(2026, 4, 8))
    there = SIGNAL.given(raised(), passed_on("cm-2"))
    there.when(decide.pass_on, act(2), "cm-2", RECEPTION).then_refused(refusals.AlreadyTheirs)
    there.when(decide.pass_on, act(2), "cm-3", MUNICIPALITY).then_refused(refusals.OtherSideAnswers)
    done = SIGNAL.given(raised(), answered())
    done.when(decide.pass_on, act(3), "cm-3", RECEPTION).then_refused(refusals.AlreadyAnswered)


@pytest.mark.parametrize(
    ("role", "place", "here"),
    [
        (Role.CASE_MANAGER, "azc-sneek", True),
        (Role.CASE_MANAGER, "azc-weert", False),
        (Role.PARTICIPATION_CASE_MANAGER, "azc-weert", True),
        (Role.CLIENT_MANAGER, "GM0957", True),
    ],
)
def test_only_who_works_on_the_side_that_answers_is_asked(role, place, here) -> None:
    places = frozenset({"azc-weert"})
    somebody = Staff(frozenset({role}), frozenset({place}), here)
    with pytest.raises(refusals.NotOfThatSide):
        check_owner(somebody, RECEPTION, places)
    check_owner(Staff(frozenset({Role.LOCATION_MANAGER}), places, here=True), RECEPTION, places)


def test_a_municipality_answers_for_whom_it_names_and_nobody_asks_who_decides_on_asylum() -> None:
    places = frozenset({"GM0957"})
    check_owner(None, MUNICIPALITY, places)
    with pytest.raises(errors.StaffUnknown):
        check_owner(None, RECEPTION, frozenset({"azc-weert"}))
    decider = Staff(frozenset({Role.CLIENT_MANAGER, Role.ASYLUM_DECISION_MAKER}), places, here=True)
    with pytest.raises(errors.RolesExclude):
        check_owner(decider, MUNICIPALITY, places)


def test_who_raised_it_closes_it_after_the_answer_or_as_no_longer_needed() -> None:
    unanswered, done = SIGNAL.given(raised()), SIGNAL.given(raised(), answered())
    ended = e.SignalClosed(id=fixed_id("new"), at=at(3), **ABOUT)
    done.when(decide.close, act(3), MUNICIPALITY, no_longer_needed=False).then(ended)
    unanswered.when(decide.close, act(3), MUNICIPALITY, no_longer_needed=True).then(ended)
    refusal = unanswered.when(decide.close, act(3), MUNICIPALITY, no_longer_needed=False)
    assert refusal.then_refused(refusals.NotAnswered).extra["needs"] == ["answer"]
    done.when(decide.close, act(3), RECEPTION, no_longer_needed=True).then_refused(
        refusals.RaiserCloses
    )
    again = SIGNAL.given(raised(), answered(), closed())
    again.when(decide.close, act(4), MUNICIPALITY, no_longer_needed=True).then_refused(
        refusals.SignalIsClosed
    )
    again.when(decide.answer, act(4), RECEPTION).then_refused(refusals.SignalIsClosed)


def test_what_a_side_raised_that_has_no_right_any_more_the_other_side_closes() -> None:
    done = SIGNAL.given(raised(), answered())
    done.when(decide.close, act(3), RECEPTION, no_longer_needed=False, raiser_gone=True).then(
        e.SignalClosed(id=fixed_id("new"), at=at(3), **ABOUT)
    )


def test_a_correction_keeps_the_term_and_who_was_asked() -> None:
    given = SIGNAL.given(raised(), passed_on("cm-2"))
    better = raised(
        id=fixed_id("new"), at=at(1), due_on=date(2026, 4, 9), kind=SignalKind.NO_ANSWER,
        replaces=reference_to(raised()),
    )  # fmt: skip
    given.when(decide.correct, act(1, raised()), SignalKind.NO_ANSWER).then(better)
    state = SIGNAL.given(raised(), passed_on("cm-2"), better).state
    assert (state.raised, state.owner, state.state) == (better, "cm-2", SignalState.OPEN)


def test_a_signal_that_is_taken_back_takes_all_that_followed_with_it() -> None:
    given = SIGNAL.given(raised(), answered(), closed())
    new_id = fixed_ids("void").__next__
    outcome = given.when(
        signal_corrections.void, act(5), reference_to(raised()), VoidReason.MISTAKE, new_id
    )
    assert [event.voids.kind for event in outcome.events] == [
        "SignalAnswered", "SignalClosed", "SignalRaised",
    ]  # fmt: skip
    after = fold(outcome.events, given.state)
    assert (after.state, after.valid) == (SignalState.VOID, [])
    SIGNAL.given(raised(), *outcome.events).when(decide.answer, act(6), RECEPTION).then_refused(
        refusals.SignalIsClosed
    )


def test_an_answer_stays_while_the_signal_is_closed_on_it() -> None:
    what = (reference_to(answered()), VoidReason.MISTAKE, fixed_ids().__next__)
    given = SIGNAL.given(raised(), answered(), closed())
    given.when(signal_corrections.void, act(5), *what).then_refused(OthersRestOnIt)
    open_again = SIGNAL.given(raised(), answered()).when(signal_corrections.void, act(5), *what)
    assert fold(open_again.events, SIGNAL.given(raised(), answered()).state).state is (
        SignalState.OPEN
    )


acts = st.lists(
    st.tuples(
        st.sampled_from(["answer", "pass-on", "close", "void", "correct"]),
        st.sampled_from(Side),
        st.integers(0, 20),
        st.booleans(),
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@drawn(acts)
def test_whatever_is_done_a_signal_can_be_ended_and_is_answered_at_most_once(history) -> None:
    new_id = fixed_ids("drawn").__next__
    state = fold([raised()])

    def decided(state: Signal, what: str, by: Side, now: Act, flag: bool) -> Any:
        match what:
            case "answer":
                return decide.answer(state, now, by)
            case "pass-on":
                return decide.pass_on(state, now, f"cm-{now.at.day}", by)
            case "close":
                return decide.close(state, now, by, no_longer_needed=flag)
            case "correct" if state.state is not SignalState.VOID:
                wrong = reference_to(state.raised)
                right = Act(now.id, now.at, now.now, wrong)
                return decide.correct(state, right, SignalKind.OTHER)
            case _:
                found = reference_to(state.valid[-1]) if state.valid else None
                if found is None or found.kind == "SignalPassedOn":
                    return []
                return signal_corrections.void(state, now, found, VoidReason.MISTAKE, new_id)

    for what, by, on, flag in history:
        try:
            made = decided(state, what, by, Act(new_id(), at(on), at(400)), flag)
        except Refused:
            continue
        state = fold(made, state)
        answers = [fact for fact in state.valid if isinstance(fact, e.SignalAnswered)]
        assert len(answers) <= 1
    if state.state in (SignalState.OPEN, SignalState.ANSWERED):
        last = Act(new_id(), at(400), at(400))
        ended = decide.close(state, last, state.raised.raised_by, no_longer_needed=True)
        assert fold(ended, state).state is SignalState.CLOSED
