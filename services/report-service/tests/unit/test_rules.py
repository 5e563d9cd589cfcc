"""Rules of counting that no scenario names, one by one; docs/metrics.md tells them."""

from datetime import UTC, date, datetime

from report_service.domain.definitions import current
from report_service.domain.observe import observe
from report_service.domain.period import parse
from report_service.domain.places import PlaceFact, Places
from report_service.testing import History
from report_service.testing import figures_of as counted

H1 = parse("2019-H1")
RECORDED = datetime(2018, 1, 1, tzinfo=UTC)


def resident(municipality: str = "GM0988") -> History:
    person = History(municipality=municipality)
    person.opened("2018-11-01")
    person.permit("2019-01-05")
    person.linked("2019-03-02")
    return person


def town(code: str) -> PlaceFact:
    return PlaceFact(
        code, "municipality", RECORDED, code, None, None, code, "AM01", "AM01", "Groningen"
    )


def test_a_stand_in_gives_the_case_back_and_no_day_is_without_an_owner() -> None:
    person = resident()
    person.assigned("2019-03-02")
    person.reassigned("2019-04-01", "bert", until="2019-04-14")
    assert counted([person], H1).country["ownerless-days"] == 0
    person.owner_left("2019-04-10", "anna")
    assert counted([person], parse("2019-04")).country["ownerless-days"] == 16


def test_a_case_goes_on_over_a_return_until_its_closing() -> None:
    person = resident()
    person.moved("2019-04-01")
    person.returned("2019-05-01")
    person.linked("2019-05-02", "GM0193")
    person.closed("2019-05-11")
    assert counted([person], H1).country["case-day"] == 70


def test_before_the_permit_nothing_counts() -> None:
    person = History()
    person.opened("2018-11-01")
    person.requested("2019-02-02")
    person.permit("2019-04-01")
    person.requested("2019-04-01")
    assert counted([person], parse("2019-Q1")).country["request"] == 0
    assert counted([person], H1).country["request"] == 1


def test_a_talk_with_the_successor_counts_for_a_move_before_the_merger() -> None:
    merger = PlaceFact("m", "merged", RECORDED, "GM0003", date(2019, 7, 1), successor="GM1979")
    places = Places([town("GM0003"), town("GM1979"), merger])
    person = resident("GM0003")
    person.moved("2019-06-20", "GM0003")
    person.warm("2019-07-05", "GM1979")
    assert counted([person], H1, places).country["warm-handover"] == 1


def test_whoever_runs_by_the_default_programme_has_items_to_be_told_too() -> None:
    told, untold = resident(), resident()
    for person in (told, untold):
        person.moved("2019-06-01")
    for item in current().metrics["transparency"].has.items:
        told.informed("2019-05-01", item)
    untold.informed("2019-05-01", "housing")
    assert counted([told, untold], H1).country["transparency"] == 1
    untold.programme("2019-04-01", ["housing", "a-step-of-its-own"])
    assert counted([told, untold], H1).country["transparency"] == 2


def test_from_permit_to_complete_profile_is_counted_once_in_a_life() -> None:
    person = resident()
    person.completed("2019-02-05")
    person.moved("2019-06-01")
    person.returned("2019-08-01")
    person.completed("2019-09-01")
    seen = [each for each in observe(person.facts(), current()) if each.days is not None]
    assert [(each.population, each.days) for each in seen if "completed" in each.population] == [
        ("permit-to-completed", 31)
    ]
