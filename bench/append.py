"""Appending to the event store against a bare INSERT of one row, on a PostgreSQL that syncs."""

import asyncio
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
from measure import report, side_by_side
from sqlalchemy import MetaData, text

from continuous_line import event_store
from continuous_line.database import Database
from continuous_line.event_store import Context, EventStore
from continuous_line.local.postgres import PostgresServer

COMMANDS = 800


@dataclass(frozen=True, kw_only=True)
class HandoverByPhone:
    """A stored event of the usual size."""

    id: UUID
    at: datetime
    municipality: str = "GM0988"
    azc: str = "weert"
    reason: str = "distance"


INSERT = text("INSERT INTO bare (id, data, recorded_at) VALUES (:id, CAST(:data AS jsonb), :at)")
DATA = '{"at":"2026-03-01T09:00:00Z","municipality":"GM0988","azc":"weert","reason":"distance"}'
CONTEXT = Context(
    subject="casemanager", organisation="coa", roles=("case-manager",), correlation_id=UUID(int=1)
)


async def spread(connections: int, one: object) -> int:
    """The same number of commands, over so many connections at once."""
    left = iter(range(COMMANDS))

    async def worker() -> None:
        for _ in left:
            await one()  # type: ignore[operator]

    async with asyncio.TaskGroup() as group:
        for _ in range(connections):
            group.create_task(worker())
    return COMMANDS


async def measure(url: str, connections: int) -> None:
    store = EventStore((HandoverByPhone,))
    async with Database(url, pool_size=connections) as database:
        pool = await asyncpg.create_pool(url, min_size=connections, max_size=connections)

        async def ours() -> None:
            now = datetime.now(UTC)
            event = HandoverByPhone(id=uuid4(), at=now)
            async with database.transaction() as tx:
                await store.append(
                    tx, f"case-{uuid4()}", [event], expected_version=0, recorded_at=now,
                    context=CONTEXT,
                )  # fmt: skip

        async def bare() -> None:
            async with database.transaction() as tx:
                await tx.execute(INSERT, {"id": uuid4(), "data": DATA, "at": datetime.now(UTC)})

        async def driver() -> None:
            statement = "INSERT INTO bare (id, data, recorded_at) VALUES ($1, $2, $3)"
            await pool.execute(statement, uuid4(), DATA, datetime.now(UTC))

        found = await side_by_side(
            lambda: spread(connections, ours), lambda: spread(connections, bare)
        )
        report(f"append, {connections} connections", *found)
        found = await side_by_side(
            lambda: spread(connections, ours), lambda: spread(connections, driver)
        )
        report(f"append against the driver alone, {connections} connections", *found)
        await pool.close()


async def main(url: str) -> None:
    metadata = MetaData()
    event_store.tables(metadata)
    async with Database(url) as database, database.transaction() as tx:
        await tx.run_sync(metadata.create_all)
        await tx.execute(text("CREATE TABLE bare (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id uuid UNIQUE, data jsonb, recorded_at timestamptz)"))  # fmt: skip  # noqa: E501
    for connections in (1, 16):
        await measure(url, connections)


if __name__ == "__main__":
    folder = Path(tempfile.mkdtemp(prefix="bench-append-"))
    server = PostgresServer(folder)
    try:
        server.start()
        asyncio.run(main(server.url()))
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
