import pytest

from continuous_line.codes import Outcome, Party, StayEndReason
from continuous_line.corrections import NotCorrectable, OtherOrganisation, correctable
from continuous_line.happened import reference_to
from continuous_line.testing.ids import fixed_id
from handover_service.domain import corrections, errors, receiving
from handover_service.domain import events as e
from handover_service.domain.access import right_of, rights
from handover_service.domain.closing import NewClosing, close
from handover_service.domain.events import ClosingReason, Task, TaskCode

ROERMOND, ZWOLLE = "GM0957", "GM0193"
TASKS = (Task(task=TaskCode.LANGUAGE, party=Party.CLIENT_MANAGER),)
ACCEPTED = NewClosing(Outcome.ACCEPTED, Party.CLIENT_MANAGER, TASKS)
NONE: frozenset[StayEndReason] = frozenset()


@pytest.mark.scenario("S-H14")
def test_no_closing_as_accepted_before_the_receiver_accepted(case, told) -> None:
    given = case.given(told.linked())
    given.when(close, told.act(9), ACCEPTED, NONE).then_refused(errors.NotAccepted, "not-accepted")
    elsewhere = told.fact(e.CaseAccepted, 3, municipality=ZWOLLE)
    case.given(told.linked(), elsewhere).when(close, told.act(9), ACCEPTED, NONE).then_refused(
        errors.NotAccepted
    )


@pytest.mark.scenario("S-H14")
def test_a_closing_names_who_does_what_and_who_keeps_the_overview(case, told) -> None:
    accepted = told.fact(e.CaseAccepted, 3, municipality=ROERMOND)
    at_azc = case.given(told.linked(), accepted)
    at_azc.when(close, told.act(9), ACCEPTED, NONE).then_refused(errors.NotMoved)
    given = case.given(told.linked(), accepted, told.moved(8))
    bare = NewClosing(Outcome.ACCEPTED, Party.CLIENT_MANAGER)
    given.when(close, told.act(9), bare, NONE).then_refused(errors.TasksNeeded)
    closed = told.decided(
        e.HandoverClosed, 9, outcome=Outcome.ACCEPTED, overview=Party.CLIENT_MANAGER, tasks=TASKS
    )
    given.when(close, told.act(9), ACCEPTED, NONE).then(closed)


def test_an_acceptance_ends_with_the_link_it_was_for(case, told) -> None:
    accepted = told.fact(e.CaseAccepted, 3, municipality=ROERMOND)
    unlinked = told.fact(e.MunicipalityUnlinked, 5, municipality=ROERMOND, reason="relinked")
    given = case.given(told.linked(), accepted, unlinked, told.linked(5, to=ZWOLLE))
    given.when(close, told.act(9), ACCEPTED, NONE).then_refused(errors.NotAccepted)
    acceptance = given.when(receiving.accept, told.act(9), by="km-1", naming=fixed_id("naming"))
    assert {event.municipality for event in acceptance.events} == {ZWOLLE}


@pytest.mark.parametrize("outcome", [Outcome.LEFT, Outcome.DIED, Outcome.RETURNED])
def test_an_end_of_the_stay_is_closed_as_what_it_was(case, told, outcome) -> None:
    given, new = case.given(told.linked()), NewClosing(outcome, Party.CASE_MANAGER)
    others = frozenset(StayEndReason) - {StayEndReason(outcome.value)}
    given.when(close, told.act(9), new, others).then_refused(errors.StayNotEnded)
    assert given.when(close, told.act(9), new, frozenset(StayEndReason)).events


def test_another_outcome_has_a_coded_reason(case, told) -> None:
    given = case.given(told.linked())
    bare = NewClosing(Outcome.OTHER, Party.CASE_MANAGER)
    given.when(close, told.act(9), bare, NONE).then_refused(errors.ReasonNeeded)
    coded = NewClosing(Outcome.OTHER, Party.CASE_MANAGER, (), ClosingReason.NO_ANSWER)
    assert given.when(close, told.act(9), coded, NONE).events


def test_a_municipality_sees_from_the_link_until_unlinked_or_ninety_days_after_closing(
    case, told
) -> None:
    linked = case.given(told.linked()).state
    assert right_of(rights(linked), frozenset({ROERMOND})).ended_on is None
    assert right_of(rights(linked), frozenset({ZWOLLE})) is None
    relinked = case.given(told.linked(), told.linked(5, to=ZWOLLE)).state
    assert right_of(rights(relinked), frozenset({ROERMOND})).ended_on == told.at(5).date()
    assert right_of(rights(relinked), frozenset({ROERMOND, ZWOLLE})).ended_on is None
    closed = told.fact(e.HandoverClosed, 10, outcome="other", overview="case-manager")
    done = case.given(told.linked(), closed).state
    assert right_of(rights(done), frozenset({ROERMOND})).ended_on == told.at(101).date()


def test_a_closing_is_taken_back_unless_a_newer_case_exists(person, told) -> None:
    from continuous_line.testing.ids import fixed_id

    closed = told.fact(e.HandoverClosed, 10, outcome="other", overview="case-manager")
    void = (told.act(20), closed.case_id, reference_to(closed),
            "mistake")  # fmt: skip
    assert (
        person.given(told.linked(), closed)
        .when(corrections.void, *void, along=fixed_id("along"))
        .events
    )
    newer = told.linked(15, case_id=fixed_id("newer case"))
    later = person.given(told.linked(), closed, newer)
    later.when(corrections.void, *void, along=fixed_id("along")).then_refused(errors.NewerCase)


def test_only_valid_facts_are_corrected_and_only_by_who_recorded_them(person, told) -> None:
    warm = told.warm(5)
    state = person.given(told.linked(), warm).state
    same = {"recorded_by": "coa", "organisation": "coa"}
    assert correctable(state.valid, warm.id, **same).kind == "WarmHandoverHeld"
    with pytest.raises(OtherOrganisation):
        correctable(state.valid, warm.id, recorded_by="coa", organisation=ROERMOND)
    with pytest.raises(OtherOrganisation):
        correctable(state.valid, warm.id, recorded_by="", organisation="")
    gone = person.given(told.linked(), warm, told.voided(warm, 6)).state
    with pytest.raises(NotCorrectable):
        correctable(gone.valid, warm.id, **same)
