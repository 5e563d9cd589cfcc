"""What the benchmark of pushing works with: a database, feeds, subscriptions, sinks, the loop."""

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from pydantic import SecretStr
from sqlalchemy import insert, text

from continuous_line.config import Settings
from continuous_line.contracts import Envelope
from continuous_line.contracts.handover_guidance import RoleCardShown
from continuous_line.event_log import PARTITIONS
from continuous_line.local.postgres import PostgresServer
from continuous_line.master_keys import new_entry
from continuous_line.migrations.command import scripts, upgrade, vault_scripts
from continuous_line.testing.told import envelope_of
from handover_service.identity import FEED
from handover_service.resources import Resources, open_resources
from handover_service.subscriptions.config import Policy
from handover_service.subscriptions.feed.numbering import append, made
from handover_service.subscriptions.feed.tables import feed_counters, feed_links
from handover_service.subscriptions.forms import CLOUD_EVENTS, CloudEvents
from handover_service.subscriptions.push.opening import Pushing
from handover_service.subscriptions.secrets import Secrets
from handover_service.subscriptions.tables import subscriptions

POLICY = Policy(
    sink_hosts=("127.0.0.1",), sink_plain_http=True, sink_private_addresses=True, origin="us.nl"
)


@dataclass
class Sinks:
    """The process with the sinks."""

    process: asyncio.subprocess.Process
    ports: Sequence[int]

    def address(self, place: int) -> str:
        return f"http://127.0.0.1:{self.ports[place]}/in"

    def mode(self, place: int, mode: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"mode {place} {mode}\n".encode())

    async def taken(self) -> dict[str, tuple[int, float]]:
        """Place and moment of what arrived since this was asked, by id@place."""
        return await self._asked("taken")  # type: ignore[no-any-return]

    async def tried(self) -> list[int]:
        """How many requests came at each place since this was asked."""
        return await self._asked("tried")  # type: ignore[no-any-return]

    async def _asked(self, what: str) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{what}\n".encode())
        return json.loads(await self.process.stdout.readline())


@asynccontextmanager
async def sinks(count: int) -> AsyncIterator[Sinks]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(Path(__file__).with_name("push_sinks.py")), str(count),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=2**26,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield Sinks(process, json.loads(await process.stdout.readline()))
    finally:
        process.terminate()
        await process.wait()


@dataclass
class PushStand:
    """Feeds by the code of a municipality; `persons`: who is linked there."""

    resources: Resources
    persons: dict[str, list[tuple[UUID, UUID]]] = field(default_factory=dict)
    number: int = 0

    async def sql(self, statement: str, **values: Any) -> list[Any]:
        async with self.resources.database.transaction() as tx:
            found = await tx.execute(text(statement), values)
            return list(found) if found.returns_rows else []

    async def heard(self) -> None:
        """The log is heard up to now, and for an hour."""
        later = datetime.now(UTC) + timedelta(hours=1)
        await self.sql(
            "INSERT INTO consumer_progress "
            "(consumer, partition, generation, behind, caught_up_at, moved_at, checked_at) "
            "SELECT :consumer, n, 'live', 0, :at, :at, :at FROM generate_series(0, :last) n",
            consumer=FEED, last=PARTITIONS - 1, at=later,
        )  # fmt: skip

    async def municipality(self, code: str, persons: int) -> None:
        now = datetime.now(UTC)
        self.persons[code] = [(uuid4(), uuid4()) for _ in range(persons)]
        async with self.resources.database.transaction() as tx:
            await tx.execute(insert(feed_counters).values(municipality=code, begun_at=now))
            links = [
                {
                    "link_id": link, "permit_holder_id": person, "municipality": code,
                    "since": now - timedelta(days=1), "heard_from": 1, "recorded_at": now,
                }
                for person, link in self.persons[code]
            ]  # fmt: skip
            await tx.execute(insert(feed_links), links)

    async def subscribe(self, code: str, sink: str, under_way: int = 8) -> UUID:
        one, now, secrets = uuid4(), datetime.now(UTC), Secrets(self.resources.vault)
        row = {
            "subscription_id": one, "municipality": code, "name": "bench", "delivery": "push",
            "form": CLOUD_EVENTS, "sink": sink, "mode": "structured", "content": "full",
            "types": [], "filters": [], "most_under_way": under_way, "state": "active",
            "starts_after": 0, "version": 1, "permitted_at": now, "created_at": now,
            "created_by": "bench", "changed_at": now,
        }  # fmt: skip
        async with self.resources.database.transaction() as tx:
            await tx.execute(insert(subscriptions).values(row))
            await secrets.renew(tx, one, now, timedelta())
        return one

    def told(self, code: str, place: int) -> tuple[Envelope, UUID]:
        """An event about one of those who are linked there, and the link."""
        self.number += 1
        now = datetime.now(UTC)
        person, link = self.persons[code][place % len(self.persons[code])]
        event = RoleCardShown(occurred_at=now)
        return envelope_of(event, person, domain="handover", time=now, number=self.number), link

    async def happen(self, code: str, places: Sequence[int]) -> list[str]:
        """Events about these, in one transaction; their ids."""
        rows = [
            made(envelope, code, link) for envelope, link in (self.told(code, p) for p in places)
        ]
        async with self.resources.database.transaction() as tx:
            await append(tx, rows, datetime.now(UTC))
        return [str(row.event_id) for row in rows]

    @asynccontextmanager
    async def pushing(self) -> AsyncIterator[None]:
        given, stop = self.resources, asyncio.Event()
        loop = Pushing(
            given.settings, POLICY, given.database, given.clock, Secrets(given.vault),
            {CLOUD_EVENTS: CloudEvents()},
        )  # fmt: skip
        task = asyncio.create_task(loop.run(stop))
        try:
            yield
        finally:
            stop.set()
            with contextlib.suppress(asyncio.CancelledError):
                await task


@asynccontextmanager
async def push_stand(folder: Path) -> AsyncIterator[PushStand]:
    """With a PostgreSQL of its own, that keeps what was committed."""
    server = PostgresServer(folder / "postgres")
    await asyncio.to_thread(server.start)
    try:
        urls = [server.url(name) for name in ("handover", "keys")]
        for name in ("handover", "keys"):
            await _create(server.url(), name)
        await asyncio.to_thread(upgrade, scripts("handover_service"), urls[0])
        await asyncio.to_thread(upgrade, vault_scripts(), urls[1])
        settings = Settings(
            environment="embedded", database_url=urls[0], keys_database_url=urls[1],
            master_key=SecretStr(new_entry("first")), event_log_url="postgresql://no@127.0.0.1:1/no",
            issuer="https://issuer.example", jwks="https://issuer.example/jwks", secret="bench",
            public_url="https://handover.example",
        )  # fmt: skip
        async with open_resources(settings) as resources:
            resources.vault.gate.open()
            stand = PushStand(resources)
            await stand.heard()
            yield stand
    finally:
        await asyncio.to_thread(server.stop)


async def _create(url: str, name: str) -> None:
    import asyncpg

    connection = await asyncpg.connect(url)
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
