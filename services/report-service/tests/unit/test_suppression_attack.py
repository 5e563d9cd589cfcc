"""Whoever has all that is published, of all tables and all periods, cannot work out what is hidden.

The attacker knows how the published numbers hang together: a region is the sum of its
municipalities, an azc that of its distance bands, the country that of every table, a quarter that
of its months. Each such sum, less what is shown in it, says what the hidden numbers in it are
together. A hidden number is given back where these sums, added and subtracted in any way, leave it
alone: where its unit vector lies in the space that they span.
"""

import random
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from report_service.domain.count import Figures, Tally, weight, window
from report_service.domain.cuts import By
from report_service.domain.definitions import current
from report_service.domain.metrics import COUNTRY, Hidden, conceal, together
from report_service.domain.observation import MOVED, Observation
from report_service.domain.period import Period, lineage, parse, path
from report_service.domain.places import PlaceFact, Places
from report_service.domain.suppression import Key
from report_service.testing import noon

MINIMUM = 5
MONTHS = (1, 2, 3, 4, 7)
TOWNS = {"GM0001": "AM01", "GM0002": "AM01", "GM0003": "AM01", "GM0004": "AM02", "GM0005": "AM02"}
AZCS = {"weert": "zuid", "echt": "zuid", "sneek": "noord"}
BANDS = ("0-25", "25-50", "100+")
YEAR = [parse("2019"), *(parse(f"2019-{part}") for part in ("H1", "H2", "Q1", "Q2", "Q3", "Q4"))]
YEAR += [parse(f"2019-{month:02d}") for month in range(1, 13)]
PARTS = {
    "2019": ("2019-H1", "2019-H2"),
    "2019-H1": ("2019-Q1", "2019-Q2"),
    "2019-H2": ("2019-Q3", "2019-Q4"),
    **{
        f"2019-Q{n}": tuple(f"2019-{month:02d}" for month in range(3 * n - 2, 3 * n + 1))
        for n in range(1, 5)
    },
}

Group = tuple[int, str, str, str]
"""Month, azc, municipality, band."""
Unknown = tuple[str, Key]
"""A hidden number: period and cell."""


def _places() -> Places:
    at = noon("2010-01-01")
    towns = [
        PlaceFact(code, "municipality", at, code, None, None, code, region, region, "Limburg")
        for code, region in TOWNS.items()
    ]
    return Places([*towns, *(PlaceFact(a, "azc", at, a, unit=unit) for a, unit in AZCS.items())])


PLACES = _places()


def figures(persons: Mapping[Group, int], period: Period) -> Figures:
    tally, days = Tally(PLACES, period.last_on), window(period)
    for (month, azc, town, band), number in persons.items():
        on = date(2019, month, 15)
        seen = Observation(MOVED, on, None, None, azc, town, band, "network", ())
        if weight(seen, days):
            tally.add(seen, number)
    return tally.figures()


@st.composite
def years(draw: st.DrawFn) -> dict[Group, int]:
    """Few persons in many groups, or many in few."""
    chance = random.Random(draw(st.integers(0, 10**6)))
    most, share = draw(st.sampled_from((1, 3, 6, 20))), draw(st.sampled_from((0.1, 0.3, 0.6, 1.0)))
    groups = (
        (m, azc, town, band) for m in MONTHS for azc in AZCS for town in TOWNS for band in BANDS
    )
    return {group: chance.randint(1, most) for group in groups if chance.random() < share}


@given(years())
@settings(deadline=None, max_examples=100)
def test_no_adding_and_subtracting_gives_a_hidden_number_back(persons: dict[Group, int]) -> None:
    by_period = {period.code: figures(persons, period) for period in YEAR}
    hidden = {
        (period.code, key)
        for period in YEAR
        for key in conceal(
            [[by_period[one.code] for one in level] for level in lineage(period)],
            path(lineage(period), period),
            current(),
            MINIMUM,
        )[MOVED]
    }
    for period in YEAR:
        for key, number in sizes(by_period[period.code]).items():
            assert number == 0 or number >= MINIMUM or (period.code, key) in hidden
    known = Span(
        {unknown: sign for unknown, sign in each.items() if unknown in hidden}
        for each in sums(by_period)
    )
    for code, key in hidden:
        if sizes(by_period[code]).get(key, 0):
            assert not known.tells((code, key)), (code, key, sizes(by_period[code])[key])


@given(years(), years())
@settings(deadline=None, max_examples=30)
def test_what_was_hidden_at_another_moment_stays_hidden(
    before: dict[Group, int], late: dict[Group, int]
) -> None:
    now = {group: before.get(group, 0) + late.get(group, 0) for group in {**before, **late}}
    moments = [
        conceal([[figures(persons, YEAR[0])]], [0], current(), MINIMUM) for persons in (before, now)
    ]
    both: Hidden = together(moments)
    assert all(both[MOVED] >= each[MOVED] for each in moments)


def sizes(found: Figures) -> dict[Key, int]:
    shown: dict[Key, int] = {COUNTRY: found.country[MOVED]}
    shown |= {(by, code): cell[MOVED] for by in By for code, cell in found.tables[by].items()}
    return shown


def sums(by_period: Mapping[str, Figures]) -> Iterator[dict[Unknown, int]]:
    """Each as a whole with its parts: what is not hidden in it the attacker knows."""
    every = {key for found in by_period.values() for key in sizes(found)}
    for code, parts in PARTS.items():
        for key in every:
            yield {(code, key): 1, **{(part, key): -1 for part in parts}}
    for code in by_period:
        for by in By:
            yield {(code, COUNTRY): 1, **{(code, key): -1 for key in every if key[0] == by}}
        for wholes, inside in (
            ((By.REGION, By.PROVINCE), By.MUNICIPALITY),
            ((By.UNIT,), By.AZC),
            ((By.AZC, By.DISTANCE), By.AZC_DISTANCE),
        ):
            for whole in (key for key in every if key[0] in wholes):
                parts = [key for key in every if key[0] == inside and lies_in(key, whole)]
                yield {(code, whole): 1, **{(code, key): -1 for key in parts}}


def lies_in(part: Key, whole: Key) -> bool:
    code = part[1]
    match whole[0]:
        case By.REGION:
            return TOWNS[code] == whole[1]
        case By.UNIT:
            return AZCS[code] == whole[1]
        case By.AZC:
            return code.startswith(f"{whole[1]}:")
        case By.DISTANCE:
            return code.endswith(f":{whole[1]}")
        case _:
            return True


class Span:
    """The space that sums of hidden numbers span: 1 for the whole, -1 for each of its parts."""

    def __init__(self, sums_: Iterable[dict[Unknown, int]]) -> None:
        self._rows: dict[Unknown, dict[Unknown, Fraction]] = {}
        for unknown in sums_:
            self._add(unknown)

    def _add(self, unknown: dict[Unknown, int]) -> None:
        left = self._left({each: Fraction(sign) for each, sign in unknown.items()})
        if left:
            lead = min(left)
            self._rows[lead] = {each: value / left[lead] for each, value in left.items()}

    def tells(self, unknown: Unknown) -> bool:
        return not self._left({unknown: Fraction(1)})

    def _left(self, row: dict[Unknown, Fraction]) -> dict[Unknown, Fraction]:
        left = dict(row)
        while True:
            lead = min((each for each in left if each in self._rows), default=None)
            if lead is None:
                return left
            factor = left[lead]
            for each, value in self._rows[lead].items():
                left[each] = left.get(each, Fraction(0)) - factor * value
                if not left[each]:
                    del left[each]
