"""The quality of the data in a period: as known now, or as an edition knows it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Date, and_, cast, func, or_, select, true

from continuous_line import parking, watchdog
from continuous_line.database import Tx
from report_service import generations, sources
from report_service.codec import decode_facts
from report_service.domain.contradictions import Contradiction
from report_service.domain.fact import known_on
from report_service.domain.observation import CONTRADICTION
from report_service.domain.observe import observe
from report_service.domain.period import Period, parse
from report_service.domain.quality import Counted, Lateness, Recording, contradictions_of
from report_service.editions import Edition
from report_service.generations import CONSUMER
from report_service.sources import Source
from report_service.tables import GenerationTables

_CHUNK = 500
SAMPLE = 20_000
"""Of how many persons lateness is looked at; of a larger country a sample, by their random ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """`sampled`: of which part of all persons lateness was looked at, 0 to 1. `parked`: events
    that wait, with those that failed; `held_back`: persons they are about. `behind`: events of the
    log that are still to be read, None where it is not known."""

    period: Period
    lateness: Sequence[Lateness]
    sampled: float
    contradictions: Sequence[Counted]
    parked: int
    held_back: int
    behind: int | None
    caught_up_at: datetime | None


async def quality(
    tx: Tx, period: Period, *, minimum: int, edition: Edition | None = None
) -> Quality:
    """`tx` reads one snapshot. Of an edition it tells what was recorded by then, and the events
    that its making could not read; it is never behind. Raises NothingServes."""
    serving = await sources.of_serving(tx)
    source = serving if edition is None else sources.of_edition(edition)
    year = parse(str(period.first_on.year))
    as_of = None if edition is None else edition.as_of
    recording, sampled = await _recording(tx, serving.tables, year, as_of)
    found = await _contradictions(tx, source, year, as_of)
    parked, behind, caught_up_at = source.held_back, None, None
    if edition is None:
        parked, behind, caught_up_at = await _progress(tx)
    return Quality(
        period=period,
        lateness=recording.of(period, minimum),
        sampled=sampled,
        contradictions=contradictions_of(found, period, minimum),
        parked=parked,
        held_back=source.held_back,
        behind=behind,
        caught_up_at=caught_up_at,
    )


async def _progress(tx: Tx) -> tuple[int, int | None, datetime | None]:
    """Events that wait, events still to be read, and by when all that was published is counted."""
    generation = str(await generations.serving_generation(tx))
    progress = [one for one in await watchdog.stored(tx, CONSUMER) if one.generation == generation]
    reached = [one.caught_up_at for one in progress]
    known = [moment for moment in reached if moment is not None]
    return (
        await parking.events_held(tx, CONSUMER, generation),
        sum(one.behind for one in progress) if progress else None,
        min(known) if known and len(known) == len(reached) else None,
    )


async def _recording(
    tx: Tx, tables: GenerationTables, year: Period, as_of: datetime | None
) -> tuple[Recording, float]:
    """Of all facts about persons, which the generation that serves has; `as_of`: of then."""
    person, found = tables.person.c, Recording()
    persons = await tx.scalar(select(func.count()).select_from(tables.person)) or 0
    wanted: ColumnElement[bool] = true()
    share = 1.0
    if persons > SAMPLE:
        share = SAMPLE / persons
        wanted = person.permit_holder_id < UUID(int=2**128 * SAMPLE // persons)
    stored = await tx.stream_scalars(select(person.facts).where(wanted))
    async for chunk in stored.partitions(_CHUNK):
        for facts in chunk:
            kept = decode_facts(facts)
            if as_of is not None:
                kept = known_on(kept, as_of)
            found.add(kept, year.first_on, year.last_on)
        await asyncio.sleep(0)
    return found, share


async def _contradictions(
    tx: Tx, source: Source, year: Period, as_of: datetime | None
) -> dict[Contradiction, dict[date, int]]:
    """Of whoever had to do with municipalities that merged they are derived anew."""
    tables, c = source.tables, source.tables.observed.c
    places = await sources.places_in(tx, tables, as_of)
    merged = sorted(places.ever_merged())
    here = and_(c.population == CONTRADICTION, c.from_on.between(year.first_on, year.last_on))
    month = cast(func.date_trunc("month", c.from_on), Date)
    literal = here if not merged else and_(here, or_(c.others.is_(None), ~c.others.overlap(merged)))
    rows = await tx.execute(
        select(c.marks, month, func.count()).where(literal).group_by(c.marks, month)
    )
    found: dict[Contradiction, dict[date, int]] = {kind: {} for kind in Contradiction}
    for marks, on, number in rows:
        found[Contradiction(marks[0])][on] = number
    if not merged:
        return found
    touched = select(c.permit_holder_id).where(here, c.others.overlap(merged)).distinct()
    person = tables.person.c
    stored = await tx.stream_scalars(
        select(person.facts).where(person.permit_holder_id.in_(touched))
    )
    async for chunk in stored.partitions(_CHUNK):
        for facts in chunk:
            for seen in observe(decode_facts(facts), source.definitions, places.same, year.last_on):
                own = seen.population == CONTRADICTION and set(seen.others) & set(merged)
                if own and year.first_on <= seen.from_on <= year.last_on:
                    months = found[Contradiction(seen.marks[0])]
                    on = seen.from_on.replace(day=1)
                    months[on] = months.get(on, 0) + 1
        await asyncio.sleep(0)
    return found
