"""Sixteen writers that commit out of order, beside long foreign transactions: nothing skipped."""

import asyncio
import os
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import text

from continuous_line.contracts import public_id, type_name
from continuous_line.contracts.handover import TOPIC, FirstContactMade
from continuous_line.database import Database
from continuous_line.errors import VersionConflict
from continuous_line.event_log import EventLog, open_event_log
from continuous_line.local.postgres import PostgresServer, binaries
from continuous_line.sequencing import sequence
from continuous_line.testing.event_store import (
    START,
    Event,
    append,
    event_store,
    make_platform_tables,
    met,
    relay,
    remarked,
)
from continuous_line.testing.reading import envelopes, until

WRITERS, ACTS, STREAMS = 16, 30, 40
PUBLIC_TYPE = type_name("handover", FirstContactMade)


class RolledBack(Exception):
    pass


@pytest.fixture
async def log(fresh_database: str) -> AsyncIterator[EventLog]:
    log = open_event_log(fresh_database)
    await log.create_topics([TOPIC])
    yield log
    await log.close()


@pytest.fixture
async def url(own_database: Callable[..., str]) -> str:
    made = own_database()
    await make_platform_tables(made)
    return made


@pytest.fixture
def another_cluster() -> Iterator[PostgresServer]:
    with tempfile.TemporaryDirectory(prefix="continuous-line-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        server = PostgresServer(Path(name) / "restored", options=("fsync=off",))
        server.start()
        try:
            yield server
        finally:
            server.stop()


def roll_back_one_in_five(chance: Random) -> None:
    if chance.random() < 0.2:
        raise RolledBack


async def write(database: Database, seed: int) -> None:
    """Acts on random streams. Some transactions draw their id early, some wait, some roll back."""
    chance = Random(seed)
    for number in range(ACTS):
        stream = f"person-{chance.randrange(STREAMS)}"
        try:
            async with database.transaction() as tx:
                if chance.random() < 0.5:
                    await tx.execute(text("SELECT pg_current_xact_id()"))
                    await asyncio.sleep(chance.random() * 0.02)
                version = len(await event_store().load(tx, stream))
                at = START + timedelta(seconds=number + chance.random() * 5)
                events: list[Event] = [met(at=at), remarked(at), met(at=at)]
                some = events[: chance.randint(1, 3)]
                await append(tx, stream, some, expected=version, at=at)
                await asyncio.sleep(chance.choice([0, 0, 0.001, 0.03]))
                roll_back_one_in_five(chance)
        except (VersionConflict, RolledBack):
            continue


@asynccontextmanager
async def long_transaction(url: str) -> AsyncIterator[None]:
    """In a database of the same server, with an id drawn before everything else."""
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction():
            await connection.execute("SELECT pg_current_xact_id()")
            yield
    finally:
        await connection.close()


async def write_and_relay(url: str, log: EventLog, foreign: str, seed: int) -> None:
    """All writers beside the relay, until the relay has delivered everything."""
    stop = asyncio.Event()
    relayed = relay(url, log, chunk=50)
    async with Database(url, pool_size=WRITERS + 1) as database, long_transaction(foreign):
        task = asyncio.create_task(relayed.run(stop))
        await asyncio.gather(*(write(database, seed + number) for number in range(WRITERS)))
        async with database.reading() as tx:
            stored = int(await tx.scalar(text("SELECT count(*) FROM events")) or 0)
        await until(lambda: relayed.progress.sequence >= stored)
        stop.set()
        await task


async def expect_all_in_order(url: str, log: EventLog) -> None:
    async with Database(url) as database, database.reading() as tx:
        streams = await event_store().load_many(tx, [f"person-{n}" for n in range(STREAMS)])
        rows = (
            await tx.execute(text("SELECT sequence, recorded_at FROM sequenced ORDER BY sequence"))
        ).all()
    expected: dict[str, list[UUID]] = {
        stream: [
            public_id(s.event.id, PUBLIC_TYPE) for s in events if hasattr(s.event, "municipality")
        ]
        for stream, events in streams.items()
    }
    found = await envelopes(log, TOPIC, sum(map(len, expected.values())))

    assert {stream: [e.id for e in found if e.subject == stream] for stream in expected} == expected
    assert [row.sequence for row in rows] == list(range(1, sum(map(len, streams.values())) + 1))
    assert all(one.recorded_at <= after.recorded_at for one, after in pairwise(rows))
    times = {row.sequence: row.recorded_at for row in rows}
    assert all(envelope.time == times[envelope.number] for envelope in found)


async def test_writers_that_commit_out_of_order_lose_nothing_and_keep_each_stream_in_order(
    url: str, log: EventLog, postgres_url: str
) -> None:
    await write_and_relay(url, log, postgres_url, seed=1)
    await expect_all_in_order(url, log)


async def test_the_same_holds_after_a_dump_was_restored_into_a_new_cluster(
    url: str, log: EventLog, postgres_url: str, another_cluster: PostgresServer
) -> None:
    await write_and_relay(url, log, postgres_url, seed=100)
    async with Database(url) as database, database.transaction() as tx:
        await append(
            tx, "person-0", [met()], expected=len(await event_store().load(tx, "person-0"))
        )
    restored = await asyncio.to_thread(dump_and_restore, url, another_cluster)

    await write_and_relay(restored, log, another_cluster.url(), seed=200)
    await expect_all_in_order(restored, log)


def dump_and_restore(url: str, cluster: PostgresServer) -> str:
    def run(program: str, *arguments: str, script: bytes = b"") -> bytes:
        return subprocess.run(
            [binaries() / program, *arguments],
            input=script,
            env=os.environ,
            check=True,
            capture_output=True,
        ).stdout

    run("psql", cluster.url(), "-qc", "CREATE DATABASE restored")
    target = cluster.url("restored")
    run("psql", target, "-q", "-v", "ON_ERROR_STOP=1", script=run("pg_dump", url))
    return target


async def test_numbers_are_given_in_batches_without_a_gap(url: str) -> None:
    async with Database(url) as database:
        async with database.transaction() as tx:
            await append(tx, "person-1", [met() for _ in range(25)])
        counts = []
        for _ in range(4):
            async with database.transaction() as tx:
                counts.append(await sequence(tx, batch=10))
        async with database.reading() as tx:
            rows = await tx.execute(
                text("SELECT sequence, version FROM sequenced JOIN events USING (position)")
            )
            numbers = [tuple(row) for row in rows]

    assert counts == [10, 10, 5, 0]
    assert sorted(numbers) == [(number, number) for number in range(1, 26)]
