from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from continuous_line.act import Act
from continuous_line.codes import Role
from continuous_line.codes_directory import ContactDetail, ContactDoubt, ContactKind
from continuous_line.codes_places import COUNTRY
from continuous_line.testing.ids import fixed_id
from continuous_line.testing.scenario import Scenario
from directory_service.domain.contact import (
    Absence,
    Contact,
    Coverage,
    Doubt,
    Period,
    be_absent,
    change,
    doubt,
    evolve,
    record_details,
    register,
    stale,
    state_of,
    verify,
)
from directory_service.domain.contact_ending import (
    Retirement,
    erase_details,
    replace_by,
    retire,
)
from directory_service.domain.contact_events import (
    ContactAbsent,
    ContactChanged,
    ContactDetailsErased,
    ContactDetailsRecorded,
    ContactDoubted,
    ContactRegistered,
    ContactReplaced,
    ContactRetired,
    ContactVerified,
)
from directory_service.domain.errors import (
    ContactGone,
    ContactStays,
    DeputyUnfit,
    LeavesGap,
    NotYours,
    PeriodEmpty,
    SuccessorUnfit,
    UnknownContact,
)
from directory_service.domain.keeping import Keeper

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
TODAY = NOW.date()
ID, OLD, NEW = fixed_id("event"), fixed_id("old"), fixed_id("new")
ACT = Act(ID, NOW, NOW)
ROLES = (Role.CLIENT_MANAGER,)
OWN = Keeper("GM0988", ROLES, frozenset({"GM0988"}))
STRANGER = Keeper("GM0193", ROLES, frozenset({"GM0193"}))
SINCE = Period(date(2026, 1, 1))
COVERAGE = Coverage(ContactKind.CLIENT_MANAGER, "GM0988", ("GM0988",), ("work",))


def registered(contact: str = "old") -> ContactRegistered:
    return ContactRegistered(
        id=ID,
        at=NOW,
        contact_id=fixed_id(contact),
        kind=ContactKind.CLIENT_MANAGER,
        organisation="GM0988",
        places=("GM0988",),
        topics=("work",),
        valid_from=SINCE.valid_from,
    )


VERIFIED = ContactVerified(id=ID, at=NOW, contact_id=OLD, organisation="GM0988", roles=ROLES)
DOUBTED = ContactDoubted(id=ID, at=NOW, contact_id=OLD, doubt=ContactDoubt.WRONG_PHONE)
REPLACED = ContactReplaced(id=ID, at=NOW, contact_id=OLD, successor=NEW, valid_from=TODAY)
RETIRED = ContactRetired(id=ID, at=NOW, contact_id=OLD, valid_from=TODAY)
case = Scenario(evolve, Contact())


def test_a_contact_is_registered_and_verified_by_those_whose_place_it_covers() -> None:
    case.given().when(register, OLD, COVERAGE, SINCE, OWN, ACT).then(registered())
    case.given(registered()).when(verify, OWN, ACT).then(VERIFIED)
    case.given(registered()).when(verify, STRANGER, ACT).then_refused(NotYours)


def test_nobody_draws_the_callers_of_another_place_to_themselves() -> None:
    both = replace(COVERAGE, places=("GM0193", "GM0988"))
    refusal = case.given().when(register, OLD, both, SINCE, OWN, ACT).then_refused(NotYours)
    assert refusal.extra == {"places": ["GM0193"]}
    case.given(registered()).when(change, both, SINCE, OWN, ACT).then_refused(NotYours)
    everywhere = replace(COVERAGE, places=(COUNTRY,))
    case.given().when(register, OLD, everywhere, SINCE, OWN, ACT).then_refused(NotYours)
    national = Keeper("divosa", (Role.POLICY_OFFICER,), frozenset({COUNTRY}))
    assert case.given().when(register, OLD, both, SINCE, national, ACT).events


def test_a_change_tells_all_of_it_and_nothing_changes_nothing() -> None:
    given = case.given(registered())
    given.when(change, COVERAGE, SINCE, OWN, ACT).then()
    given.when(change, replace(COVERAGE, topics=()), SINCE, OWN, ACT).then(
        ContactChanged(
            id=ID,
            at=NOW,
            contact_id=OLD,
            kind=ContactKind.CLIENT_MANAGER,
            organisation="GM0988",
            places=("GM0988",),
            valid_from=SINCE.valid_from,
        )
    )


def test_of_its_details_an_event_says_which_and_never_what() -> None:
    holds = (ContactDetail.NAME, ContactDetail.PHONES)
    recorded = ContactDetailsRecorded(
        id=ID, at=NOW, contact_id=OLD, version=1, holds=holds, changed=holds
    )
    given = case.given(registered())
    given.when(record_details, 1, holds, holds, OWN, ACT).then(recorded)
    given.when(record_details, 1, holds, (), OWN, ACT).then()
    again = case.given(registered(), recorded)
    (second,) = again.when(record_details, 2, holds, (ContactDetail.NAME,), OWN, ACT).events
    assert isinstance(second, ContactDetailsRecorded)
    assert (second.version, second.changed) == (2, (ContactDetail.NAME,))


def test_a_doubt_stays_until_the_contact_is_put_right() -> None:
    case.given(registered()).when(doubt, ContactDoubt.WRONG_PHONE, ACT).then(DOUBTED)
    doubted = state_of([registered(), replace(DOUBTED, id=fixed_id("doubt"))])
    assert doubted.doubts == (Doubt(NOW, ContactDoubt.WRONG_PHONE),)
    for putting_right in (VERIFIED, ContactChanged(**vars(registered()))):
        assert evolve(doubted, putting_right).doubts == ()


def test_an_absence_has_an_end_or_lasts_until_told_and_may_name_a_deputy() -> None:
    period = Period(TODAY, TODAY + timedelta(7))
    absent = ContactAbsent(
        id=fixed_id("absent"),
        at=NOW,
        contact_id=OLD,
        absent_from=TODAY,
        absent_to=TODAY + timedelta(7),
        deputy=NEW,
    )
    given = case.given(registered())
    given.when(be_absent, period, NEW, OWN, ACT).then(replace(absent, id=ID))
    given.when(be_absent, period, OLD, OWN, ACT).then_refused(DeputyUnfit)
    assert state_of([registered(), absent]).absences == (Absence(period, NEW),)
    with pytest.raises(PeriodEmpty):
        Period(TODAY, TODAY)


def test_a_replaced_contact_names_its_successor() -> None:
    successor = state_of([registered("new")])
    case.given(registered()).when(replace_by, successor, TODAY, OWN, ACT).then(REPLACED)
    refusal = case.given(registered(), REPLACED).when(verify, OWN, ACT).then_refused(ContactGone)
    assert refusal.extra == {"successor": NEW}


def test_who_is_replaced_from_a_later_day_is_there_until_then() -> None:
    later = replace(REPLACED, valid_from=date(2026, 5, 1))
    given = case.given(registered(), later)
    given.when(verify, OWN, ACT).then(VERIFIED)
    given.when(retire, Retirement(TODAY, {}), None, OWN, ACT).then_refused(ContactGone)


def test_a_successor_is_another_contact_that_is_there_on_the_day() -> None:
    given = case.given(registered())
    gone = state_of([registered("new"), replace(RETIRED, id=NEW, contact_id=NEW)])
    late = state_of([replace(registered("new"), valid_from=date(2026, 5, 1))])
    for unfit in (Contact(), state_of([registered()]), gone, late):
        given.when(replace_by, unfit, TODAY, OWN, ACT).then_refused(SuccessorUnfit)
        given.when(retire, Retirement(TODAY, {}), unfit, OWN, ACT).then_refused(SuccessorUnfit)


def test_who_leaves_places_with_open_cases_to_nobody_is_asked_for_a_stand_in() -> None:
    given = case.given(registered())
    left = {"GM0988": 3, "GM0957": 0}
    refusal = given.when(retire, Retirement(TODAY, left), None, OWN, ACT).then_refused(LeavesGap)
    assert refusal.extra == {"places": [{"place": "GM0988", "openCases": 3}]}
    given.when(retire, Retirement(TODAY, {"GM0988": 0}), None, OWN, ACT).then(RETIRED)
    given.when(retire, Retirement(TODAY, left, gap_accepted=True), None, OWN, ACT).then(RETIRED)
    stand_in = state_of([registered("new")])
    given.when(retire, Retirement(TODAY, left), stand_in, OWN, ACT).then(
        replace(RETIRED, stand_in=NEW)
    )


def test_the_details_of_a_contact_are_erased_once_and_only_after_it_ended() -> None:
    erased = ContactDetailsErased(id=ID, at=NOW, contact_id=OLD)
    case.given(registered()).when(erase_details, ACT).then_refused(ContactStays)
    case.given(registered(), RETIRED).when(erase_details, ACT).then(erased)
    case.given(registered(), RETIRED, erased).when(erase_details, ACT).then()


@pytest.mark.scenario("S-D1")
def test_a_contact_verified_181_days_ago_is_stale_where_the_limit_is_180() -> None:
    limit = timedelta(180)
    assert stale(NOW - timedelta(181), TODAY, limit)
    assert not stale(NOW - timedelta(180), TODAY, limit)
    assert not stale(None, TODAY, limit)


def test_an_unknown_contact_cannot_retire() -> None:
    case.given().when(retire, Retirement(TODAY, {}), None, OWN, ACT).then_refused(UnknownContact)
