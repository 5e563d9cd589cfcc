"""Who has nobody to call, and what somebody's leaving leaves behind."""

from dataclasses import replace
from datetime import date

import pytest

from continuous_line.codes_directory import ContactKind
from continuous_line.testing.ids import fixed_id
from directory_service.domain.areas import Area, AreaKind
from directory_service.domain.contact import Absence, Period
from directory_service.domain.gaps import (
    Coverage,
    Gap,
    GapKind,
    Places,
    coverage,
    gaps,
    left_behind,
    stand_ins,
)
from directory_service.domain.listed import Contacts, Listed, Unavailable, Verification

K = ContactKind
ON = date(2026, 4, 1)


def municipality(code: str, province: str, region: str) -> Area:
    return Area(AreaKind.MUNICIPALITY, code, code, region=region, province=province)


def centre(code: str, unit: str, region: str) -> Area:
    return Area(AreaKind.RECEPTION_CENTRE, code, code, region=region, unit=unit)


def listed(name: str, kind: ContactKind, *places: str, topics: str = "") -> Listed:
    return Listed(fixed_id(name), kind, "org", places, frozenset(topics.split()))


def known(*contacts: Listed) -> Contacts:
    return {one.contact_id: one for one in contacts}


SNEEK, ASSEN = centre("sneek", "unit-noord", "AM02"), centre("assen", "unit-noord", "AM03")
WEERT_AZC = centre("weert", "unit-zuid", "AM33")
SUDWEST = municipality("GM1900", "Fryslân", "AM02")
ASSEN_CITY = municipality("GM0106", "Drenthe", "AM03")
WEERT = municipality("GM0988", "Limburg", "AM33")
REGION = Area(AreaKind.REGION, "AM33", "Midden-Limburg", region="AM33")
NOTHING = Places({}, {}, {})
PARTICIPATION = listed("pcm", K.PARTICIPATION_CASE_MANAGER, "PV21", "PV22", "sneek", "assen")


def at(*areas: Area) -> Places:
    def of(kind: AreaKind) -> dict[str, Area]:
        return {area.code: area for area in areas if area.kind is kind}

    return Places(of(AreaKind.MUNICIPALITY), of(AreaKind.RECEPTION_CENTRE), of(AreaKind.REGION))


def without(kind: GapKind, places: Places, *contacts: Listed) -> list[str]:
    return [gap.area.code for gap in gaps(places, known(*contacts), (), ON) if gap.kind is kind]


@pytest.mark.scenario("S-D5")
def test_an_azc_or_municipality_without_a_participation_case_manager_is_named() -> None:
    places = at(SNEEK, ASSEN, WEERT_AZC, SUDWEST, ASSEN_CITY, WEERT)
    missing = without(GapKind.PARTICIPATION_CASE_MANAGER, places, PARTICIPATION)
    assert missing == ["GM0988", "weert"]
    smaller = replace(PARTICIPATION, places=("PV21", "sneek"))
    missing = without(GapKind.PARTICIPATION_CASE_MANAGER, places, smaller)
    assert set(missing) == {"GM0106", "GM0988", "assen", "weert"}


@pytest.mark.scenario("S-D6")
def test_a_topic_that_nobody_in_the_unit_names_is_a_gap() -> None:
    outside = listed("outside", K.PARTICIPATION_CASE_MANAGER, "unit-zuid", topics="work")
    inside = listed("inside", K.CASE_MANAGER, "weert", topics="education language")
    other = listed("other", K.VOLUNTEERING, "unit-zuid", topics="education")
    general = listed("general", K.LOCATION_MANAGER, "weert")
    topics = ("work", "education", "volunteering")
    found = gaps(at(WEERT_AZC), known(outside, inside, other, general), topics, ON)
    assert [(gap.area.code, gap.topic) for gap in found if gap.kind is GapKind.TOPIC] == [
        ("unit-zuid", "volunteering")
    ]


def test_a_gap_says_why_and_whom_to_ask_meanwhile() -> None:
    coordinator = listed("coordinator", K.REGIONAL_COORDINATOR, "AM33")
    away = replace(listed("cm", K.CLIENT_MANAGER, "GM0988"), absences=(Absence(Period(ON), None),))
    places = at(WEERT, REGION)
    (first, *_) = gaps(places, known(coordinator, away), (), ON)
    assert first == Gap(GapKind.CONTACT, WEERT, why=Unavailable.ABSENT, ask=coordinator.contact_id)
    (first, *_) = gaps(places, known(PARTICIPATION), (), ON)
    assert (first.why, first.ask) == (None, None)
    assert without(GapKind.REGIONAL_COORDINATOR, places) == ["AM33"]


def test_coverage_counts_municipalities_with_a_contact_and_with_one_verified_in_term() -> None:
    fresh = replace(listed("fresh", K.CLIENT_MANAGER, "GM0988"), verification=Verification.VERIFIED)
    stale = listed("stale", K.TEAM, "GM1900")
    places = at(WEERT, SUDWEST, ASSEN_CITY)
    assert coverage(places, known(fresh, stale), ON) == Coverage(3, 2, 1)
    assert coverage(NOTHING, {}, ON) == Coverage(0, 0, 0)


def test_who_leaves_leaves_behind_what_nobody_else_answers_for() -> None:
    leaving = listed("leaving", K.CLIENT_MANAGER, "GM0988", "GM1900")
    team = listed("team", K.TEAM, "GM1900")
    found = left_behind(at(WEERT, SUDWEST, ASSEN_CITY), known(leaving, team), leaving, ON)
    assert found == [(WEERT, GapKind.CONTACT)]


def test_a_deputy_that_covers_nothing_itself_does_not_fill_the_gap_after_the_leaving() -> None:
    deputy = listed("deputy", K.OTHER, "GM0193")
    leaving = replace(listed("leaving", K.CLIENT_MANAGER, "GM0988"), deputies=(deputy.contact_id,))
    contacts = known(leaving, deputy)
    assert left_behind(at(WEERT), contacts, leaving, ON) == [(WEERT, GapKind.CONTACT)]
    gone = known(replace(leaving, ended_on=ON), deputy)
    assert without(GapKind.CONTACT, at(WEERT), *gone.values()) == ["GM0988"]


def test_a_stand_in_is_a_deputy_a_colleague_in_the_region_or_its_coordinator() -> None:
    neighbour_town = municipality("GM0957", "Limburg", "AM33")
    deputy = listed("deputy", K.OTHER, "GM0193")
    leaving = replace(listed("leaving", K.CLIENT_MANAGER, "GM0988"), deputies=(deputy.contact_id,))
    neighbour = listed("neighbour", K.CLIENT_MANAGER, "GM0957")
    far = listed("far", K.CLIENT_MANAGER, "GM1900")
    coordinator = listed("coordinator", K.REGIONAL_COORDINATOR, "AM33")
    places = at(WEERT, neighbour_town, SUDWEST)
    contacts = known(leaving, deputy, neighbour, far, coordinator)
    assert stand_ins(places, contacts, leaving, ON) == [
        deputy.contact_id, neighbour.contact_id, coordinator.contact_id,
    ]  # fmt: skip
