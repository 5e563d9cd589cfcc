"""Figures from the generation that serves: as known now, or as known at an earlier moment."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from continuous_line import watchdog
from continuous_line.database import Tx
from continuous_line.days import day
from report_service import generations, sources
from report_service.codec import decode_facts
from report_service.counting import counted
from report_service.domain.count import Figures, Tally, Window, weight, window
from report_service.domain.definitions import Definitions
from report_service.domain.fact import Fact, known_on
from report_service.domain.metrics import Hidden, conceal
from report_service.domain.observation import MOVED, RECEPTION, Observation
from report_service.domain.observe import observe
from report_service.domain.period import Period, lineage, path
from report_service.domain.places import Places
from report_service.domain.subjects import observe_subject
from report_service.domain.suppression import Key
from report_service.editions import Edition
from report_service.generations import CONSUMER
from report_service.tables import (
    GenerationTables,
    generation_tables,
)

_CHUNK = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Figures with all that is needed to know what they are of.

    Counted in the serving `generation`, or in an `edition`. `sequences`: per topic, the last
    sequence read at each partition number. `held_back`: persons about whom something could not be
    read yet. `caught_up_at`: everything published by then is in it, in the system's time; None
    where that is not known.
    """

    period: Period
    as_of: datetime
    map_on: date
    map_of_period: bool
    generation: int | None
    edition: UUID | None
    code_version: int
    rules_version: str
    definitions: Definitions
    sequences: Mapping[str, Mapping[int, int]]
    held_back: int
    caught_up_at: datetime | None
    figures: Figures
    not_shown: Hidden
    places: Places


class Recent:
    """Figures counted lately. What was read since makes another key, so none is ever too old."""

    def __init__(self, most: int = 128) -> None:
        self._most = most
        self._found: dict[object, Figures] = {}
        self.hidden: dict[object, frozenset[Key]] = {}

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
        while len(self.hidden) > 64 * self._most:
            self.hidden.pop(next(iter(self.hidden)), None)
        return conceal(levels, where, definitions, minimum, self.hidden, wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counting:
    """`state`: what makes the figures of a period others than before. `derive_as_of`: the facts of
    then are derived anew; None: what the tables hold is counted."""

    tx: Tx
    tables: GenerationTables
    definitions: Definitions
    derive_as_of: datetime | None
    known_to: date
    places: Places
    state: object
    recent: Recent

    async def of(self, periods: Sequence[Period], map_on: date | None) -> dict[Period, Figures]:
        """The figures of each, on its own map or that of one day."""
        found: dict[Period, Figures] = {}
        missing: dict[Period, Tally] = {}
        for period in periods:
            known = self.recent.find((self.state, period, map_on))
            if known is None:
                missing[period] = Tally(self.places, map_on or period.last_on)
            else:
                found[period] = known
        if missing:
            if self.derive_as_of is None:
                await self._as_kept(missing)
            else:
                await self._earlier(missing, self.derive_as_of)
        for period, tally in missing.items():
            found[period] = tally.figures()
            self.recent.keep((self.state, period, map_on), found[period])
        return found

    async def _as_kept(self, tallies: Mapping[Period, Tally]) -> None:
        for period, tally in tallies.items():
            days = window(period, self.known_to)
            async for seen, number in counted(
                self.tx, self.tables, self.definitions, days, self.places
            ):
                tally.add(seen, number)

    async def _earlier(self, tallies: Mapping[Period, Tally], as_of: datetime) -> None:
        """Derived anew from the facts of then."""
        windows = {period: window(period, self.known_to) for period in tallies}
        for table in (self.tables.person, self.tables.subject):
            stored = await self.tx.stream_scalars(select(table.c.facts))
            async for chunk in stored.partitions(_CHUNK):
                for facts in chunk:
                    known = known_on(decode_facts(facts), as_of)
                    for period, tally in tallies.items():
                        days = windows[period]
                        for seen in self._observed(known, days, table is self.tables.person):
                            if number := weight(seen, days):
                                tally.add(seen, number)
                await asyncio.sleep(0)

    def _observed(self, known: Sequence[Fact], days: Window, person: bool) -> Sequence[Observation]:
        if not person:
            return observe_subject(known, self.definitions)
        return observe(known, self.definitions, self.places.same, days.last_on)


async def report(
    tx: Tx,
    period: Period,
    *,
    now: datetime,
    minimum: int,
    as_of: datetime | None = None,
    edition: Edition | None = None,
    map_on: date | None = None,
    recent: Recent | None = None,
    wanted: Collection[str] | None = None,
) -> Report:
    """The figures of one period; `tx` reads one snapshot, and so one generation.

    `edition` counts what is kept of an earlier moment; `as_of` without it derives every person anew
    from what was recorded by then. `map_on` is the day of the places and mergers (default: the last
    day of the period). `minimum`: smaller cells are not shown. With `recent` what was counted
    before is not again. `wanted`: the denominators and lead times of which something is to be shown
    (default: all). Raises NothingServes.
    """
    source = await sources.of_serving(tx) if edition is None else sources.of_edition(edition)
    as_of = as_of if edition is None else edition.as_of
    known_to = day(as_of or now)
    counting = _Counting(
        tx=tx,
        tables=source.tables,
        definitions=source.definitions,
        derive_as_of=None if edition else as_of,
        known_to=known_to,
        places=await sources.places_in(tx, source.tables, as_of),
        state=(source.state, as_of, known_to),
        recent=recent or Recent(),
    )
    levels = lineage(period)
    counted = await counting.of([one for level in levels for one in level], map_on)
    by_level = [[counted[one] for one in level] for level in levels]
    progress = await watchdog.stored(tx, CONSUMER)
    return Report(
        period=period,
        as_of=as_of or now,
        map_on=map_on or period.last_on,
        map_of_period=map_on is None,
        generation=source.generation,
        edition=None if edition is None else edition.id,
        code_version=source.code_version,
        rules_version=generations.rules_version(source.code_version, source.definitions),
        definitions=source.definitions,
        sequences=source.sequences,
        held_back=source.held_back,
        caught_up_at=caught_up_at(progress),
        figures=counted[period],
        not_shown=await asyncio.to_thread(
            counting.recent.conceal,
            by_level,
            path(levels, period),
            source.definitions,
            minimum,
            wanted,
        ),
        places=counting.places,
    )


def caught_up_at(progress: Sequence[watchdog.Progress]) -> datetime | None:
    """Everything published by then was read; None where that is not known."""
    known = [one.caught_up_at for one in progress if one.caught_up_at is not None]
    return min(known) if known and len(known) == len(progress) else None


@dataclass(frozen=True, slots=True)
class Span:
    """The first day somebody was in reception, the day of the last move of all, and that of the
    last one but a few: with those few alone a page would tell of hardly anybody."""

    first_on: date
    last_move_on: date
    last_moves_on: date


async def span(tx: Tx, few: int) -> Span | None:
    """None where nobody was in reception, or nobody has moved. `few`: persons, at least 1."""
    seen = generation_tables(await generations.serving_generation(tx)).observed.c
    first = await tx.scalar(select(func.min(seen.from_on)).where(seen.population == RECEPTION))
    moves = select(seen.from_on).where(seen.population == MOVED).order_by(seen.from_on.desc())
    last = list(await tx.scalars(moves.limit(few)))
    return None if first is None or not last else Span(first, last[0], last[-1])
