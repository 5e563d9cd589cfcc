"""A cell is small where few persons are behind what is counted: days, requests, signals."""

from datetime import date

from report_service.domain.count import Figures, Tally, window
from report_service.domain.cuts import By
from report_service.domain.definitions import current
from report_service.domain.metrics import conceal, cut, figures_of
from report_service.domain.observation import CASE_DAY, Observation
from report_service.domain.period import parse
from report_service.domain.places import Places

PERIOD = parse("2019")
DAYS = window(PERIOD)
NAME = "ownerless-days"


def spell(town: str, first: str, after: str, *marks: str) -> Observation:
    return Observation(
        CASE_DAY, date.fromisoformat(first), date.fromisoformat(after), None, "weert", town,
        "0-25", "network", marks,
    )  # fmt: skip


def counted(*persons: list[Observation]) -> Figures:
    tally = Tally(Places(), PERIOD.last_on)
    for observed in persons:
        tally.include(observed, DAYS)
    return tally.figures()


def denominators(found: Figures) -> dict[str, int | None]:
    hidden = conceal([[found]], [0], current(), 5)
    return {
        code: next(one.denominator for one in shown.figures if one.metric == NAME)
        for code, shown in cut(found, By.MUNICIPALITY, current(), hidden).items()
    }


def many(town: str, number: int) -> list[list[Observation]]:
    return [[spell(town, "2019-03-01", "2019-04-10")] for _ in range(number)]


def test_a_cell_of_forty_days_of_one_person_is_not_shown() -> None:
    shown = denominators(counted(*many("GM0001", 1), *many("GM0002", 8), *many("GM0003", 9)))
    assert shown["GM0001"] is None
    assert shown["GM0003"] == 9 * 40


def test_five_spells_of_one_person_are_those_of_one() -> None:
    spells = [spell("GM0001", f"2019-0{n}-01", f"2019-0{n}-20", NAME) for n in range(1, 6)]
    found = counted(spells, *many("GM0002", 8), *many("GM0003", 9))
    assert found.tables[By.MUNICIPALITY]["GM0001"].persons[CASE_DAY] == 1
    assert denominators(found)["GM0001"] is None


def test_who_went_on_in_another_town_is_one_in_each_and_one_in_the_country() -> None:
    went = [
        spell("GM0001", "2019-01-01", "2019-02-01"),
        spell("GM0002", "2019-02-01", "2019-03-01"),
    ]
    found = counted(went)
    towns = found.tables[By.MUNICIPALITY]
    assert [towns[code].persons[CASE_DAY] for code in ("GM0001", "GM0002")] == [1, 1]
    assert found.country.persons[CASE_DAY] == 1
    assert found.tables[By.AZC]["weert"].persons[CASE_DAY] == 1


def test_days_outside_the_period_are_of_nobody() -> None:
    found = counted([spell("GM0001", "2018-01-01", "2018-02-01")])
    assert found.country.persons[CASE_DAY] == 0


def test_days_of_whom_nothing_is_known_are_those_of_one() -> None:
    tally = Tally(Places(), PERIOD.last_on)
    tally.add(spell("GM0001", "2019-01-01", "2019-02-01"), 31)
    assert tally.figures().country.size(CASE_DAY) == 1


def requests(town: str, number: int) -> list[Observation]:
    """Of one person."""
    on = date(2019, 3, 1)
    one = Observation("request", on, None, None, "weert", town, "0-25", "network", ())
    return [one] * number


def test_nine_requests_of_one_person_are_not_shown_and_those_of_many_are() -> None:
    found = counted(
        requests("GM0001", 9), *[requests("GM0002", 1)] * 8, *[requests("GM0003", 2)] * 9
    )
    hidden = conceal([[found]], [0], current(), 5)["request"]
    assert (By.MUNICIPALITY, "GM0001") in hidden
    assert (By.MUNICIPALITY, "GM0003") not in hidden
    assert found.tables[By.MUNICIPALITY]["GM0003"]["request"] == 18


def test_signals_about_nobody_count_as_one_each() -> None:
    signal = Observation("signal", date(2019, 3, 1), None, None, "", "GM0001", "0-25", None, ())
    tally = Tally(Places(), PERIOD.last_on)
    tally.include([signal] * 6, DAYS, of_person=False)
    assert tally.figures().country.size("signal") == 6


def test_the_number_shown_is_that_of_days() -> None:
    figures = figures_of(counted(*many("GM0001", 6)).country, current()).figures
    assert next(one.denominator for one in figures if one.metric == NAME) == 240
