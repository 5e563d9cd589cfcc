"""Counting a year's periods in the database, in a generation or an edition.

Persons who had to do with municipalities that merged are derived anew, one by one: the marks that
are kept take codes literally.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from continuous_line.database import Tx
from report_service.codec import decode_facts
from report_service.counting import may_count
from report_service.counting_sql import Year, regions
from report_service.domain.count import Alike, Figures, Tally, window
from report_service.domain.cuts import By, Cut, Cuts
from report_service.domain.definitions import Definitions
from report_service.domain.kinds import BY_MAP
from report_service.domain.observation import Observation
from report_service.domain.observe import observe
from report_service.domain.period import Period
from report_service.domain.places import Places
from report_service.tables import GenerationTables

_CHUNK = 1000
IN_MEMORY = "SET LOCAL work_mem = '64MB'", "SET LOCAL enable_sort = off"
"""So that the groups of a whole year are counted in memory."""
_SETS: Mapping[int, By] = {
    0b0111: By.AZC,
    0b1011: By.MUNICIPALITY,
    0b1101: By.DISTANCE,
    0b1110: By.BASIS,
    0b0101: By.AZC_DISTANCE,
}
"""By which of azc, municipality, distance and basis a row is not grouped."""


Shown = Callable[[Observation], Observation]


@dataclass(frozen=True, slots=True)
class _Singly:
    """Who in a year is not counted as one of many: the facts of those who are to be derived anew,
    and what is observed of those who may be counted more than once."""

    year: Year
    apart: Mapping[UUID, bytes]
    repeated: Sequence[Sequence[Observation]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Counts in these tables; `map_on` None: each period on its own map. `known_to`: today."""

    tx: Tx
    tables: GenerationTables
    definitions: Definitions
    places: Places
    map_on: date | None
    known_to: date
    _singly: dict[int, _Singly] = field(default_factory=dict)

    async def figures(self, period: Period) -> Figures:
        """All that is counted of a period."""
        year, tallies = await self._begin([period], _as_it_is)
        tally, days = tallies[period], window(period, self.known_to)
        metrics = self.definitions.metrics.values()
        by_map = sorted({metric.of for metric in metrics if metric.has.own == BY_MAP})
        cuts = Cuts(self.places, self.map_on or period.last_on)
        lies = {code: region for code in self.places.codes() if (region := cuts.region_of(code))}
        cells = await self.tx.stream(year.cells(days, by_map, regions(lies)))
        async for chunk in cells.partitions(_CHUNK):
            for population, held, *where, number, rows in chunk:
                tally.add_alike(Alike(population, held, _cell(*where), int(number), rows))
        for lead_time, *where, took in await self.tx.execute(year.lead_times(days)):
            tally.add_days(lead_time, _cell(*where), took)
        for values in await self.tx.execute(year.about_places(days)):
            tally.add(_observation(values), 1)
        return tally.figures()

    async def sizes(self, periods: Sequence[Period]) -> dict[Period, Figures]:
        """Only how many persons are in the denominators; the periods lie in one year."""
        given = sorted({m.given for m in self.definitions.metrics.values() if m.given})
        year, tallies = await self._begin(periods, lambda seen: _with_marks(seen, given))
        windows = [window(period, self.known_to) for period in periods]
        found = await self.tx.stream(year.sizes(windows, given))
        async for chunk in found.partitions(_CHUNK):
            for population, flags, counts_in, *where, rows in chunk:
                held = [mark for n, mark in enumerate(given) if flags >> n & 1]
                alike = Alike(population, held, _cell(*where), rows, rows)
                for n, tally in enumerate(tallies.values()):
                    if counts_in >> n & 1:
                        tally.add_alike(alike)
        return {period: tally.figures() for period, tally in tallies.items()}

    async def _begin(
        self, periods: Sequence[Period], shown: Shown
    ) -> tuple[Year, dict[Period, Tally]]:
        """Who is not counted as one of many is. `shown`: as what what is observed is counted."""
        number = periods[0].first_on.year
        singly = self._singly.get(number)
        if singly is None:
            singly = self._singly[number] = await self._read(date(number, 1, 1))
        tallies = {period: Tally(self.places, self.map_on or period.last_on) for period in periods}
        for seen in singly.repeated:
            observed = [shown(each) for each in seen]
            for period, tally in tallies.items():
                tally.repeated(observed, window(period, self.known_to))
        for facts in singly.apart.values():
            self._derived(facts, tallies, shown)
        return singly.year, tallies

    async def _read(self, first: date) -> _Singly:
        for setting in IN_MEMORY:
            await self.tx.execute(text(setting))
        last = date(first.year, 12, 31)
        apart = await self._apart(first, last)
        year = Year(self.tables, first, last, list(apart))
        persons = set(await self.tx.scalars(year.several()))
        found = await self.tx.execute(year.rows_of(list(persons))) if persons else ()
        by_person = groupby(found, key=lambda row: row[0])
        repeated = [[_observation(values) for _, *values in rows] for _, rows in by_person]
        return _Singly(year, apart, repeated)

    async def _apart(self, first: date, last: date) -> dict[UUID, bytes]:
        """The facts of persons who are to be derived anew."""
        merged = sorted(self.places.ever_merged())
        if not merged:
            return {}
        c, person = self.tables.observed.c, self.tables.person.c
        touched = select(c.permit_holder_id).where(
            c.others.is_not(None), c.others.overlap(merged), may_count(self.tables, first, last)
        )
        stored = await self.tx.execute(
            select(person.permit_holder_id, person.facts).where(
                person.permit_holder_id.in_(touched)
            )
        )
        return {person_id: facts for person_id, facts in stored.all()}  # noqa: C416

    def _derived(self, stored: bytes, tallies: Mapping[Period, Tally], shown: Shown) -> None:
        """Periods whose mergers are the same see the same of a person."""
        facts, found = decode_facts(stored), dict[frozenset[str], list[Observation]]()
        for period, tally in tallies.items():
            merged = self.places.merged_by(period.last_on)
            if merged not in found:
                seen = observe(facts, self.definitions, self.places.same, period.last_on)
                found[merged] = [shown(each) for each in seen]
            tally.include(found[merged], window(period, self.known_to))


def _as_it_is(seen: Observation) -> Observation:
    return seen


def _with_marks(seen: Observation, wanted: Sequence[str]) -> Observation:
    return seen._replace(marks=tuple(mark for mark in seen.marks if mark in wanted))


def _cell(without: int, azc: str, municipality: str, distance: str, basis: str) -> Cut | None:
    by = _SETS.get(without)
    if by is None:
        return None
    code = {
        By.AZC: azc, By.MUNICIPALITY: municipality, By.DISTANCE: distance, By.BASIS: basis,
    }.get(by, f"{azc}:{distance}")  # fmt: skip
    return by, code


def _observation(values: Sequence[Any]) -> Observation:
    seen = Observation(*values)
    return seen._replace(marks=tuple(seen.marks))
