"""Who counts in a figure as known now, and by which events: for those who may see the persons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, select

from continuous_line.database import Tx, among
from continuous_line.days import day
from report_service import generations, sources
from report_service.codec import decode_facts
from report_service.counting import persons_counted
from report_service.domain.behind import Said, said
from report_service.domain.count import weight, window
from report_service.domain.cuts import By, Cut, Cuts
from report_service.domain.definitions import Definitions
from report_service.domain.fact import Fact
from report_service.domain.observation import Observation
from report_service.domain.observe import observe
from report_service.domain.period import Period
from report_service.domain.shares import Asked, Effect, Share, effects, one_share, share_of
from report_service.tables import GenerationTables


class Counted(NamedTuple):
    """`on`: the last day by which this person counts; `numerator`: whether there too."""

    person: UUID
    on: date
    numerator: bool


@dataclass(frozen=True, slots=True)
class Behind:
    """What one person counts by: the events a metric looks at, and what each changed."""

    on: date
    has: Share
    facts: Sequence[Fact]
    said: Sequence[Said]
    effects: Mapping[str, Effect]

    def changed(self, fact: Fact) -> Share:
        """Nothing, where the event alone changed nothing."""
        effect = self.effects.get(fact.id)
        return Share() if effect is None else Share(effect.numerator, effect.denominator)


async def counted_in(tx: Tx, asked: Asked, period: Period, now: datetime) -> list[Counted]:
    """Everybody in the denominator of the figure, by their opaque ids; `asked.cell` is a place."""
    source = await sources.of_serving(tx)
    places = await sources.places_in(tx, source.tables, None)
    cuts, days = Cuts(places, period.last_on), window(period, day(now))
    merged = sorted(places.ever_merged())
    found: dict[UUID, Counted] = {}
    async for person, seen, number in persons_counted(
        tx, source.tables, source.definitions, days, places, _near(source.tables, asked, merged)
    ):
        share = one_share(asked, seen, number, cuts)
        if share.denominator:
            known = found.get(person)
            found[person] = Counted(
                person,
                seen.from_on if known is None else max(known.on, seen.from_on),
                share.numerator > 0 or (known is not None and known.numerator),
            )
    return sorted(found.values())


def _near(tables: GenerationTables, asked: Asked, merged: list[str]) -> ColumnElement[bool]:
    """A condition that holds for whatever may lie in the cell."""
    c = tables.observed.c
    of = c.population == asked.metric.of
    if asked.cell is None:
        return of
    by, code = asked.cell
    if by is By.MUNICIPALITY:
        return of & c.municipality.in_([code, *merged])
    return of & (c.azc == (code.rpartition(":")[0] if by is By.AZC_DISTANCE else code))


async def facts_of(tx: Tx, persons: Sequence[UUID]) -> dict[UUID, list[Fact]]:
    tables = (await sources.of_serving(tx)).tables
    c = tables.person.c
    stored = await tx.execute(
        select(c.permit_holder_id, c.facts).where(among(c.permit_holder_id, persons))
    )
    return {person: decode_facts(facts) for person, facts in stored}


async def behind(
    tx: Tx, person: UUID, asked: Asked, period: Period, now: datetime
) -> Behind | None:
    """None where this person does not count in the figure."""
    source = await sources.of_serving(tx)
    facts = (await facts_of(tx, [person])).get(person)
    if facts is None:
        return None
    places = await sources.places_in(tx, source.tables, None)
    cuts, days = Cuts(places, period.last_on), window(period, day(now))

    def observed(known: Sequence[Fact]) -> list[Observation]:
        return observe(known, source.definitions, places.same, days.last_on)

    def share(known: Sequence[Fact]) -> tuple[Share, frozenset[Cut]]:
        return share_of(asked, observed(known), days, cuts)

    has, _cells = share(facts)
    counted = [
        seen.from_on
        for seen in observed(facts)
        if one_share(asked, seen, weight(seen, days), cuts).denominator
    ]
    if not counted:
        return None
    given = source.definitions.metrics.get(asked.metric.given or "")
    return Behind(
        max(counted),
        has,
        facts,
        said(facts, asked.metric, given),
        {effect.fact.id: effect for effect in effects([], facts, share)},
    )


async def definitions_that_serve(tx: Tx) -> Definitions:
    """Raises NothingServes."""
    return await generations.definitions_of(tx, await generations.serving_generation(tx))
