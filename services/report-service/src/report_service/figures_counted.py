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
from report_service.domain.metrics import Hidden, conceal
from report_service.domain.observation import Observation
from report_service.domain.observe import observe
from report_service.domain.period import Period, lineage, path
from report_service.domain.places import Places
from report_service.domain.subjects import observe_subject
from report_service.domain.suppression import Key
from report_service.sources import Source
from report_service.tables import GenerationTables

_CHUNK = 1000


class Recent:
    """Figures counted lately. What was read since makes another key, so none is ever too old.

    `beside`: figures that are counted only to know what of others is not shown.
    """

    def __init__(self, most: int = 128, beside: "Recent | None" = None) -> None:
        self._most, self.beside = most, beside
        self._found: dict[object, Figures] = {}
        self.hidden: dict[object, frozenset[Key]] = {}
        self.at_moments: dict[object, dict[str, frozenset[Key]]] = {}
        """Of editions, which never change: by edition, period, map and minimum."""

    @property
    def kept(self) -> int:
        """How many times something was counted that is kept."""
        return len(self._found)

    def find(self, key: object) -> Figures | None:
        return self._found.get(key)

    def keep(self, key: object, counted: Figures) -> None:
        if len(self._found) >= self._most:
            del self._found[next(iter(self._found))]
        self._found[key] = counted

    def conceal(
        self,
        levels: Sequence[Sequence[Figures]],
        where: Sequence[int],
        definitions: Definitions,
        minimum: int,
        wanted: Collection[str] | None,
    ) -> Hidden:
        """What is not shown; of numbers that are as they were it is known."""
        if len(self.at_moments) > 64 * self._most:
            self.at_moments.clear()
        while len(self.hidden) > 64 * self._most:
            self.hidden.pop(next(iter(self.hidden)), None)
        return conceal(levels, where, definitions, minimum, self.hidden, wanted)


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
        counted = await self._sizes([one for level in levels for one in level], map_on)
        by_level = [[counted[one] for one in level] for level in levels]
        return await asyncio.to_thread(
            self.recent.conceal,
            by_level,
            path(levels, period),
            self.definitions,
            minimum,
            wanted,
        )

    async def of(self, period: Period, map_on: date | None) -> Figures:
        """The figures of a period, on its own map or that of one day."""
        key = self._key(period, map_on)
        known = self.recent.find(key)
        if known is None:
            if self.derive_as_of is None:
                known = await self._cells(map_on).figures(period)
            else:
                known = (await self._earlier([period], map_on, self.derive_as_of))[period]
            self.recent.keep(key, known)
        return known

    async def _sizes(self, periods: Sequence[Period], map_on: date | None) -> dict[Period, Figures]:
        """Of each at least how many persons are in the cells of the denominators."""
        key = {period: ("sizes", *self._key(period, map_on)) for period in periods}
        found = {period: known for period in periods if (known := self.recent.find(key[period]))}
        missing = [period for period in periods if period not in found]
        if missing:
            if self.derive_as_of is None:
                counted = await self._cells(map_on).sizes(missing)
            else:
                counted = await self._earlier(missing, map_on, self.derive_as_of)
            for period, figures in counted.items():
                self.recent.keep(key[period], figures)
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
