"""Generations of the projection: each a schema of its own, one of which serves."""

from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import insert, select, text, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateSchema, CreateTable, DropSchema

from continuous_line import parking, positions
from continuous_line.database import Tx
from continuous_line.errors import NotFound, Refused
from report_service import year_changes
from report_service.domain import definitions
from report_service.domain.definitions import Definitions
from report_service.domain.observe import CODE_VERSION
from report_service.tables import generation_tables, generations, rebuilds, schema_of, serving

CONSUMER = "report"

_FIRST = 7_215_004
"""Key of the advisory lock under which the first generation is made."""

_DIGEST = """
SELECT encode(sha256(
  coalesce(persons, '') || coalesce(subjects, '') || coalesce(places, '')), 'hex')
FROM (SELECT string_agg(sha256(uuid_send(permit_holder_id) || facts || derived), ''::bytea
             ORDER BY permit_holder_id) AS persons FROM {schema}.person) AS of_persons,
     (SELECT string_agg(sha256(convert_to(code, 'UTF8') || facts || derived), ''::bytea
             ORDER BY code COLLATE "C") AS subjects FROM {schema}.subject) AS of_subjects,
     (SELECT string_agg(sha256(convert_to(code, 'UTF8') || facts), ''::bytea
             ORDER BY code COLLATE "C") AS places FROM {schema}.place) AS of_places
"""


class NothingServes(Refused):
    status = 503
    code = "no-figures-yet"


async def serving_generation(tx: Tx) -> int:
    """The generation that is read and kept up to date: ask once per request or transaction.

    Raises NothingServes where the worker has not made the first one yet.
    """
    found = await tx.scalar(select(serving.c.generation))
    if found is None:
        raise NothingServes("There are no figures yet: the projection has not begun.")
    return int(found)


async def generation_read(tx: Tx) -> str:
    """The same, as the consumer names it; makes the first one."""
    found = await tx.scalar(select(serving.c.generation))
    return str(found if found is not None else await ensure(tx, datetime.now(UTC)))


async def ensure(tx: Tx, now: datetime) -> int:
    """Make a first, empty generation where none serves yet; the one that serves.

    Where there was another before that can be read no longer, a rebuild is asked for too.
    """
    await tx.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _FIRST})
    found = await tx.scalar(select(serving.c.generation))
    if found is None:
        earlier = await tx.scalar(select(generations.c.number).limit(1))
        found = await make(tx, now)
        await tx.execute(insert(serving).values(generation=found))
        if earlier is not None:
            await ask_for_rebuild(tx, now)
    return int(found)


async def ask_for_rebuild(tx: Tx, now: datetime) -> None:
    """By itself, because the rules are other ones; where one is under way already, nothing."""
    await tx.execute(
        postgresql.insert(rebuilds)
        .values(id=uuid4(), state="requested", requested_by="deployment", requested_at=now)
        .on_conflict_do_nothing()
    )


async def ask_where_rules_changed(tx: Tx, now: datetime) -> bool:
    """After a deployment: whether what serves is made by other rules than this release's, and a
    rebuild was asked for. Until it is done the present one serves on, by its own definitions."""
    found = await tx.scalar(select(serving.c.generation))
    if found is None or await rules_of(tx, int(found)) == current_rules():
        return False
    await ask_for_rebuild(tx, now)
    return True


async def make(tx: Tx, now: datetime, *, indexed: bool = True) -> int:
    """A new, empty generation with its schema and tables; what is to be filled with millions of
    rows gets the indexes of its observations afterwards (`index`)."""
    number = await tx.scalar(
        insert(generations)
        .values(code_version=CODE_VERSION, definitions=definitions.current().text, made_at=now)
        .returning(generations.c.number)
    )
    tables = generation_tables(int(number or 0))
    await tx.execute(CreateSchema(schema_of(int(number or 0))))
    for table in tables.metadata.sorted_tables:
        await tx.execute(CreateTable(table))
    if indexed:
        await index(tx, int(number or 0))
    return int(number or 0)


async def index(tx: Tx, generation: int) -> None:
    """The indexes of the tables, where they are not there yet."""
    for table in generation_tables(generation).metadata.sorted_tables:
        for each in table.indexes:
            await tx.execute(CreateIndex(each, if_not_exists=True))


async def kept(tx: Tx) -> list[tuple[int, str, datetime]]:
    """Number, rules version and beginning of the generations that were not dropped."""
    rows = await tx.execute(
        select(
            generations.c.number,
            generations.c.code_version,
            generations.c.definitions,
            generations.c.made_at,
        )
        .where(generations.c.dropped_at.is_(None))
        .order_by(generations.c.number)
    )
    return [
        (number, rules_version(code, definitions.read_kept(text)), made_at)
        for number, code, text, made_at in rows
    ]


def rules_version(code: int, by: Definitions) -> str:
    """Names the rules: those in code, and the definitions."""
    return f"{code}-{by.version}"


def current_rules() -> str:
    """The rules of this release."""
    return rules_version(CODE_VERSION, definitions.current())


async def rules_of(tx: Tx, generation: int) -> str:
    """The version of the rules with which this generation is made."""
    code, text = await made_by(tx, generation)
    return rules_version(code, definitions.read_kept(text))


async def definitions_of(tx: Tx, generation: int) -> Definitions:
    """The definitions by which this generation is made."""
    _, text = await made_by(tx, generation)
    return definitions.read_kept(text)


async def made_by(tx: Tx, generation: int) -> tuple[int, str]:
    """The version of the rules in code, and the text of the definitions."""
    found = await tx.execute(
        select(generations.c.code_version, generations.c.definitions).where(
            generations.c.number == generation
        )
    )
    code, text = found.one()
    return int(code), str(text)


async def switch(tx: Tx, to: int, *, instead_of: int | None = None) -> None:
    """From now on `to` serves; back and forth is the same.

    Raises NotFound where it is not there, Refused where another than `instead_of` serves by now.
    """
    current = await tx.scalar(select(serving.c.generation).with_for_update())
    if instead_of is not None and current != instead_of:
        raise Refused("Another generation serves by now.", code="other-generation-serves")
    await _require_kept(tx, to)
    await tx.execute(update(serving).values(generation=to))


async def drop(tx: Tx, generation: int, now: datetime) -> None:
    """Remove a generation. Raises NotFound, or Refused where it serves."""
    await _require_kept(tx, generation)
    current = await tx.scalar(select(serving.c.generation).with_for_update())
    if current == generation:
        raise Refused("This generation serves: switch to another first.", code="generation-serves")
    await tx.execute(DropSchema(schema_of(generation), cascade=True, if_exists=True))
    await positions.forget(tx, CONSUMER, str(generation))
    await parking.forget(tx, CONSUMER, str(generation))
    await year_changes.forget(tx, generation)
    await tx.execute(
        update(generations).where(generations.c.number == generation).values(dropped_at=now)
    )


async def _require_kept(tx: Tx, generation: int) -> None:
    if generation not in {number for number, _, _ in await kept(tx)}:
        raise NotFound("There is no such generation.")


async def digest(tx: Tx, generation: int) -> str:
    """SHA-256 over all persons, then places, in the order of their ids: facts and rows alike."""
    found = await tx.scalar(text(_DIGEST.format(schema=schema_of(generation))))
    return str(found)
