from datetime import date, timedelta

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from continuous_line.act import Act
from continuous_line.codes import OwnerGone, OwnerReason, Role, VoidReason
from continuous_line.days import day
from continuous_line.errors import Refused
from continuous_line.happened import reference_to
from continuous_line.testing.ids import fixed_id
from handover_service.domain import corrections, errors
from handover_service.domain import events as e
from handover_service.domain.case import State, evolve, latest
from handover_service.domain.ownership import (
    Staff,
    assign,
    first_assignment,
    gone,
    leave,
    owner,
    tenures,
)

AZC, LEAVE = "azc-weert", OwnerReason.LEAVE


def test_the_first_owner_is_assigned(case, told, case_manager) -> None:
    assigned = told.decided(e.CaseAssigned, 1, owner="cm-1")
    given = case.given(told.linked())
    given.when(assign, told.act(1), "cm-1", azc=AZC, staff=case_manager).then(assigned)


@pytest.mark.scenario("S-H10")
@pytest.mark.parametrize(
    ("roles", "place", "refusal"),
    [
        ({Role.PARTICIPATION_CASE_MANAGER}, AZC, errors.NeverOwns),
        ({Role.CASE_MANAGER, Role.PARTICIPATION_CASE_MANAGER}, AZC, errors.NeverOwns),
        ({Role.CASE_MANAGER, Role.ASYLUM_DECISION_MAKER}, AZC, errors.RolesExclude),
        ({Role.CASE_MANAGER}, "azc-sneek", errors.NotACaseManagerThere),
        ({Role.LOCATION_MANAGER}, AZC, errors.NotACaseManagerThere),
    ],
)
def test_only_a_case_manager_of_the_azc_owns(case, told, roles, place, refusal) -> None:
    staff = Staff(frozenset(roles), frozenset({place}), here=True)
    given = case.given(told.linked())
    given.when(assign, told.act(1), "cm-1", azc=AZC, staff=staff).then_refused(refusal)


def test_who_has_left_owns_nothing_more(case, told) -> None:
    staff = Staff(frozenset({Role.CASE_MANAGER}), frozenset({AZC}), here=False)
    given = case.given(told.linked())
    given.when(assign, told.act(1), "cm-1", azc=AZC, staff=staff).then_refused(
        errors.NotACaseManagerThere
    )


def test_nobody_unheard_of_owns(case, told) -> None:
    outcome = case.given(told.linked()).when(assign, told.act(1), "cm-1", azc=AZC, staff=None)
    outcome.then_refused(errors.StaffUnknown, "staff-unknown")


def test_a_new_owner_needs_a_reason_and_is_another(case, told, case_manager) -> None:
    given = case.given(told.linked(), told.assigned())
    new = given.when(assign, told.act(2), "cm-2", azc=AZC, staff=case_manager)
    new.then_refused(errors.ReasonNeeded, "reason-needed")
    same = given.when(assign, told.act(2), "cm-1", azc=AZC, staff=case_manager, reason=LEAVE)
    same.then_refused(errors.AlreadyOwner)


def test_no_owner_is_named_before_the_first_one_or_ends_before_beginning(
    case, told, case_manager
) -> None:
    given = case.given(told.linked(), told.assigned(on=5))
    named = {"azc": AZC, "staff": case_manager, "reason": LEAVE}
    given.when(assign, told.act(4), "cm-2", **named).then_refused(errors.BeforeAssignment)
    given.when(assign, told.act(9), "cm-2", **named, until=told.at(8).date()).then_refused(
        errors.EndsBeforeItBegins
    )
    first = case.given(told.linked())
    first.when(assign, told.act(9), "cm-2", **named, until=told.at(10).date()).then_refused(
        errors.FirstOwnerStays
    )


@pytest.mark.scenario("S-H12")
def test_a_stand_in_gives_the_case_back_by_rule(case, told) -> None:
    stand_in = told.reassigned("cm-2", 10, until=told.at(20).date())
    found = case.given(told.linked(), told.assigned(), stand_in).state
    assert [owner(found, told.at(d).date()) for d in (9, 10, 20, 21)] == [
        "cm-1", "cm-2", "cm-2", "cm-1",
    ]  # fmt: skip
    assert [(t.owner, t.stand_in) for t in tenures(found)] == [
        ("cm-1", False), ("cm-2", True), ("cm-1", False),
    ]  # fmt: skip


def test_the_first_assignment_stays_while_later_owners_rest_on_it(person, told) -> None:
    first, second = told.assigned(), told.reassigned("cm-2", 5)
    voided = reference_to(first)
    void = (told.act(6), fixed_id("case"), voided, VoidReason.MISTAKE)
    given = person.given(told.linked(), first, second)
    given.when(corrections.void, *void, along=fixed_id("along")).then_refused(
        errors.WouldLeaveNoOwner
    )
    assert (
        person.given(told.linked(), first)
        .when(corrections.void, *void, along=fixed_id("along"))
        .events
    )


def test_after_a_relocation_the_case_is_without_the_owner_until_another_is_named(
    case, told, case_manager
) -> None:
    left = told.decided(e.CaseOwnerLeft, 10, owner="cm-1", because=OwnerGone.RELOCATED)
    given = case.given(told.linked(), told.assigned())
    given.when(leave, told.act(10), "cm-1", OwnerGone.RELOCATED).then(left)
    ownerless = case.given(told.linked(), told.assigned(), left)
    assert [owner(ownerless.state, told.at(d).date()) for d in (9, 10)] == ["cm-1", None]
    assert gone(ownerless.state, told.at(10).date()) == left
    assert gone(ownerless.state, told.at(9).date()) is None
    ownerless.when(leave, told.act(11), "cm-1", OwnerGone.RELOCATED).then()
    again = case.given(told.linked(), told.assigned(), left, told.reassigned("cm-2", 12))
    assert gone(again.state, told.at(12).date()) is None


def test_a_stand_in_who_is_gone_leaves_it_to_whom_it_was(case, told) -> None:
    stand_in = told.reassigned("cm-2", 5, until=told.at(20).date())
    left = told.fact(e.CaseOwnerLeft, 10, owner="cm-2")
    found = case.given(told.linked(), told.assigned(), stand_in, left).state
    assert owner(found, told.at(10).date()) == "cm-1"


acts = st.lists(
    st.tuples(
        st.sampled_from(["cm-1", "cm-2", "cm-3"]),
        st.integers(0, 60),
        st.one_of(st.none(), st.integers(0, 30)),
        st.booleans(),
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@drawn(acts)
def test_an_assigned_case_has_exactly_one_owner_on_every_day(history) -> None:
    from datetime import UTC, datetime

    first = datetime(2026, 3, 1, 10, tzinfo=UTC)
    now = first + timedelta(120)
    state = State()
    linked = e.MunicipalityLinked(
        id=fixed_id("link"), at=first, case_id=fixed_id("case"), municipality="GM0957",
        azc=AZC, basis="other",
    )  # fmt: skip
    state = evolve(state, linked)
    staff = Staff(frozenset({Role.CASE_MANAGER}), frozenset({AZC}), here=True)
    for number, (name, on, length, take_back) in enumerate(history):
        act = Act(fixed_id(number), first + timedelta(on), now)
        until = None if length is None else day(act.at) + timedelta(length - 2)
        case = latest(state)
        assert case is not None
        try:
            if take_back and (last := next(iter(state.facts[:0:-1]), None)):
                wrong = reference_to(last)
                if last.id in state.gone:
                    continue
                made = corrections.void(
                    state, act, case.id, wrong, VoidReason.MISTAKE, along=fixed_id("along")
                )
            else:
                made = assign(case, act, name, azc=AZC, staff=staff, reason=LEAVE, until=until)
        except Refused:
            continue
        for event in made:
            state = evolve(state, event)
    case = latest(state)
    assert case is not None
    assigned = first_assignment(case)
    spans = tenures(case)
    if assigned is None:
        assert spans == []
        return
    for offset in range(150):
        on: date = day(assigned.at) + timedelta(offset)
        held = [t for t in spans if t.first <= on and (t.last is None or on <= t.last)]
        assert [t.owner for t in held] == [owner(case, on)]
