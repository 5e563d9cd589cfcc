"""A merged municipality counts where the map of the day has it."""

from datetime import date

from report_service.domain.count import Figures
from report_service.domain.cuts import By
from report_service.domain.period import parse
from report_service.domain.places import PlaceFact, Places
from report_service.testing import History, figures_of, noon

H1 = parse("2019-H1")


def merged_in_2021() -> Places:
    recorded = noon("2019-01-01")
    place = PlaceFact(
        "1", "municipality", recorded, "GM1979", None, None,
        "Eemsdelta", "AM01", "Groningen", "Groningen",
    )  # fmt: skip
    merger = PlaceFact("2", "merged", recorded, "GM0003", date(2021, 1, 1), successor="GM1979")
    return Places([place, merger])


def moved(figures: Figures, by: By) -> set[str]:
    """The codes under which somebody moved."""
    return {code for code, cell in figures.tables[by].items() if cell["moved"]}


def test_a_merged_municipality_counts_under_its_successor_on_the_map_of_that_day() -> None:
    person = History()
    person.opened("2018-11-01")
    person.permit("2019-01-05")
    person.linked("2019-03-02")
    person.moved("2019-06-01", "GM0003")
    people, places = [person], merged_in_2021()
    assert moved(figures_of(people, H1, places), By.MUNICIPALITY) == {"GM0003"}
    today = figures_of(people, H1, places, date(2026, 1, 1))
    assert moved(today, By.MUNICIPALITY) == {"GM1979"}
    assert moved(today, By.REGION) == {"AM01"}
    assert moved(today, By.PROVINCE) == {"Groningen"}


def test_a_talk_before_a_merger_counts_for_a_move_after_it() -> None:
    person = History(municipality="GM0003")
    person.opened("2020-09-01")
    person.permit("2020-10-01")
    person.linked("2020-11-01")
    person.sent("2020-11-02")
    person.warm("2020-12-20")
    person.moved("2021-01-10", "GM1979")
    figures = figures_of([person], parse("2021-H1"), places=merged_in_2021()).country
    assert (figures["warm-handover"], figures["profile-sent"]) == (1, 1)
