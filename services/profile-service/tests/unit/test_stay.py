from datetime import UTC, date, datetime, timedelta

import pytest

from continuous_line.act import Act, AheadOfNow
from continuous_line.codes import StayEndReason, VoidReason
from continuous_line.corrections import (
    NotCorrectable,
    OtherOrganisation,
    OthersRestOnIt,
    ReplacesAnotherKind,
    correctable,
)
from continuous_line.happened import EventVoided, Fact, Reference
from continuous_line.testing.ids import fixed_id
from continuous_line.testing.scenario import Scenario
from profile_service.domain.corrections import void
from profile_service.domain.errors import (
    AlreadyGranted,
    AlreadyMember,
    AlreadyOpen,
    AlreadyThere,
    BeforeOpening,
    NotMember,
    StayIsOver,
    UnknownProfile,
)
from profile_service.domain.events import (
    HouseholdMemberJoined,
    HouseholdMemberLeft,
    PermitGranted,
    PermitHolderRelocated,
    ProfileOpened,
    StayEnded,
)
from profile_service.domain.profile import Profile, evolve
from profile_service.domain.stay import (
    end_stay,
    grant_permit,
    join_household,
    leave_household,
    open_profile,
    relocate,
)

NOW = datetime(2026, 5, 20, 10, tzinfo=UTC)
EARLIER = datetime(2026, 2, 1, 10, tzinfo=UTC)
ID, HOUSEHOLD = fixed_id("event"), fixed_id("household")
ACT = Act(ID, NOW, NOW)
OPENED = ProfileOpened(id=fixed_id("opened"), at=EARLIER, azc="weert")
GRANTED = PermitGranted(id=fixed_id("granted"), at=NOW, granted_on=date(2026, 5, 10))
JOINED = HouseholdMemberJoined(id=fixed_id("joined"), at=EARLIER, household_id=HOUSEHOLD)
ENDED = StayEnded(id=fixed_id("ended"), at=NOW - timedelta(1), reason=StayEndReason.LEFT)
case = Scenario(evolve, Profile())


def test_a_profile_is_opened_for_everybody_in_reception_once() -> None:
    case.given().when(open_profile, "weert", Act(ID, EARLIER, NOW)).then(
        ProfileOpened(id=ID, at=EARLIER, azc="weert")
    )
    case.given(OPENED).when(open_profile, "weert", ACT).then_refused(AlreadyOpen)


def test_who_came_back_after_the_stay_ended_has_a_profile_again() -> None:
    case.given(OPENED, ENDED).when(open_profile, "echt", ACT).then(
        ProfileOpened(id=ID, at=NOW, azc="echt")
    )


def test_a_permit_may_be_older_than_the_profile_but_not_lie_ahead() -> None:
    old = date(2026, 1, 5)
    case.given(OPENED).when(grant_permit, old, ACT).then(
        PermitGranted(id=ID, at=NOW, granted_on=old)
    )
    case.given(OPENED).when(grant_permit, date(2026, 5, 21), ACT).then_refused(AheadOfNow)
    case.given(OPENED, GRANTED).when(grant_permit, old, ACT).then_refused(AlreadyGranted)
    case.given().when(grant_permit, old, ACT).then_refused(UnknownProfile)


def test_a_wrong_day_of_the_permit_is_corrected_by_an_event_that_replaces_it() -> None:
    replaced = Reference(id=GRANTED.id, kind="PermitGranted")
    corrected = PermitGranted(id=ID, at=NOW, replaces=replaced, granted_on=date(2026, 5, 1))
    given = case.given(OPENED, GRANTED)
    given.when(grant_permit, date(2026, 5, 1), Act(ID, NOW, NOW, replaced)).then(corrected)
    assert case.given(OPENED, GRANTED, corrected).state.granted_on == date(2026, 5, 1)
    wrong = Act(ID, NOW, NOW, Reference(id=OPENED.id, kind="ProfileOpened"))
    given.when(grant_permit, date(2026, 5, 1), wrong).then_refused(ReplacesAnotherKind)


def test_a_relocation_says_from_where_at_its_own_moment() -> None:
    to_echt = PermitHolderRelocated(
        id=fixed_id("echt"), at=NOW - timedelta(5), from_azc="weert", to_azc="echt"
    )
    late = Act(ID, NOW - timedelta(10), NOW)
    case.given(OPENED, to_echt).when(relocate, "sneek", late).then(
        PermitHolderRelocated(id=ID, at=late.at, from_azc="weert", to_azc="sneek")
    )
    case.given(OPENED, to_echt).when(relocate, "echt", ACT).then_refused(AlreadyThere)
    state = case.given(OPENED, to_echt).state
    assert state.azc(NOW - timedelta(6)) == "weert"
    assert state.azc(NOW) == "echt"


def test_nothing_of_the_stay_lies_before_the_profile_or_after_its_end() -> None:
    before = Act(ID, EARLIER - timedelta(1), NOW)
    case.given(OPENED).when(relocate, "echt", before).then_refused(BeforeOpening)
    case.given(OPENED, ENDED).when(relocate, "echt", ACT).then_refused(StayIsOver)
    case.given(OPENED, ENDED).when(end_stay, StayEndReason.DIED, ACT).then_refused(StayIsOver)


def test_nothing_is_recorded_ahead_of_now() -> None:
    with pytest.raises(AheadOfNow):
        Act(ID, NOW + timedelta(seconds=1), NOW)


def test_a_person_belongs_to_one_household_at_a_time() -> None:
    case.given(OPENED).when(join_household, HOUSEHOLD, ACT).then(
        HouseholdMemberJoined(id=ID, at=NOW, household_id=HOUSEHOLD)
    )
    given = case.given(OPENED, JOINED)
    given.when(join_household, fixed_id("other"), ACT).then_refused(AlreadyMember)
    given.when(leave_household, fixed_id("other"), ACT).then_refused(NotMember)
    left = HouseholdMemberLeft(id=ID, at=NOW, household_id=HOUSEHOLD)
    given.when(leave_household, HOUSEHOLD, ACT).then(left)
    assert case.given(OPENED, JOINED, left).state.household_id is None


def test_a_fact_is_taken_back_by_who_recorded_it_and_once() -> None:
    state = case.given(OPENED, GRANTED).state
    found = correctable(state.all(Fact), GRANTED.id, recorded_by="tvs", organisation="tvs")
    with pytest.raises(OtherOrganisation):
        correctable(state.all(Fact), GRANTED.id, recorded_by="tvs", organisation="coa")
    (voided,) = void(state, found, VoidReason.MISTAKE, ACT)
    assert voided == EventVoided(id=ID, at=NOW, voids=found, reason=VoidReason.MISTAKE)
    after = evolve(state, voided)
    assert after.granted_on is None
    with pytest.raises(NotCorrectable):
        correctable(after.all(Fact), GRANTED.id, recorded_by="tvs", organisation="tvs")


def test_an_opening_stays_while_other_facts_rest_on_it() -> None:
    opened = Reference(id=OPENED.id, kind="ProfileOpened")
    case.given(OPENED, GRANTED).when(void, opened, VoidReason.WRONG_PERSON, ACT).then_refused(
        OthersRestOnIt
    )
    case.given(OPENED).when(void, opened, VoidReason.WRONG_PERSON, ACT).then(
        EventVoided(id=ID, at=NOW, voids=opened, reason=VoidReason.WRONG_PERSON)
    )
