"""What was counted of a year is as good as new until something changed in it."""

from collections.abc import Sequence
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from report_service.domain.changed_years import Years, changed_years
from report_service.domain.count import Figures, count
from report_service.domain.definitions import current
from report_service.domain.observation import CASE_DAY, RECEPTION, Observation
from report_service.domain.observe import observe
from report_service.domain.period import Period, parse
from report_service.testing.random_lives import random_life

PERIODS = [
    parse(f"{year}{part}")
    for year in range(2017, 2022)
    for part in ("", "-H1", "-H2", "-Q1", "-Q3", "-01", "-06", "-12")
]
TODAY = date(2021, 7, 1)


def spell(population: str, first: str, after: str | None, *marks: str) -> Observation:
    until = None if after is None else date.fromisoformat(after)
    return Observation(
        population, date.fromisoformat(first), until, None, "weert", "GM0988", "0-25", None, marks
    )


def counted(observed: Sequence[Observation], period: Period) -> Figures:
    return count(observed, period, known_to=TODAY)


def literally(observed: Sequence[Observation]) -> list[Observation]:
    """As of somebody who named one municipality; of others every year since the first changes."""
    return [seen._replace(others=()) for seen in observed]


@given(st.integers(0, 10**6))
@settings(deadline=None, max_examples=150)
def test_no_other_year_counts_otherwise(seed: int) -> None:
    chance = Random(seed)
    facts = random_life(chance, 1, most=25).facts()
    chance.shuffle(facts)
    some = facts[: chance.randrange(len(facts) + 1)]
    before, after = (literally(observe(known, current())) for known in (some, facts))
    changed = changed_years(before, after)
    for period in PERIODS:
        year = period.first_on.year
        touched = any(y.first == year or (y.onwards and y.first < year) for y in changed)
        same = counted(before, period)
        other = counted(after, period)
        assert touched or (same.country, same.tables) == (other.country, other.tables)


def test_what_stays_as_it_was_changes_no_year() -> None:
    seen = [spell(RECEPTION, "2019-01-05", None), spell("link", "2019-02-01", None)]
    assert changed_years(seen, list(reversed(seen))) == set()


def test_who_leaves_after_years_changes_the_year_of_leaving_only() -> None:
    before = [spell(RECEPTION, "2017-01-05", None)]
    assert changed_years(before, [spell(RECEPTION, "2017-01-05", "2020-03-01")]) == {
        Years(2020, onwards=True)
    }


def test_who_was_last_there_before_the_state_ended_changes_the_years_from_then_on() -> None:
    before = spell(RECEPTION, "2017-01-05", None)
    after = before._replace(present_until=date(2019, 4, 1), until_on=date(2020, 3, 1))
    assert changed_years([before], [after]) == {Years(2019, onwards=True)}


def test_days_that_are_taken_back_change_every_year_that_they_were_in() -> None:
    before = [spell(CASE_DAY, "2018-12-01", "2020-02-01")]
    assert changed_years(before, []) == {Years(2018), Years(2019), Years(2020)}


def test_whoever_named_several_municipalities_changes_all_years_since_the_first() -> None:
    seen = spell("link", "2018-05-01", None)._replace(others=("GM0001",))
    assert changed_years([seen], [seen]) == {Years(2018, onwards=True)}
