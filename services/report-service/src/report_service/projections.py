"""The live projection: the subjects that a batch of events is about, derived anew."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, delete, insert, select
from sqlalchemy.dialects import postgresql

from continuous_line.contracts import CONTRACTS
from continuous_line.database import Tx
from continuous_line.handlers import Arrival
from report_service import generations, year_changes
from report_service.codec import decode_facts, decode_place_facts
from report_service.domain.changed_years import Years, changed_years
from report_service.domain.definitions import Definitions
from report_service.domain.observation import Observation
from report_service.fold import (
    OBSERVED_COLUMNS,
    PERSON_COLUMNS,
    PLACE_COLUMNS,
    SUBJECT_COLUMNS,
    Facts,
    Fold,
    person_record,
    place_record,
    subject_record,
)
from report_service.tables import GenerationTables, generation_tables

TOPICS = tuple(contract.topic for contract in CONTRACTS.values())
CONSUMER = generations.CONSUMER
Records = list[tuple[Any, ...]]


async def project(tx: Tx, events: Sequence[Arrival], generation: str) -> None:
    """Add the facts of these events, of one partition number, to what is kept of their subjects.

    By the definitions that the generation is made by. The caller holds that partition number's
    position, so nobody else writes these rows.
    """
    number = int(generation)
    definitions = await generations.definitions_of(tx, number)
    fold = Fold(definitions)
    for envelope, event in events:
        fold.add(envelope, event)
    tables = generation_tables(number)
    changed: set[Years] = set()
    if persons := fold.take_persons():
        changed |= await _persons(tx, tables, persons, definitions)
    if fold.subjects:
        changed |= await _subjects(tx, tables, fold.subjects, definitions)
    if fold.places:
        changed.add(year_changes.MAP)
        stored = await tx.execute(
            select(tables.place).where(tables.place.c.code.in_(list(fold.places)))
        )
        for code, facts in stored:
            known = {each.id: each for each in decode_place_facts(facts)}
            fold.places[code] = known | fold.places[code]
        places: Records = [place_record(code, facts) for code, facts in fold.places.items()]
        await _write(tx, tables.place, PLACE_COLUMNS, places)
    await year_changes.note(tx, number, changed)


async def _persons(
    tx: Tx, tables: GenerationTables, added: dict[UUID, Facts], definitions: Definitions
) -> set[Years]:
    await _complete(tx, tables.person, added)
    made = [person_record(person, facts, definitions) for person, facts in added.items()]
    await _write(tx, tables.person, PERSON_COLUMNS, [record for record, _ in made])
    column = tables.observed.c.permit_holder_id
    return await _observe(tx, tables.observed, column.in_(list(added)), made)


async def _subjects(
    tx: Tx, tables: GenerationTables, added: dict[str, Facts], definitions: Definitions
) -> set[Years]:
    await _complete(tx, tables.subject, added)
    made = [subject_record(code, facts, definitions) for code, facts in added.items()]
    await _write(tx, tables.subject, SUBJECT_COLUMNS, [record for record, _ in made])
    column = tables.observed.c.subject
    return await _observe(tx, tables.observed, column.in_(list(added)), made)


async def _complete(tx: Tx, table: Table, added: dict[Any, Facts]) -> None:
    """Join what is known already; who has no new fact is left out."""
    key = next(iter(table.primary_key.columns))
    stored = await tx.execute(select(key, table.c.facts).where(key.in_(list(added))))
    for subject, facts in stored:
        known = {each.id: each for each in decode_facts(facts)}
        if added[subject].keys() <= known.keys():
            del added[subject]
        else:
            added[subject] = known | added[subject]


async def _observe(
    tx: Tx,
    observed: Table,
    theirs: ColumnElement[bool],
    made: Sequence[tuple[tuple[Any, ...], Records]],
) -> set[Years]:
    """Replace what was observed of them; the years in which that changes anything."""
    if not made:
        return set()
    columns = [observed.c[name] for name in OBSERVED_COLUMNS]
    gone = (await tx.execute(delete(observed).where(theirs).returning(*columns))).all()
    come = [row for _, rows in made for row in rows]
    if come:
        await tx.execute(insert(observed), [_named(OBSERVED_COLUMNS, row) for row in come])
    changed: set[Years] = set()
    before, after = _by_subject(gone), _by_subject(come)
    for subject in before.keys() | after.keys():
        changed |= changed_years(before.get(subject, ()), after.get(subject, ()))
    return changed


def _by_subject(rows: Iterable[Sequence[Any]]) -> dict[Any, list[Observation]]:
    found: dict[Any, list[Observation]] = {}
    for person, subject, *values in rows:
        seen = Observation(*values)
        seen = seen._replace(marks=tuple(seen.marks), others=tuple(seen.others or ()))
        found.setdefault(person or subject, []).append(seen)
    return found


async def _write(tx: Tx, table: Table, columns: Sequence[str], records: Records) -> None:
    if not records:
        return
    writing = postgresql.insert(table)
    key, *others = columns
    await tx.execute(
        writing.on_conflict_do_update(
            index_elements=[key], set_={name: writing.excluded[name] for name in others}
        ),
        [_named(columns, record) for record in records],
    )


def _named(columns: Sequence[str], record: tuple[Any, ...]) -> Mapping[str, Any]:
    return dict(zip(columns, record, strict=True))
