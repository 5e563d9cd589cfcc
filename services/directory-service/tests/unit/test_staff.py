from datetime import UTC, date, datetime

import pytest

from continuous_line.act import Act
from continuous_line.codes import Role
from continuous_line.testing.ids import fixed_id
from continuous_line.testing.scenario import Scenario
from directory_service.domain.errors import (
    AlreadyRegistered,
    NotYours,
    RolesExclude,
    StaffGone,
    UnknownStaff,
)
from directory_service.domain.events import StaffChanged, StaffLeft, StaffRegistered
from directory_service.domain.staff import Post, Registrar, Staff, change, evolve, leave, register

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = date(2026, 3, 1)
ID = fixed_id("event")
ACT = Act(ID, NOW, NOW)
BY = Registrar("coa", frozenset({"weert", "echt"}))
POST = Post("coa", (Role.CASE_MANAGER,), ("weert",))
REGISTERED = StaffRegistered(
    id=ID,
    at=NOW,
    staff_id="cm-1",
    organisation="coa",
    roles=(Role.CASE_MANAGER,),
    places=("weert",),
    valid_from=DAY,
)
LEFT = StaffLeft(id=ID, at=NOW, staff_id="cm-1", valid_from=date(2026, 6, 1))
case = Scenario(evolve, Staff())


def test_a_location_manager_registers_a_case_manager_of_the_own_azc() -> None:
    case.given().when(register, "cm-1", POST, DAY, by=BY, act=ACT).then(REGISTERED)


@pytest.mark.parametrize(
    "by",
    [Registrar("coa", frozenset({"sneek"})), Registrar("gemeente-weert", frozenset({"weert"}))],
    ids=["another azc", "another organisation"],
)
def test_staff_are_recorded_by_their_own_organisation_for_its_own_places(by: Registrar) -> None:
    case.given().when(register, "cm-1", POST, DAY, by=by, act=ACT).then_refused(NotYours)
    case.given(REGISTERED).when(leave, date(2026, 6, 1), by=by, act=ACT).then_refused(NotYours)


@pytest.mark.scenario("S-H13")
@pytest.mark.parametrize("other", [role for role in Role if role != Role.ASYLUM_DECISION_MAKER])
def test_who_decides_on_asylum_holds_no_other_role(other: Role) -> None:
    post = Post("coa", (Role.ASYLUM_DECISION_MAKER, other), ("weert",))
    case.given().when(register, "x", post, DAY, by=BY, act=ACT).then_refused(
        RolesExclude, "roles-exclude"
    )
    case.given(REGISTERED).when(change, post, DAY, by=BY, act=ACT).then_refused(RolesExclude)


def test_a_participation_case_manager_is_no_case_manager() -> None:
    post = Post("coa", (Role.CASE_MANAGER, Role.PARTICIPATION_CASE_MANAGER), ("weert",))
    case.given().when(register, "x", post, DAY, by=BY, act=ACT).then_refused(RolesExclude)


def test_a_post_changes_from_a_day_on() -> None:
    both = Post("coa", (Role.CASE_MANAGER,), ("echt", "weert"))
    changed = StaffChanged(
        id=ID,
        at=NOW,
        staff_id="cm-1",
        organisation="coa",
        roles=(Role.CASE_MANAGER,),
        places=("echt", "weert"),
        valid_from=date(2026, 5, 1),
    )
    case.given(REGISTERED).when(change, both, date(2026, 5, 1), by=BY, act=ACT).then(changed)
    state = case.given(REGISTERED, changed).state
    assert state.on(date(2026, 4, 30)) == POST
    assert state.on(date(2026, 5, 1)) == both


def test_who_left_holds_no_post_and_may_come_back_later() -> None:
    state = case.given(REGISTERED, LEFT).state
    assert state.on(date(2026, 5, 31)) == POST
    assert state.on(date(2026, 6, 1)) is None
    given = case.given(REGISTERED, LEFT)
    given.when(change, POST, date(2026, 7, 1), by=BY, act=ACT).then_refused(StaffGone)
    back = register(state, "cm-1", POST, date(2026, 9, 1), by=BY, act=ACT)
    returned = evolve(state, back[0])
    assert returned.on(date(2026, 8, 31)) is None
    assert returned.on(date(2026, 9, 1)) == POST


def test_a_registered_person_is_not_registered_again() -> None:
    case.given(REGISTERED).when(register, "cm-1", POST, DAY, by=BY, act=ACT).then_refused(
        AlreadyRegistered
    )


def test_nobody_leaves_who_never_came() -> None:
    case.given().when(leave, DAY, by=BY, act=ACT).then_refused(UnknownStaff)
    before = date(2026, 2, 1)
    case.given(REGISTERED).when(leave, before, by=BY, act=ACT).then_refused(StaffGone)
