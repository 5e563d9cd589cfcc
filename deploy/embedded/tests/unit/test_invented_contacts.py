"""The contacts of the invented year: coverage rises in it, and nothing of them is left today."""

from datetime import date, timedelta

from continuous_line_embedded.demo import invented, invented_contacts, today
from continuous_line_embedded.demo.address_book import in_order
from continuous_line_embedded.demo.command import reference_places
from continuous_line_embedded.demo.stories import Story

PLACES, TERM = reference_places(), timedelta(180)
TOLD = invented_contacts.write(2019, PLACES)
CONTACTS = [story for story in TOLD if story.acts[0].path == "/contacts"]


def covered(on: date) -> int:
    return sum(any(on - TERM <= checked <= on for checked in verified(story)) for story in CONTACTS)


def verified(story: Story) -> list[date]:
    return [act.recorded_on for act in story.acts if act.path.endswith("/verifications")]


def test_more_municipalities_have_a_verified_contact_month_after_month() -> None:
    by_month = [covered(month.last_on) / len(PLACES.of_today) for month in invented.MONTHS]
    assert by_month == sorted(by_month)
    assert round(by_month[0], 1) == 0.1
    assert round(by_month[-1], 1) == 0.7


def test_none_of_them_is_there_today_and_who_has_none_today_had_none() -> None:
    kept = set(in_order(2019, PLACES))
    for story in CONTACTS:
        registered = story.acts[0].body
        assert registered["validTo"] == "2020-09-30"
        assert set(registered["places"]) <= kept


def test_all_of_it_happens_in_the_invented_year_on_fridays_in_order() -> None:
    for story in TOLD:
        days = [act.recorded_on for act in story.acts]
        assert days == sorted(days)
        assert all(invented.FIRST <= day <= invented.LAST for day in days)
        assert {day.weekday() for day in days} == {4}


def test_who_says_whether_coa_is_known_says_it_again_today() -> None:
    paths = {act.path for story in TOLD for act in story.acts if act.method == "PUT"}
    again = {
        act.path
        for story in today.directory(2019, PLACES, date(2026, 3, 5))
        for act in story.acts
        if act.method == "PUT"
    }
    assert paths
    assert paths <= again


def test_it_is_the_same_in_every_run() -> None:
    assert invented_contacts.write(2019, PLACES) == TOLD
    assert invented_contacts.write(2020, PLACES) != TOLD
