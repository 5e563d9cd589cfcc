"""What late registrations and corrections have changed of a figure between two moments, event by
event."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, select, union_all

from continuous_line.database import Tx, among
from continuous_line.days import day
from report_service import generations
from report_service.codec import decode_facts
from report_service.counting import Days, counts_in
from report_service.domain.count import Window, window
from report_service.domain.cuts import Cut, Cuts
from report_service.domain.fact import Fact
from report_service.domain.metrics import Figure
from report_service.domain.observation import Observation
from report_service.domain.observe import observe
from report_service.domain.shares import Asked, Effect, Share, effects, share_of
from report_service.domain.subjects import observe_subject
from report_service.domain.suppression import Key, Sum, hidden
from report_service.figures_at import counted_at, figure_at
from report_service.queries import Report
from report_service.tables import GenerationTables, generation_tables

_CHUNK = 500
_OF_SUBJECTS = frozenset({"signal", "experience"})
"""Populations of which some are about no person."""


class Changed(NamedTuple):
    """`person` None: the event is about nobody."""

    person: UUID | None
    effect: Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """`rest`: what no event about persons explains: days that passed, another map, or a figure
    about places. `changed` is in the order of recording."""

    then: Figure
    until: Figure
    changed: Sequence[Changed]
    rest: Share


async def changes(
    tx: Tx,
    asked: Asked,
    then: Report,
    until: Report,
    *,
    tables: tuple[GenerationTables, GenerationTables] | None,
) -> Changes:
    """Between two reports of one period; `tables`: those in which both were counted.

    Then only those are looked at of whom something else is kept than before; else everybody.
    """
    serving = generation_tables(await generations.serving_generation(tx))
    days = window(until.period, day(until.as_of))
    persons = None
    if tables is not None:
        merged = sorted(then.places.ever_merged() | until.places.ever_merged())
        persons = await _other_than(tx, *tables, asked, days, merged)
    found = [
        Changed(person, effect)
        async for person, facts, observing in _subjects(tx, serving, persons, asked, until, days)
        for effect in _effects(facts, observing, asked, then.as_of, until, days)
    ]
    found.sort(key=lambda each: (each.effect.fact.recorded_at, each.effect.fact.id))
    before, after = (
        counted_at(each, asked.cell, asked.metric, asked.part) for each in (then, until)
    )
    return Changes(
        then=figure_at(then, asked.cell, asked.metric, asked.part),
        until=figure_at(until, asked.cell, asked.metric, asked.part),
        changed=found,
        rest=Share(
            after.numerator - before.numerator - sum(each.effect.numerator for each in found),
            after.denominator - before.denominator - sum(each.effect.denominator for each in found),
        ),
    )


Observing = Callable[[Sequence[Fact]], Sequence[Observation]]


def _effects(
    facts: Sequence[Fact],
    observing: Observing,
    asked: Asked,
    then: datetime,
    until: Report,
    days: Window,
) -> list[Effect]:
    since = [fact for fact in facts if then < fact.recorded_at <= until.as_of]
    if not since:
        return []
    cuts = Cuts(until.places, until.map_on)

    def share(known: Sequence[Fact]) -> tuple[Share, frozenset[Cut]]:
        return share_of(asked, observing(known), days, cuts)

    return list(effects([fact for fact in facts if fact.recorded_at <= then], since, share))


async def _subjects(
    tx: Tx,
    tables: GenerationTables,
    persons: Sequence[UUID] | None,
    asked: Asked,
    until: Report,
    days: Window,
) -> AsyncIterator[tuple[UUID | None, list[Fact], Observing]]:
    """Whoever may have changed, with all facts known and the rule by which they are observed."""
    definitions, places = until.definitions, until.places

    def of_person(known: Sequence[Fact]) -> Sequence[Observation]:
        return observe(known, definitions, places.same, days.last_on)

    def of_subject(known: Sequence[Fact]) -> Sequence[Observation]:
        return observe_subject(known, definitions)

    person = tables.person.c
    query: Select[Any] = select(person.permit_holder_id, person.facts)
    if persons is not None:
        query = query.where(among(person.permit_holder_id, persons))
    async for chunk in (await tx.stream(query)).partitions(_CHUNK):
        for known_as, facts in chunk:
            yield known_as, decode_facts(facts), of_person
        await asyncio.sleep(0)
    if asked.metric.of in _OF_SUBJECTS:
        for facts in await tx.scalars(select(tables.subject.c.facts)):
            yield None, decode_facts(facts), of_subject


async def _other_than(
    tx: Tx,
    earlier: GenerationTables,
    later: GenerationTables,
    asked: Asked,
    days: Window,
    merged: list[str],
) -> list[UUID]:
    """Of whom other observations count in the period than before, or may because of a merger."""
    own, theirs = (_kept(each, asked, days) for each in (earlier, later))
    differing = union_all(own.except_all(theirs), theirs.except_all(own)).subquery()
    query: Any = select(differing.c.permit_holder_id)
    if merged:
        touched = (
            select(each.observed.c.permit_holder_id).where(
                counts_in(each, Days.of(days)), each.observed.c.others.overlap(merged)
            )
            for each in (earlier, later)
        )
        query = union_all(query, *touched)
    found = query.subquery()
    return [
        person
        for person in await tx.scalars(select(found.c.permit_holder_id).distinct())
        if person is not None
    ]


def _kept(tables: GenerationTables, asked: Asked, days: Window) -> Select[Any]:
    c = tables.observed.c
    columns = [c[name] for name in Observation._fields if name != "others"]
    return select(c.permit_holder_id, *columns).where(
        counts_in(tables, Days.of(days)),
        c.population == asked.metric.of,
        c.permit_holder_id.is_not(None),
    )


class OfKind(NamedTuple):
    """What the events of one kind changed together; all None where they are too few to tell."""

    kind: str
    events: int | None
    numerator: int | None
    denominator: int | None


def by_kind(found: Iterable[Changed], minimum: int, *, tell: bool = True) -> list[OfKind]:
    """For those who see no persons. A kind with events of few persons is not told, nor a second one
    where the difference of the figures would give it back; without `tell` none is."""
    of: dict[str, list[Effect]] = {}
    persons: dict[str, set[object]] = {}
    for n, each in enumerate(found):
        kind = each.effect.fact.kind
        of.setdefault(kind, []).append(each.effect)
        persons.setdefault(kind, set()).add(n if each.person is None else each.person)
    hide = frozenset(of)
    if tell:
        hide = _few({kind: len(some) for kind, some in persons.items()}, minimum)
    return [
        OfKind(kind, None, None, None)
        if kind in hide
        else OfKind(
            kind, len(some), sum(e.numerator for e in some), sum(e.denominator for e in some)
        )
        for kind, some in sorted(of.items())
    ]


def _few(persons: Mapping[str, int], minimum: int) -> frozenset[str]:
    total: Key = ("kinds", "")
    sizes = {("kind", kind): number for kind, number in persons.items()}
    whole = Sum(total, tuple(sizes))
    found = hidden({**sizes, total: sum(sizes.values())}, [whole], minimum)
    return frozenset(persons) if total in found else frozenset(kind for _, kind in found)
