"""Counting the figures of periods in a generation or edition, and what of them is not shown."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from continuous_line.database import Tx
from continuous_line.days import day
from report_service import sources
from report_service.codec import decode_facts
from report_service.counting_cells import Cells
from report_service.domain.count import Figures, Tally, Window, window
from report_service.domain.definitions import Definitions
from report_service.domain.fact import Fact, known_on
from report_service.domain.metrics import Hidden, conceal, sensitive
from report_service.domain.observation import Observation
from report_service.domain.observe import observe
from report_service.domain.period import Period, lineage, path
from report_service.domain.places import Places
from report_service.domain.subjects import observe_subject
from report_service.recent import Recent
from report_service.sources import Source
from report_service.tables import GenerationTables

_CHUNK = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """Counts in one source as known at one moment.

    `derive_as_of`: the facts of then are derived anew; None: what the tables hold is counted.
    """

    tx: Tx
    source: Source
    tables: GenerationTables
    definitions: Definitions
    derive_as_of: datetime | None
    known_to: date
    places: Places
    recent: Recent
    _on_maps: dict[date | None, Cells] = field(default_factory=dict)

    @classmethod
    async def at(
        cls,
        tx: Tx,
        source: Source,
        *,
        as_of: datetime | None,
        now: datetime,
        recent: Recent | None,
        derived: bool = False,
    ) -> "Counting":
        """`as_of` None: as known now. `derived`: anew, from the facts that the source has."""
        known_to = day(as_of or now)
        return cls(
            tx=tx,
            source=source,
            tables=source.tables,
            definitions=source.definitions,
            derive_as_of=as_of if derived else None,
            known_to=known_to,
            places=await sources.places_in(tx, source.tables, as_of),
            recent=recent or Recent(),
        )

    async def hidden(
        self,
        period: Period,
        map_on: date | None,
        minimum: int,
        wanted: Collection[str] | None,
    ) -> Hidden:
        """What is not shown of it at this moment (domain/suppression.py)."""
        levels = lineage(period)
        around = [one for level in levels for one in level]
        key = (period, minimum, *(self._key(one, map_on) for one in around))
        known = self.recent.hidden.find(key) or {}
        codes = sensitive(self.definitions)
        if wanted is not None:
            codes &= frozenset(wanted)
        if missing := codes - known.keys():
            counted = await self._sizes(around, map_on)
            by_level = [[counted[one] for one in level] for level in levels]
            found = await asyncio.to_thread(
                conceal, by_level, path(levels, period), self.definitions, minimum, missing
            )
            known = self.recent.hidden.keep(key, {**known, **found})
        return {code: known[code] for code in codes}

    async def of(self, period: Period, map_on: date | None) -> Figures:
        """The figures of a period, on its own map or that of one day."""
        key = self._key(period, map_on)
        known = self.recent.figures.find(key)
        if known is None:
            if self.derive_as_of is None:
                known = await self._cells(map_on).figures(period)
            else:
                known = (await self._earlier([period], map_on, self.derive_as_of))[period]
            self.recent.figures.keep(key, known)
        return known

    async def _sizes(self, periods: Sequence[Period], map_on: date | None) -> dict[Period, Figures]:
        """Of each at least how many persons are in the cells of the denominators."""
        key = {period: self._key(period, map_on) for period in periods}
        known = {period: self.recent.sizes.find(key[period]) for period in periods}
        found = {period: figures for period, figures in known.items() if figures is not None}
        missing = [period for period in periods if period not in found]
        if missing:
            if self.derive_as_of is None:
                counted = await self._cells(map_on).sizes(missing)
            else:
                counted = await self._earlier(missing, map_on, self.derive_as_of)
            for period, figures in counted.items():
                self.recent.sizes.keep(key[period], figures)
            found |= counted
        return found

    def _key(self, period: Period, map_on: date | None) -> tuple[object, ...]:
        """Another where the figures of the period may be others than before."""
        state: object = self.source.state_in(period.first_on.year)
        if self.derive_as_of is not None:
            state = (self.source.state, self.derive_as_of)
        return state, period, map_on, min(period.last_on, self.known_to)

    def _cells(self, map_on: date | None) -> Cells:
        if map_on not in self._on_maps:
            self._on_maps[map_on] = Cells(
                tx=self.tx, tables=self.tables, definitions=self.definitions, places=self.places,
                map_on=map_on, known_to=self.known_to,
            )  # fmt: skip
        return self._on_maps[map_on]

    async def _earlier(
        self, periods: Sequence[Period], map_on: date | None, as_of: datetime
    ) -> dict[Period, Figures]:
        """Derived anew from the facts of then."""
        tallies = {period: Tally(self.places, map_on or period.last_on) for period in periods}
        windows = {period: window(period, self.known_to) for period in tallies}
        for table in (self.tables.person, self.tables.subject):
            stored = await self.tx.stream_scalars(select(table.c.facts))
            async for chunk in stored.partitions(_CHUNK):
                for facts in chunk:
                    known = known_on(decode_facts(facts), as_of)
                    for period, tally in tallies.items():
                        days = windows[period]
                        of_person = table is self.tables.person
                        observed = self._observed(known, days, of_person)
                        tally.include(observed, days, of_person=of_person)
                await asyncio.sleep(0)
        return {period: tally.figures() for period, tally in tallies.items()}

    def _observed(self, known: Sequence[Fact], days: Window, person: bool) -> Sequence[Observation]:
        if not person:
            return observe_subject(known, self.definitions)
        return observe(known, self.definitions, self.places.same, days.last_on)
