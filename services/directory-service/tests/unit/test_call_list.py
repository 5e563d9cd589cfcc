"""Whom do I call: in which order, and who is named where somebody is not there."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from continuous_line.codes_directory import ContactKind
from continuous_line.testing.ids import fixed_id
from directory_service.domain.areas import Area, AreaKind
from directory_service.domain.call_list import (
    Asker,
    CallList,
    Missing,
    Question,
    Reason,
    Side,
    call_list,
)
from directory_service.domain.contact import Absence, Period
from directory_service.domain.listed import Listed, Unavailable, Verification

K = ContactKind
ON = date(2026, 4, 1)
WEERT = Area(
    AreaKind.MUNICIPALITY, "GM0988", "Weert", region="AM33", province="Limburg", former=("GM0001",)
)
AZC = Area(AreaKind.RECEPTION_CENTRE, "weert", "Weert", region="AM33", unit="unit-zuid")
REGION = Area(AreaKind.REGION, "AM33", "Midden-Limburg", region="AM33")


def listed(name: str, kind: ContactKind, *places: str, **more: object) -> Listed:
    return Listed(fixed_id(name), kind, "org", places or ("GM0988",), **more)  # type: ignore[arg-type]


CLIENT_MANAGER = listed("client-manager", K.CLIENT_MANAGER)
TEAM = listed("team", K.TEAM)
COORDINATOR = listed("coordinator", K.REGIONAL_COORDINATOR, "AM33")
PARTICIPATION = listed("participation", K.PARTICIPATION_CASE_MANAGER, "PV31", "weert")
AT_THE_AZC = listed("azc", K.CASE_MANAGER, "weert")
VOLUNTEERS = listed("volunteers", K.VOLUNTEERING, "AM33", topics=frozenset({"volunteering"}))
EVERYBODY = (CLIENT_MANAGER, TEAM, COORDINATOR, PARTICIPATION, AT_THE_AZC, VOLUNTEERS)
TO_WEERT = Question(ON, municipality=WEERT)


def asked(question: Question, *contacts: Listed) -> CallList:
    return call_list(question, {one.contact_id: one for one in contacts})


def names(found: CallList) -> list[UUID | None]:
    return [entry.contact_id for entry in found.entries]


def ids(*contacts: Listed) -> list[UUID]:
    return [one.contact_id for one in contacts]


def test_first_the_client_manager_then_the_team_the_coordinator_and_participation() -> None:
    found = asked(TO_WEERT, *EVERYBODY)
    assert names(found) == ids(CLIENT_MANAGER, TEAM, COORDINATOR, PARTICIPATION, VOLUNTEERS)
    assert found.entries[0].reasons == (Reason.COVERS_PLACE,)
    assert found.entries[2].reasons == (Reason.COVERS_AROUND, Reason.NEXT_BEST)
    assert found.missing == ()


def test_without_a_client_manager_that_is_said_and_the_next_best_comes_first() -> None:
    found = asked(TO_WEERT, COORDINATOR, PARTICIPATION)
    assert names(found) == ids(COORDINATOR, PARTICIPATION)
    assert found.missing == (Missing("GM0988", (K.CLIENT_MANAGER, K.TEAM)),)


def test_both_directions_name_the_other_side() -> None:
    both = replace(TO_WEERT, azc=AZC)
    from_azc = asked(replace(both, asker=Asker.RECEPTION_CENTRE), *EVERYBODY)
    from_municipality = asked(replace(both, asker=Asker.MUNICIPALITY), *EVERYBODY)
    assert names(from_azc)[0] == CLIENT_MANAGER.contact_id
    assert names(from_municipality)[0] == AT_THE_AZC.contact_id
    assert {entry.side for entry in from_municipality.entries} == {Side.COA}


def test_anybody_is_led_to_the_coordinator_of_the_region() -> None:
    assert names(asked(Question(ON, region=REGION), *EVERYBODY))[0] == COORDINATOR.contact_id


@pytest.mark.scenario("S-D4")
@pytest.mark.parametrize(
    "asker", [Asker.MUNICIPALITY, Asker.VOLUNTEERING, Asker.EMPLOYER_SERVICE_POINT]
)
def test_whoever_looks_for_coa_finds_one_entry_first(asker: Asker) -> None:
    found = asked(replace(TO_WEERT, asker=asker), *EVERYBODY)
    assert names(found) == ids(PARTICIPATION, COORDINATOR)
    assert found.entries[0].side is Side.COA


def test_who_names_the_topic_comes_before_who_answers_for_all() -> None:
    question = replace(TO_WEERT, topic="volunteering")
    found = asked(question, *EVERYBODY)
    assert names(found)[:2] == ids(VOLUNTEERS, CLIENT_MANAGER)
    assert found.entries[0].reasons[0] is Reason.NAMES_TOPIC
    nobody = asked(replace(TO_WEERT, topic="family"), *EVERYBODY)
    assert names(nobody)[-1] == VOLUNTEERS.contact_id
    assert Missing("GM0988", topic="family") in nobody.missing


def test_a_national_programme_does_not_come_before_the_municipality_itself() -> None:
    national = listed("national", K.PROGRAMME_OWNER, "NL", topics=frozenset({"work"}))
    found = asked(replace(TO_WEERT, topic="work"), national, CLIENT_MANAGER)
    assert names(found)[0] == CLIENT_MANAGER.contact_id
    assert names(asked(Question(ON, topic="work"), national, VOLUNTEERS)) == ids(national)


def test_who_is_absent_is_replaced_by_the_deputy_until_the_last_day() -> None:
    deputy = listed("deputy", K.OTHER, "GM0193")
    away = Absence(Period(ON, ON + timedelta(7)), deputy.contact_id)
    absent = replace(CLIENT_MANAGER, absences=(away,))
    (entry,) = asked(TO_WEERT, absent, deputy).entries
    assert (entry.contact_id, entry.instead_of) == (deputy.contact_id, absent.contact_id)
    assert (entry.because, entry.reasons[-1]) == (Unavailable.ABSENT, Reason.STANDS_IN)
    back = asked(replace(TO_WEERT, on=ON + timedelta(7)), absent, deputy)
    assert names(back) == ids(absent)


def test_a_deputy_who_is_away_too_is_passed_over_and_a_circle_ends() -> None:
    away = (Absence(Period(ON), None),)
    first = replace(CLIENT_MANAGER, absences=away, deputies=(TEAM.contact_id,))
    second = replace(TEAM, absences=away, deputies=(first.contact_id, COORDINATOR.contact_id))
    found = asked(TO_WEERT, first, second, COORDINATOR)
    assert names(found) == ids(COORDINATOR)
    circle = asked(TO_WEERT, first, replace(second, deputies=(first.contact_id,)))
    assert names(circle) == [None]
    assert circle.missing[0].why is Unavailable.ABSENT


def test_a_successor_answers_from_its_day_and_says_for_whom() -> None:
    new = listed("new", K.CLIENT_MANAGER, period=Period(ON))
    old = replace(CLIENT_MANAGER, ended_on=ON, successor=new.contact_id)
    (entry,) = asked(TO_WEERT, old, new).entries
    assert (entry.contact_id, entry.instead_of) == (new.contact_id, old.contact_id)
    before = asked(replace(TO_WEERT, on=ON - timedelta(1)), old, new)
    assert names(before) == ids(old)


def test_nobody_known_leads_to_the_desk_and_says_what_is_missing() -> None:
    found = asked(TO_WEERT)
    (entry,) = found.entries
    assert (entry.contact_id, entry.reasons) == (None, (Reason.LAST_RESORT,))
    assert [gap.kinds[0] for gap in found.missing] == [
        K.CLIENT_MANAGER,
        K.REGIONAL_COORDINATOR,
        K.PARTICIPATION_CASE_MANAGER,
    ]


def test_who_has_neither_number_nor_address_is_not_named() -> None:
    silent = replace(CLIENT_MANAGER, reachable=False)
    found = asked(TO_WEERT, silent, TEAM)
    assert names(found) == ids(TEAM)
    only = asked(TO_WEERT, silent)
    assert only.missing[0].why is Unavailable.NO_DETAILS


def test_of_two_alike_the_one_that_was_verified_and_is_not_doubted_comes_first() -> None:
    fresh = listed("fresh", K.CLIENT_MANAGER, verification=Verification.VERIFIED)
    doubted = replace(fresh, contact_id=fixed_id("doubted"), doubted=True)
    stale = replace(CLIENT_MANAGER, verification=Verification.STALE)
    assert names(asked(TO_WEERT, stale, doubted, fresh)) == ids(fresh, doubted, stale)


def test_a_contact_of_a_former_municipality_counts_for_its_successor() -> None:
    former = listed("former", K.CLIENT_MANAGER, "GM0001")
    assert names(asked(TO_WEERT, former)) == ids(former)


IDS = [fixed_id(f"contact-{number}") for number in range(6)]
DAYS = st.integers(-5, 5).map(lambda number: ON + timedelta(number))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first = draw(DAYS)
    length = draw(st.none() | st.integers(1, 5))
    return Period(first, None if length is None else first + timedelta(length))


SOMEBODY = st.sampled_from(IDS)
CONTACTS = st.builds(
    Listed,
    contact_id=SOMEBODY,
    kind=st.sampled_from(K),
    organisation=st.just("org"),
    places=st.lists(
        st.sampled_from(["GM0988", "GM0001", "weert", "AM33", "unit-zuid", "PV31", "NL", "GM0193"]),
        min_size=1,
        max_size=3,
    ).map(tuple),
    topics=st.frozensets(st.sampled_from(["work", "family"])),
    deputies=st.lists(SOMEBODY, max_size=2).map(tuple),
    period=periods(),
    ended_on=st.none() | DAYS,
    successor=st.none() | SOMEBODY,
    absences=st.lists(st.builds(Absence, periods(), st.none() | SOMEBODY), max_size=2).map(tuple),
    reachable=st.booleans(),
    verification=st.sampled_from(Verification),
    doubted=st.booleans(),
)
QUESTIONS = st.builds(
    Question,
    on=st.just(ON),
    municipality=st.none() | st.just(WEERT),
    azc=st.none() | st.just(AZC),
    region=st.none() | st.just(REGION),
    topic=st.none() | st.sampled_from(["work", "family"]),
    asker=st.sampled_from(Asker),
)


@settings(max_examples=300, deadline=None)
@given(QUESTIONS, st.lists(CONTACTS, max_size=6, unique_by=lambda one: one.contact_id))
def test_it_is_never_empty_always_the_same_and_names_only_who_is_there(
    question: Question, contacts: list[Listed]
) -> None:
    found = asked(question, *contacts)
    assert found == asked(question, *reversed(contacts))
    assert found.entries
    known = {one.contact_id: one for one in contacts}
    for entry in found.entries:
        if entry.contact_id is None:
            assert found.entries == (entry,)
        else:
            assert known[entry.contact_id].unavailable(ON) is None
            assert entry.reasons
    assert len(set(names(found))) == len(found.entries)
