import pytest

from continuous_line.codes import Mode, NoWarmReason, Party, Scenario
from continuous_line.codes_guidance import MeetingPlace
from continuous_line.happened import reference_to
from continuous_line.testing.ids import fixed_id
from handover_service.domain import errors, errors_talks, talks_planning
from handover_service.domain import events as e
from handover_service.domain.talks_planning import Caution, Choice, NewPlan

ROERMOND, ZWOLLE = "GM0957", "GM0193"
AZC_SIDE, TOWN = Party.CASE_MANAGER, Party.CLIENT_MANAGER
AGAIN = fixed_id("again")


@pytest.fixture
def linked(case, told):
    """Linked, and the municipality has named a client manager."""
    named = told.fact(e.ClientManagerNamed, municipality=ROERMOND, client_manager="km-1")
    return lambda *facts: case.given(told.linked(), named, *facts)


def proposal(told, by: Party, *on: int, scenario: Scenario | None = Scenario.COMBINED) -> NewPlan:
    return NewPlan(Mode.IN_PERSON, by, tuple(told.at(day) for day in on), scenario)


def proposed(linked, told, *on: int, by: Party = TOWN, **more) -> e.HandoverPlanned:
    """At day 60."""
    new = proposal(told, by, *on, **more)
    (planned,) = linked().when(talks_planning.plan, told.act(60), new).events
    return planned


@pytest.mark.scenario("S-H2")
@pytest.mark.parametrize(("by", "other"), [(AZC_SIDE, TOWN), (TOWN, AZC_SIDE)])
def test_either_side_proposes_and_the_other_confirms(linked, told, by, other) -> None:
    planned = proposed(linked, told, 72, by=by)
    given = linked(planned)
    given.when(talks_planning.confirm, told.act(61), Choice(by), replanning=AGAIN).then_refused(
        errors.OtherSide
    )
    confirmed = told.decided(e.PlanConfirmed, 61, plan=planned.id, confirmed_by=other)
    given.when(talks_planning.confirm, told.act(61), Choice(other), replanning=AGAIN).then(
        confirmed
    )
    again = linked(planned, confirmed)
    again.when(talks_planning.confirm, told.act(62), Choice(other), replanning=AGAIN).then_refused(
        errors.NothingToConfirm
    )


def test_one_of_three_moments_is_chosen_and_takes_the_place_of_the_proposal(linked, told) -> None:
    planned = proposed(linked, told, 74, 72, 73)
    assert planned.scheduled_for == told.at(72)
    assert planned.moments == (told.at(72), told.at(73), told.at(74))
    given = linked(planned)
    given.when(
        talks_planning.confirm, told.act(61), Choice(AZC_SIDE), replanning=AGAIN
    ).then_refused(errors_talks.MomentNeeded)
    given.when(
        talks_planning.confirm, told.act(61), Choice(AZC_SIDE, told.at(80)), replanning=AGAIN
    ).then_refused(errors_talks.MomentNotProposed)
    chosen, confirmed = given.when(
        talks_planning.confirm, told.act(61), Choice(AZC_SIDE, told.at(73)), replanning=AGAIN
    ).events
    assert (chosen.id, chosen.replaces) == (AGAIN, reference_to(planned))
    assert (chosen.scheduled_for, chosen.moments) == (told.at(73), ())
    assert chosen.proposed_by is TOWN
    assert confirmed.plan == AGAIN


def test_the_municipality_chooses_the_scenario_at_the_latest_when_it_confirms(linked, told) -> None:
    without = proposal(told, TOWN, 72, scenario=None)
    linked().when(talks_planning.plan, told.act(60), without).then_refused(
        errors_talks.ScenarioNeeded
    )
    left_open = proposed(linked, told, 72, by=AZC_SIDE, scenario=None)
    given = linked(left_open)
    given.when(talks_planning.confirm, told.act(61), Choice(TOWN), replanning=AGAIN).then_refused(
        errors_talks.ScenarioNeeded
    )
    chosen, _ = given.when(
        talks_planning.confirm,
        told.act(61),
        Choice(TOWN, scenario=Scenario.QUICK_START),
        replanning=AGAIN,
    ).events
    assert chosen.scenario is Scenario.QUICK_START


def test_the_reception_centre_keeps_the_scenario_that_the_municipality_chose(linked, told) -> None:
    given = linked(proposed(linked, told, 72))
    other = Choice(AZC_SIDE, scenario=Scenario.START_AFTER_MOVE)
    given.when(talks_planning.confirm, told.act(61), other, replanning=AGAIN).then_refused(
        errors_talks.ScenarioByMunicipality
    )


def test_who_is_offered_no_suitable_moment_proposes_another(linked, told) -> None:
    first = proposed(linked, told, 72)
    new = proposal(told, AZC_SIDE, 80)
    (counter,) = linked(first).when(talks_planning.plan, told.act(61), new).events
    given = linked(first, counter)
    given.when(
        talks_planning.confirm, told.act(62), Choice(AZC_SIDE), replanning=AGAIN
    ).then_refused(errors.OtherSide)
    (confirmed,) = given.when(
        talks_planning.confirm, told.act(62), Choice(TOWN), replanning=AGAIN
    ).events
    assert confirmed.plan == counter.id


@pytest.mark.scenario("S-H5")
@pytest.mark.parametrize("mode", [Mode.PHONE, Mode.VIDEO])
def test_a_talk_by_phone_or_video_is_planned_only_with_a_reason(linked, told, mode) -> None:
    at = (told.at(72),)
    without = NewPlan(mode, TOWN, at, Scenario.COMBINED)
    linked().when(talks_planning.plan, told.act(60), without).then_refused(errors.ReasonNeeded)
    far = NewPlan(
        mode, TOWN, at, Scenario.COMBINED, MeetingPlace.MUNICIPALITY, reason=NoWarmReason.DISTANCE
    )
    (planned,) = linked().when(talks_planning.plan, told.act(60), far).events
    assert (planned.reason, planned.place) == (NoWarmReason.DISTANCE, None)


def test_language_interpreter_and_place_are_part_of_the_plan(linked, told) -> None:
    new = NewPlan(
        Mode.IN_PERSON, TOWN, (told.at(72),), Scenario.COMBINED, MeetingPlace.RECEPTION_CENTRE,
        "ti", interpreter=True, reason=NoWarmReason.DISTANCE, closes_module=True,
    )  # fmt: skip
    (planned,) = linked().when(talks_planning.plan, told.act(60), new).events
    assert (planned.place, planned.language) == (MeetingPlace.RECEPTION_CENTRE, "ti")
    assert (planned.interpreter, planned.closes_module, planned.reason) == (True, True, None)


@pytest.mark.parametrize("on", [(), (70, 71, 72, 73)])
def test_one_two_or_three_moments_are_proposed(linked, told, on) -> None:
    new = proposal(told, TOWN, *on)
    linked().when(talks_planning.plan, told.act(60), new).then_refused(errors_talks.MomentsNeeded)


def test_a_talk_is_neither_planned_nor_confirmed_for_the_past(linked, told) -> None:
    new = proposal(told, TOWN, 59, 72)
    linked().when(talks_planning.plan, told.act(60), new).then_refused(errors.ScheduledInThePast)
    late = linked(proposed(linked, told, 72))
    late.when(
        talks_planning.confirm, told.act(73), Choice(AZC_SIDE), replanning=AGAIN
    ).then_refused(errors.ScheduledInThePast)


def test_the_reception_centre_proposes_once_there_is_somebody_to_confirm(case, told) -> None:
    new = proposal(told, AZC_SIDE, 72)
    refusal = case.given(told.linked()).when(talks_planning.plan, told.act(60), new)
    refused = refusal.then_refused(errors_talks.ClientManagerNeeded)
    assert refused.extra["needs"] == ["client-manager"]


def test_a_proposal_of_a_former_municipality_is_nobodys_to_confirm(linked, told) -> None:
    given = linked(proposed(linked, told, 72), told.linked(62, to=ZWOLLE))
    given.when(
        talks_planning.confirm, told.act(63), Choice(AZC_SIDE), replanning=AGAIN
    ).then_refused(errors.NothingToConfirm)


def test_after_the_move_a_talk_is_planned_with_a_warning(linked, told) -> None:
    planned = proposed(linked, told, 72)
    assert talks_planning.cautions(linked(planned).state, planned) == []
    moved = linked(planned, told.moved(61)).state
    assert talks_planning.cautions(moved, planned) == [Caution.AFTER_MOVE]
