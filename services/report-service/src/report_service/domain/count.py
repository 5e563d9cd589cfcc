"""Counting: rules K1 to K5 of docs/scenarios.md over observations, for one period."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from continuous_line.codes_places import COUNTRY, PROVINCES
from report_service.domain.cuts import NOT_LINKED, By, Cut, Cuts
from report_service.domain.observation import (
    ABOUT_PLACES,
    CASE_DAY,
    CONTACT,
    CONTRADICTION,
    LIPO,
    MOVED,
    RECEPTION,
    STATES,
    Observation,
)
from report_service.domain.period import Period
from report_service.domain.places import Places


class Cell:
    """The counts of one group. `cell["moved"]`: how many of a population; `cell["warm-handover"]`:
    for how many a metric holds; `cell["not-held:distance"]`: for how many with this part.

    `days`: by lead time, how many took that many days. `persons`: by the same codes as `numbers`,
    how many persons are behind them; what is about nobody counts as one each.
    """

    __slots__ = ("days", "numbers", "persons")

    def __init__(self) -> None:
        self.numbers: Counter[str] = Counter()
        self.persons: Counter[str] = Counter()
        self.days: dict[str, Counter[int]] = {}

    def __getitem__(self, code: str) -> int:
        return self.numbers[code]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cell) and self.numbers == other.numbers and self.days == other.days

    __hash__ = None  # type: ignore[assignment]

    def size(self, code: str) -> int:
        """How many persons are behind it: by this a cell is small. Where that was not counted, as
        many as there are things, and one behind days."""
        return self.persons[code] or (min(1, self[code]) if code == CASE_DAY else self[code])

    def include(self, other: "Cell") -> None:
        """Add what is counted in another group."""
        self.numbers.update(other.numbers)
        self.persons.update(other.persons)
        for code, days in other.days.items():
            self.days.setdefault(code, Counter()).update(days)

    def parts(self, metric: str) -> dict[str, int]:
        """Of a metric that has parts: most frequent first, then by code."""
        head = f"{metric}:"
        found = {
            code.removeprefix(head): number
            for code, number in self.numbers.items()
            if number and code.startswith(head)
        }
        return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


Table = dict[str, Cell]
"""A cell per code of a place, band or basis."""


@dataclass(slots=True)
class Figures:
    """The country and its cuts. Of whatever is about persons every table adds up to the country."""

    country: Cell = field(default_factory=Cell)
    tables: dict[By, Table] = field(default_factory=lambda: {by: {} for by in By})
    cuts: Cuts = field(default_factory=lambda: Cuts(Places(), date.min))


class Window(NamedTuple):
    """The days of a period; `known_to`: the last that has been, for what is counted by the day."""

    first_on: date
    last_on: date
    known_to: date


def window(period: Period, known_to: date | None = None) -> Window:
    last = period.last_on
    return Window(period.first_on, last, last if known_to is None else min(last, known_to))


def weight(seen: Observation, days: Window) -> int:
    """How often an observation counts in a period: once, not at all, or by the day."""
    begins, ends, last = seen.from_on, seen.until_on, days.last_on
    if seen.population == CONTRADICTION:
        return 0
    if seen.population == RECEPTION:
        present = seen.present_until
        here = present is None or present >= days.first_on
        return int(here and begins <= last and (ends is None or ends > last))
    if seen.population in STATES:
        return int(begins <= last and (ends is None or ends > last))
    if seen.population == CASE_DAY:
        after = days.known_to + timedelta(1)
        until = after if ends is None else min(ends, after)
        return max(0, (until - max(begins, days.first_on)).days)
    if seen.population == MOVED and ends is not None and ends <= last:
        return 0
    return int(days.first_on <= begins <= last)


def held(seen: Observation, region: str | None) -> list[str]:
    """The codes under which an observation counts, of a municipality in this region."""
    found = [seen.population]
    for mark in seen.marks:
        code, _, only_in = mark.partition("?")
        if not only_in or only_in == region:
            found.append(code)
    return found


def count(
    observations: Iterable[Observation],
    period: Period,
    places: Places | None = None,
    map_on: date | None = None,
    known_to: date | None = None,
) -> Figures:
    """The figures of the period; `map_on`: whose places and mergers (default: its last day)."""
    tally, days = Tally(places or Places(), map_on or period.last_on), window(period, known_to)
    for seen in observations:
        if number := weight(seen, days):
            tally.add(seen, number)
    return tally.figures()


class Alike(NamedTuple):
    """Observations in one cell as the database finds them: places as recorded, None the country.

    `codes`: the marks that hold. `number`: how often they count, in so many `rows`.
    """

    population: str
    codes: Sequence[str]
    cell: Cut | None
    number: int
    rows: int


class Tally:
    """Counts one group of alike observations after the other."""

    def __init__(self, places: Places, map_on: date) -> None:
        self._places, self._map_on = places, map_on
        self._cuts = Cuts(places, map_on)
        self._found = Figures(cuts=self._cuts)
        self._parts: dict[Cut | None, list[Cell]] = {}
        self._covered: set[str] = set()
        self._said: dict[str, dict[str, bool]] = {}
        self._lipos: dict[str, set[str]] = {}

    def add(self, seen: Observation, number: int) -> None:
        if seen.population in ABOUT_PLACES:
            self._add_about_place(seen)
            return
        found, region = self._found, None
        cells = [found.country]
        for by, code in self._cuts.of(seen):
            cells.append(found.tables[by].setdefault(code, Cell()))
            if by is By.REGION:
                region = code
        counts_as = held(seen, region)
        for cell in cells:
            for code in counts_as:
                cell.numbers[code] += number
            if seen.days is not None:
                cell.days.setdefault(seen.population, Counter())[seen.days] += number

    def include(
        self, observed: Iterable[Observation], days: Window, *, of_person: bool = True
    ) -> None:
        """All that is observed of one person, or of what is about none."""
        counted = []
        for seen in observed:
            if number := weight(seen, days):
                self.add(seen, number)
                if seen.population not in ABOUT_PLACES:
                    counted.append(seen)
        for cell, codes in self._often(counted):
            cell.persons.update(dict.fromkeys(codes, 1) if of_person else codes)

    def add_alike(self, alike: Alike) -> None:
        """Many at once, of persons who are each counted once; of others see `repeated`."""
        codes = (alike.population, *alike.codes)
        for cell in self._cells(alike.cell):
            numbers, persons = cell.numbers, cell.persons
            for code in codes:
                numbers[code] += alike.number
                persons[code] += alike.rows

    def add_days(self, lead_time: str, cell: Cut | None, days: Iterable[int]) -> None:
        """What a lead time took of those in a cell; how many they are is told by `add_alike`."""
        for each in self._cells(cell):
            each.days.setdefault(lead_time, Counter()).update(days)

    def repeated(self, observed: Iterable[Observation], days: Window) -> None:
        """Of one person, who was counted as often as there are observations: one in a cell."""
        counted = [seen for seen in observed if weight(seen, days)]
        often = Counter(seen.population for seen in counted)
        for cell, codes in self._often(seen for seen in counted if often[seen.population] > 1):
            for code, number in codes.items():
                cell.persons[code] -= number - 1

    def _often(self, counted: Iterable[Observation]) -> Iterable[tuple[Cell, Counter[str]]]:
        """Of one person: the cells, and how often under each code."""
        found: dict[Cut | None, Counter[str]] = {}
        for seen in counted:
            cuts = self._cuts.of(seen)
            codes = held(seen, dict(cuts)[By.REGION])
            for cut in (None, *cuts):
                found.setdefault(cut, Counter()).update(codes)
        return [(self._cell(cut), codes) for cut, codes in found.items()]

    def _cells(self, cut: Cut | None) -> list[Cell]:
        """A cell as recorded, and those that it is a part of by the map."""
        found = self._parts.get(cut)
        if found is None:
            cuts: Iterable[Cut | None] = (cut,)
            if cut is not None and cut[0] is By.MUNICIPALITY:
                cuts = self._cuts.of_municipality(cut[1])
            elif cut is not None and cut[0] is By.AZC:
                cuts = self._cuts.of_azc(cut[1])
            found = self._parts[cut] = [self._cell(each) for each in cuts]
        return found

    def _cell(self, cut: Cut | None) -> Cell:
        if cut is None:
            return self._found.country
        by, code = cut
        return self._found.tables[by].setdefault(code, Cell())

    def _add_about_place(self, seen: Observation) -> None:
        if seen.population == LIPO:
            self._lipos.setdefault(seen.azc, set()).update(("lipo", *seen.marks))
            return
        code = self._places.current(seen.municipality, self._map_on)
        if seen.population == CONTACT:
            self._covered.add(code)
        else:
            self._said.setdefault(code, {})[seen.municipality] = "yes" in seen.marks

    def _has_contact(self, code: str) -> bool:
        """One of its own, or of the region, province or country that it lies in."""
        place = self._places.on(code, self._map_on)
        areas = (place.region, PROVINCES.get(place.province, "")) if place is not None else ()
        return not self._covered.isdisjoint((code, *areas, COUNTRY))

    def _knows_coa(self, code: str) -> bool:
        """By its own word, else by that of one that merged into it."""
        said = self._said.get(code, {})
        return said[code] if code in said else any(said.values())

    def figures(self) -> Figures:
        """What was counted, and the figures about places; call it once."""
        found = self._found
        for code in self._places.municipalities(self._map_on):
            held = ["municipality"]
            held += ["contact-at-municipality"] * self._has_contact(code)
            held += ["contact-at-coa"] * self._knows_coa(code)
            self._count_place(held, self._cuts.of_municipality(code))
        for azc in self._places.azcs(self._map_on):
            meetings = self._lipos.get(azc, set())
            held = ["azc"]
            held += ["lipo"] * ("lipo" in meetings)
            held += ["lipo-on-cases"] * ("on-cases" in meetings)
            self._count_place(held, self._cuts.of_azc(azc))
        return found

    def _count_place(self, held: Iterable[str], cuts: Iterable[tuple[By, str]]) -> None:
        cells = [self._found.country]
        cells += [self._found.tables[by].setdefault(code, Cell()) for by, code in cuts]
        for cell in cells:
            cell.numbers.update(held)


__all__ = ["NOT_LINKED", "By", "Cell", "Figures", "Tally", "Window", "count", "weight", "window"]
