"""Figures from the generation that serves: as known now, or as known at an earlier moment."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from continuous_line import parking, watchdog
from continuous_line.database import Tx
from continuous_line.days import day
from report_service import generations
from report_service.codec import decode_facts, decode_place_facts
from report_service.counting import counted
from report_service.domain.count import Figures, Tally, Window, weight, window
from report_service.domain.definitions import Definitions
from report_service.domain.fact import known_on
from report_service.domain.observation import MOVED, RECEPTION, Observation
from report_service.domain.observe import observe
from report_service.domain.period import Period
from report_service.domain.places import PlaceFact, Places
from report_service.domain.subjects import observe_subject
from report_service.generations import CONSUMER
from report_service.tables import generation_tables, metadata

_positions = metadata.tables["consumer_positions"]
_CHUNK = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Figures with all that is needed to know what they are of.

    `sequences`: per topic, the last sequence read at each partition number. `held_back`: persons
    about whom something could not be read yet. `caught_up_at`: everything published by then is in
    it, in the system's time; None where that is not known.
    """

    period: Period
    as_of: datetime
    map_on: date
    generation: int
    rules_version: str
    definitions: Definitions
    sequences: Mapping[str, Mapping[int, int]]
    held_back: int
    caught_up_at: datetime | None
    figures: Figures
    places: Places


class Recent:
    """Figures counted lately. What was read since makes another key, so none is ever too old."""

    def __init__(self, most: int = 64) -> None:
        self._most = most
        self._found: dict[object, tuple[Figures, Places]] = {}

    def find(self, key: object) -> tuple[Figures, Places] | None:
        return self._found.get(key)

    def keep(self, key: object, counted: tuple[Figures, Places]) -> None:
        if len(self._found) >= self._most:
            del self._found[next(iter(self._found))]
        self._found[key] = counted


async def report(
    tx: Tx,
    period: Period,
    *,
    now: datetime,
    as_of: datetime | None = None,
    map_on: date | None = None,
    recent: Recent | None = None,
) -> Report:
    """The figures of one period; `tx` reads one snapshot, and so one generation.

    `as_of` counts only what was recorded by then; `map_on` is the day of the places and mergers
    (default: the last day of the period). With `recent` what was counted before is not again.
    """
    generation = await generations.serving_generation(tx)
    definitions = await generations.definitions_of(tx, generation)
    sequences = await _sequences(tx, generation)
    held_back = await parking.keys_held(tx, CONSUMER, str(generation))
    waiting = await parking.events_held(tx, CONSUMER, str(generation))
    on = map_on or period.last_on
    days = window(period, day(as_of or now))
    key = (generation, str(sequences), waiting, period, on, as_of, days)
    found = recent.find(key) if recent else None
    if found is None:
        places = await places_of(tx, generation, as_of)
        tally = Tally(places, on)
        if as_of is None:
            async for seen, number in counted(tx, generation, definitions, days, places):
                tally.add(seen, number)
        else:
            async for seen in _known(tx, generation, definitions, as_of, places, days):
                if number := weight(seen, days):
                    tally.add(seen, number)
        found = tally.figures(), places
        if recent:
            recent.keep(key, found)
    progress = await watchdog.stored(tx, CONSUMER)
    return Report(
        period=period,
        as_of=as_of or now,
        map_on=on,
        generation=generation,
        rules_version=await generations.rules_of(tx, generation),
        definitions=definitions,
        sequences=sequences,
        held_back=held_back,
        caught_up_at=_earliest([one.caught_up_at for one in progress]),
        figures=found[0],
        places=found[1],
    )


def _earliest(moments: Sequence[datetime | None]) -> datetime | None:
    known = [moment for moment in moments if moment is not None]
    return min(known) if known and len(known) == len(moments) else None


@dataclass(frozen=True, slots=True)
class Span:
    """The first day somebody was in reception, and the day of the last move of all."""

    first_on: date
    last_move_on: date


async def span(tx: Tx) -> Span | None:
    """None where nobody was in reception, or nobody has moved."""
    seen = generation_tables(await generations.serving_generation(tx)).observed.c
    first = await tx.scalar(select(func.min(seen.from_on)).where(seen.population == RECEPTION))
    last = await tx.scalar(select(func.max(seen.from_on)).where(seen.population == MOVED))
    return None if first is None or last is None else Span(first, last)


async def places_of(tx: Tx, generation: int, as_of: datetime | None) -> Places:
    place = generation_tables(generation).place
    facts: list[PlaceFact] = []
    for stored in await tx.scalars(select(place.c.facts)):
        facts += decode_place_facts(stored)
    return Places(f for f in facts if as_of is None or f.recorded_at <= as_of)


async def _known(
    tx: Tx,
    generation: int,
    definitions: Definitions,
    as_of: datetime,
    places: Places,
    days: Window,
) -> AsyncIterator[Observation]:
    """What could be counted at an earlier moment, derived anew from the facts of then."""
    tables = generation_tables(generation)

    for table in (tables.person, tables.subject):
        async for chunk in (await tx.stream_scalars(select(table.c.facts))).partitions(_CHUNK):
            for stored in chunk:
                facts = known_on(decode_facts(stored), as_of)
                if table is tables.person:
                    found = observe(facts, definitions, places.same, days.last_on)
                else:
                    found = observe_subject(facts, definitions)
                for seen in found:
                    yield seen
            await asyncio.sleep(0)


async def _sequences(tx: Tx, generation: int) -> dict[str, dict[int, int]]:
    stored = await tx.execute(
        select(_positions.c.partition, _positions.c.positions)
        .where(_positions.c.consumer == CONSUMER, _positions.c.generation == str(generation))
        .order_by(_positions.c.partition)
    )
    found: dict[str, dict[int, int]] = {}
    for number, topics in stored:
        for topic, (_offset, sequence) in sorted(topics.items()):
            found.setdefault(topic, {})[number] = sequence
    return found
