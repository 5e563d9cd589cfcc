"""Appending and loading on a real PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from continuous_line.database import Database, Statement, Tx, copy_rows, fetch, passing
from continuous_line.errors import VersionConflict
from continuous_line.event_codec import Codec, UnknownKind
from continuous_line.event_store import EventStore
from continuous_line.testing.event_store import (
    START,
    Event,
    append,
    event_store,
    make_platform_tables,
    met,
    remarked,
    someone,
)


@pytest.fixture
async def database(fresh_database: str) -> AsyncIterator[Database]:
    await make_platform_tables(fresh_database)
    async with Database(fresh_database, pool_size=16) as database:
        yield database


async def count(tx: Tx, table: str) -> int:
    return int(await tx.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


async def test_a_stream_comes_back_as_it_was_appended(database: Database) -> None:
    events: list[Event] = [met(), remarked(), met("GM0014")]
    context = someone()
    async with database.transaction() as tx:
        appended = await event_store().append(
            tx, "case-1", events, expected_version=0, recorded_at=START, context=context
        )
    async with database.transaction() as tx:
        (more,) = await append(tx, "case-1", [remarked()], expected=3)

    async with database.reading() as tx:
        loaded = await event_store().load(tx, "case-1")
        assert await event_store().by_id(tx, more.event.id) == loaded[3]
        assert await event_store().by_id(tx, uuid4()) is None

    assert loaded[:3] == appended
    assert [stored.event for stored in loaded] == [*events, more.event]
    assert [stored.version for stored in loaded] == [1, 2, 3, 4]
    assert loaded[0].context == context
    assert [stored.position for stored in loaded] == sorted(s.position for s in loaded)


async def test_many_streams_are_loaded_at_once_and_new_ones_are_empty(database: Database) -> None:
    async with database.transaction() as tx:
        await append(tx, "case-1", [met()])
        await append(tx, "case-2", [met(), remarked()])
    async with database.reading() as tx:
        loaded = await event_store().load_many(tx, ["case-2", "case-3", "case-1"])

    assert {stream: len(events) for stream, events in loaded.items()} == {
        "case-2": 2,
        "case-3": 0,
        "case-1": 1,
    }


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("expected", [0, 1, 3, 7])
async def test_an_append_at_another_version_is_a_conflict(
    database: Database, expected: int, number: int
) -> None:
    async with database.transaction() as tx:
        await append(tx, "case-1", [met(), met()])

    with pytest.raises(VersionConflict):
        async with database.transaction() as tx:
            await append(tx, "case-1", [met() for _ in range(number)], expected=expected)

    async with database.reading() as tx:
        assert await count(tx, "events") == await count(tx, "unsequenced") == 2


async def test_of_writers_at_the_same_version_one_wins(database: Database) -> None:
    async def write() -> bool:
        try:
            async with database.transaction() as tx:
                await append(tx, "case-1", [met()])
        except VersionConflict:
            return False
        return True

    assert sum(await asyncio.gather(*(write() for _ in range(16)))) == 1


async def test_an_event_is_stored_once(database: Database) -> None:
    event = met()
    async with database.transaction() as tx:
        await append(tx, "case-1", [event])
    with pytest.raises(IntegrityError):
        async with database.transaction() as tx:
            await append(tx, "case-2", [event])


@pytest.mark.parametrize(
    "change", ["UPDATE events SET kind = 'x'", "DELETE FROM events", "TRUNCATE events"]
)
@pytest.mark.parametrize("granted_again", [False, True])
async def test_events_are_never_changed(
    database: Database, change: str, granted_again: bool
) -> None:
    async with database.transaction() as tx:
        await append(tx, "case-1", [met()])
        if granted_again:
            await tx.execute(text("GRANT ALL ON events TO CURRENT_USER"))
    with pytest.raises(DBAPIError):
        async with database.transaction() as tx:
            await tx.execute(text(change))


@pytest.mark.parametrize("number", [1, 2])
async def test_what_is_written_along_with_an_append_shares_its_fate(
    database: Database, number: int
) -> None:
    async def write(expected: int) -> None:
        async with database.transaction() as tx:
            await tx.execute(text("CREATE TABLE IF NOT EXISTS shown (name text, number int)"))
            await tx.execute(text("CREATE TABLE IF NOT EXISTS beside (name text)"))
            await event_store().append(
                tx,
                "case-1",
                [met() for _ in range(number)],
                expected_version=expected,
                recorded_at=START,
                context=someone(),
                along=[
                    Statement("INSERT INTO shown VALUES ($1, $2)", ("one", 1)),
                    Statement("INSERT INTO beside VALUES ($1)", ("two",)),
                ],
            )

    await write(0)
    with pytest.raises(VersionConflict):
        await write(7)

    async with database.reading() as tx:
        (row,) = await fetch(tx, "SELECT name, number FROM shown")
        assert (row.name, row.number) == ("one", 1)
        assert [row.name for row in await fetch(tx, "SELECT name FROM beside")] == ["two"]
        assert await count(tx, "events") == number


async def test_rows_copied_are_inside_the_transaction(database: Database) -> None:
    async def copy_and_fail() -> None:
        async with database.transaction() as tx:
            await copy_rows(tx, "unsequenced", ["position"], [(1,), (2,)])
            assert await count(tx, "unsequenced") == 2
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await copy_and_fail()

    async with database.reading() as tx:
        assert await count(tx, "unsequenced") == 0


async def test_a_first_statement_on_the_driver_is_inside_the_transaction(
    database: Database,
) -> None:
    async def write_and_fail() -> None:
        async with database.transaction() as tx:
            await fetch(tx, "INSERT INTO unsequenced VALUES ($1)", 1)
            assert await count(tx, "unsequenced") == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await write_and_fail()

    async with database.reading() as tx:
        (row,) = await fetch(tx, "SELECT count(*) AS number FROM unsequenced")
        assert row.number == 0
        with pytest.raises(DBAPIError, match="read-only"):
            await fetch(tx, "INSERT INTO unsequenced VALUES ($1)", 1)


async def test_a_connection_lost_under_a_statement_on_the_driver_is_passing(
    database: Database,
) -> None:
    async def end_it_while_it_is_used() -> None:
        async with database.transaction() as tx, database.transaction() as other:
            (row,) = await fetch(tx, "SELECT pg_backend_pid() AS pid")
            await fetch(other, "SELECT pg_terminate_backend($1)", row.pid)
            await fetch(tx, "SELECT 1")

    for _ in range(2):
        with pytest.raises(DBAPIError) as broken:
            await end_it_while_it_is_used()
        assert passing(broken.value)
    async with database.transaction() as tx:
        assert await count(tx, "unsequenced") == 0


async def test_a_statement_given_up_leaves_nothing_behind(database: Database) -> None:
    async def write_slowly() -> None:
        async with database.transaction() as tx:
            await fetch(tx, "INSERT INTO unsequenced VALUES ($1)", 1)
            async with asyncio.timeout(0.05):
                await fetch(tx, "SELECT pg_sleep(5)")

    with pytest.raises(TimeoutError):
        await write_slowly()

    async with database.transaction() as tx, database.transaction() as other:
        assert await count(tx, "unsequenced") == await count(other, "unsequenced") == 0


async def test_a_reader_sees_one_moment_and_cannot_write(database: Database) -> None:
    async with database.reading() as tx:
        assert await count(tx, "events") == 0
        async with database.transaction() as other:
            await append(other, "case-1", [met()])
        assert await count(tx, "events") == 0
        with pytest.raises(DBAPIError, match="read-only"):
            await append(tx, "case-2", [met()])
    async with database.transaction() as tx:
        assert await count(tx, "events") == 1
        await append(tx, "case-2", [met()])


async def test_connections_that_the_server_closed_are_replaced(database: Database) -> None:
    pid = text("SELECT pg_backend_pid()")
    async with database.transaction() as tx, database.transaction() as other:
        backends = [await tx.scalar(pid), await other.scalar(pid)]

    async def end_the_first_while_it_is_used() -> None:
        async with database.transaction() as tx, database.transaction() as other:
            end = text("SELECT pg_terminate_backend(:pid)")
            await other.execute(end, {"pid": await tx.scalar(pid)})
            await tx.execute(text("SELECT 1"))

    with pytest.raises(DBAPIError) as broken:
        await end_the_first_while_it_is_used()
    assert passing(broken.value)
    async with database.transaction() as tx, database.transaction() as other:
        assert await tx.scalar(pid) not in backends
        ended = await other.scalar(pid)

    outside = await asyncpg.connect(
        database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    )
    await outside.execute("SELECT pg_terminate_backend($1)", ended)
    await outside.close()
    await asyncio.sleep(0.1)
    async with database.transaction() as tx, database.transaction() as other:
        assert await count(tx, "events") == await count(other, "events") == 0
    assert await database.ready()


async def test_a_database_that_is_away_is_not_ready() -> None:
    async with Database("postgresql://nobody:x@127.0.0.1:1/nothing") as database:
        assert not await database.ready()


@dataclass(frozen=True, kw_only=True)
class Renamed:
    id: UUID
    at: datetime
    place: str


async def test_old_shapes_are_upcast_when_read(database: Database) -> None:
    def renamed(fields: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        return "Renamed", {**fields, "place": fields["municipality"]}

    async with database.transaction() as tx:
        await append(tx, "case-1", [met("GM0363", START + timedelta(hours=1))])
    async with database.reading() as tx:
        (stored,) = await EventStore[Renamed]([Renamed], {"Met": renamed}).load(tx, "case-1")

    assert stored.event.place == "GM0363"
    assert stored.event.at == START + timedelta(hours=1)


def test_an_event_that_the_service_does_not_know_is_an_error() -> None:
    with pytest.raises(UnknownKind):
        Codec([Renamed], {}).decode("Met", "{}")


async def test_many_new_streams_are_begun_at_once_as_single_appends_would(
    database: Database,
) -> None:
    streams: dict[str, list[Event]] = {
        f"case-{number:03}": [met(), remarked(), met("GM0014")] for number in range(200)
    }
    context = someone()
    async with database.transaction() as tx:
        await event_store().append_new(tx, streams, recorded_at=START, context=context)

    async with database.reading() as tx:
        found = await event_store().load_many(tx, streams)
        waiting = await count(tx, "unsequenced")
    assert waiting == 600
    assert {name: [one.event for one in stored] for name, stored in found.items()} == streams
    for stored in found.values():
        assert [one.version for one in stored] == [1, 2, 3]
        assert [one.position for one in stored] == sorted(one.position for one in stored)
        assert stored[0].context == context


async def test_a_new_stream_that_exists_refuses_all_of_them(database: Database) -> None:
    async with database.transaction() as tx:
        await append(tx, "case-2", [met()])

    with pytest.raises(VersionConflict):
        async with database.transaction() as tx:
            await event_store().append_new(
                tx, {"case-1": [met()], "case-2": [met()]}, recorded_at=START, context=someone()
            )

    async with database.reading() as tx:
        assert await count(tx, "events") == 1
