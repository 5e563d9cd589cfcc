"""The live projection: the persons and places that a batch of events is about, derived anew."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select
from sqlalchemy.dialects.postgresql import insert

from continuous_line.contracts import CONTRACTS
from continuous_line.database import Tx
from continuous_line.handlers import Arrival
from report_service.codec import decode_facts, decode_place_facts
from report_service.domain.fact import Fact
from report_service.fold import (
    PERSON_COLUMNS,
    PLACE_COLUMNS,
    Fold,
    person_record,
    place_record,
)
from report_service.tables import generation_tables

CONSUMER = "report"
TOPICS = tuple(contract.topic for contract in CONTRACTS.values())


async def project(tx: Tx, events: Sequence[Arrival], generation: str) -> None:
    """Add the facts of these events, of one partition number, to what is kept of their subjects.

    The caller holds that partition number's position, so nobody else writes these rows.
    """
    fold = Fold()
    for envelope, event in events:
        fold.add(envelope, event)
    tables = generation_tables(int(generation))
    if persons := fold.take_persons():
        await _write(tx, tables.person, PERSON_COLUMNS, await _persons(tx, tables.person, persons))
    if fold.places:
        stored = await tx.execute(
            select(tables.place).where(tables.place.c.code.in_(list(fold.places)))
        )
        for code, facts in stored:
            known = {each.id: each for each in decode_place_facts(facts)}
            fold.places[code] = known | fold.places[code]
        places = [place_record(code, facts) for code, facts in fold.places.items()]
        await _write(tx, tables.place, PLACE_COLUMNS, places)


async def _persons(
    tx: Tx, table: Table, added: dict[UUID, dict[str, Fact]]
) -> list[tuple[Any, ...]]:
    """The records of these persons; who has no new fact is left as it is."""
    stored = await tx.execute(
        select(table.c.permit_holder_id, table.c.facts).where(
            table.c.permit_holder_id.in_(list(added))
        )
    )
    for person, facts in stored:
        known = {each.id: each for each in decode_facts(facts)}
        if added[person].keys() <= known.keys():
            del added[person]
        else:
            added[person] = known | added[person]
    return [person_record(person, facts) for person, facts in added.items()]


async def _write(
    tx: Tx, table: Table, columns: Sequence[str], records: Sequence[tuple[Any, ...]]
) -> None:
    if not records:
        return
    writing = insert(table)
    key, *others = columns
    await tx.execute(
        writing.on_conflict_do_update(
            index_elements=[key], set_={name: writing.excluded[name] for name in others}
        ),
        [dict(zip(columns, record, strict=True)) for record in records],
    )
