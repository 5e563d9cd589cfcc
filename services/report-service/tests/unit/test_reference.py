"""For random histories the figures equal those of a slow, obvious count over the plain list of
events: every metric, part and lead time, every cut, every moment as of which they are known, on the
map of every day."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import given, note, settings
from hypothesis import strategies as st

from continuous_line.days import day
from report_service.domain.count import Cell, Figures, count
from report_service.domain.cuts import By
from report_service.domain.definitions import current
from report_service.domain.fact import known_on
from report_service.domain.observe import observe
from report_service.domain.period import parse
from report_service.domain.places import Places
from report_service.domain.subjects import observe_subject
from report_service.facts import fact
from report_service.facts_places import place_fact, subject_fact
from report_service.testing import History, Told
from report_service.testing.random_lives import random_life
from report_service.testing.random_places import MERGED_ON, random_map, random_subjects
from report_service.testing.slow import Counted, slow_figures

PERIODS = ("2019", "2019-H1", "2019-H2", "2019-Q1", "2019-Q3", "2019-03", "2019-07", "2020-01")
MOMENTS = st.one_of(
    st.none(),
    st.integers(0, 500).map(lambda n: datetime.fromtimestamp(1546300800 + n * 86400, UTC)),
)
TODAY = date(2026, 1, 1)
MAPS = st.one_of(
    st.none(),
    st.just(TODAY),
    st.sampled_from([on - timedelta(before) for on in MERGED_ON for before in (0, 1)]),
    st.integers(0, 400).map(lambda n: date(2018, 12, 1) + timedelta(n)),
)
"""None: of the period's last day. The day of a merger and the one before are tried most."""
chances = st.randoms(use_true_random=False)


def flat(figures: Figures) -> Counted:
    """As the slow count gives them."""
    cells: dict[tuple[str, str], Cell] = {("country", ""): figures.country}
    cells |= {
        (by.value, code): cell
        for by, table in figures.tables.items()
        for code, cell in table.items()
    }
    found = {}
    for key, cell in cells.items():
        counter = Counter({code: number for code, number in cell.numbers.items() if number})
        for code in set(cell.days) & set(counter):
            del counter[code]
        for code, days in cell.days.items():
            counter.update({f"days:{code}:{took}": number for took, number in days.items()})
        if counter:
            found[key] = counter
    return found


def fast(
    people: list[History],
    places: list[tuple[str, Told]],
    subjects: dict[str, list[Told]],
    code: str,
    as_of: datetime | None,
    map_on: date | None,
) -> Figures:
    """Through facts and observations, as the service counts them."""
    period, by = parse(code), current()
    moment = as_of or datetime.max.replace(tzinfo=UTC)
    told_of_places = [place_fact(told, told.event) for _, told in places]
    on_the_map = Places(f for f in told_of_places if f is not None and f.recorded_at <= moment)
    observed = []
    for person in people:
        facts = [f for t in person.told if (f := fact(t, t.event)) is not None]
        observed += observe(known_on(facts, moment), by, on_the_map.same, period.last_on)
    for told in subjects.values():
        facts = [f for t in told if (f := subject_fact(t, t.event)) is not None]
        observed += observe_subject(known_on(facts, moment), by)
    return count(observed, period, on_the_map, map_on, known_to=day(as_of) if as_of else TODAY)


def compare(
    people: list[History],
    chance: Random,
    code: str,
    as_of: datetime | None,
    map_on: date | None,
) -> None:
    places, subjects = random_map(chance), random_subjects(chance)
    slow = slow_figures(
        [person.told for person in people],
        parse(code),
        today=TODAY,
        places=[told for _, told in places],
        subjects=subjects,
        as_of=as_of,
        map_on=map_on,
    )
    found = flat(fast(people, places, subjects, code, as_of, map_on))
    note(f"{code} as of {as_of} on the map of {map_on}")
    for told in (*(each for person in people for each in person.told), *(t for _, t in places)):
        note(f"{told.id} {told.time} {told.event}")
    for key in slow.keys() | found.keys():
        assert (key, found.get(key, Counter())) == (key, slow.get(key, Counter()))


@given(chances, st.sampled_from(PERIODS), MOMENTS, MAPS)
@settings(deadline=None, max_examples=400)
def test_one_person_counts_as_in_the_slow_count(
    chance: Random, code: str, as_of: datetime | None, map_on: date | None
) -> None:
    compare([random_life(chance)], chance, code, as_of, map_on)


@given(chances, st.sampled_from(PERIODS), MOMENTS, MAPS)
@settings(deadline=None, max_examples=40)
def test_several_persons_count_as_in_the_slow_count(
    chance: Random, code: str, as_of: datetime | None, map_on: date | None
) -> None:
    compare([random_life(chance, number) for number in range(6)], chance, code, as_of, map_on)


def test_every_metric_part_lead_time_and_cut_is_counted_often_enough_to_be_compared() -> None:
    """Fixed chances: what the histories of the other tests are made by, without their luck."""
    definitions, lives = current(), 400
    seen: Counter[str] = Counter()
    cuts: Counter[str] = Counter()
    for number in range(lives):
        chance = Random(number)
        people = [random_life(chance)]
        counted = flat(
            fast(people, random_map(chance), random_subjects(chance), "2019", None, None)
        )
        cuts.update({by for by, _ in counted})
        seen.update({_what(code) for code in counted.get(("country", ""), ())})
    kinds = {*definitions.populations, *definitions.metrics}
    kinds |= {f"days:{code}" for code in definitions.lead_times}
    kinds |= {f"{code}:" for code, metric in definitions.metrics.items() if metric.parts}
    assert {kind: seen[kind] for kind in kinds if seen[kind] < lives / 40} == {}
    assert {by: cuts[by.value] for by in By if cuts[by.value] < lives / 4} == {}


def _what(code: str) -> str:
    """A lead time without its days, a part without its code."""
    first, colon, rest = code.partition(":")
    return f"days:{rest.partition(':')[0]}" if first == "days" else first + colon
