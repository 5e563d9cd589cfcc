"""A database with the tables of intakes, a vault, and a handler that writes numbers down."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pydantic import SecretStr
from sqlalchemy import MetaData, text

from continuous_line.auth import Principal
from continuous_line.clock import SystemClock
from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.database import Database
from continuous_line.event_store import Context
from continuous_line.intake import acts
from continuous_line.intake.acts import Plan
from continuous_line.intake.intake import Intake
from continuous_line.intake.runner import Runner, Unit, row_id
from continuous_line.intake.store import Outcome, load
from continuous_line.intake.table import Fault, Row, Table
from continuous_line.intake.tables import declare
from continuous_line.vault import Vault
from continuous_line.vault_opening import opened_vault
from continuous_line.writing import Writing

SECRET = "Marked-value-of-a-row"
WHO = Principal("system-1", "tvs", frozenset({Role.TVS_SYSTEM}), frozenset())
CONTEXT = Context(
    subject="system-1", organisation="tvs", roles=("tvs-system",), correlation_id=UUID(int=7)
)


Before = Callable[[list[int]], Any]


@dataclass
class Numbers:
    """Writes the number of each row down; `before` is called in the middle of a chunk."""

    kind: str = "numbers"
    before: Before = lambda _: None

    async def check(self, unit: Unit, rows: Sequence[Row]) -> list[Fault]:
        return [
            Fault(row.number, "value", "odd-one-out", "Is not taken.")
            for row in rows
            if row.cells.get("value") == "bad"
        ]

    async def apply(self, unit: Unit, rows: Sequence[Row]) -> list[Outcome]:
        numbers = [row.number for row in rows]
        insert = text("INSERT INTO written (row) VALUES (:row)")
        await unit.tx.execute(insert, [{"row": number} for number in numbers])
        found = self.before(numbers)
        if asyncio.iscoroutine(found):
            await found
        return [Outcome(n, "written", row_id(unit.intake.intake_id, n)) for n in numbers]


@dataclass
class Desk:
    database: Database
    vault: Vault
    secret = SECRET

    async def start(self, rows: int, *, bad: Sequence[int] = (), **plan: bool) -> UUID:
        """An intake of rows 2, 3, ...; those of `bad` have a fault that checking finds."""
        cells = [
            Row(n, {"value": "bad" if n in bad else "good", "secret": SECRET})
            for n in range(2, rows + 2)
        ]
        async with self.database.transaction() as tx:
            unit = Writing(tx, WHO, SystemClock().now(), CONTEXT)
            return await acts.start(unit, self.vault, "numbers", Table(cells), [], Plan(**plan))

    async def commit(self, intake_id: UUID, *, only_valid: bool = False) -> None:
        async with self.database.transaction() as tx:
            unit = Writing(tx, WHO, SystemClock().now(), CONTEXT)
            await acts.commit(unit, "numbers", intake_id, only_valid=only_valid)

    async def intake(self, intake_id: UUID, organisation: str = "tvs") -> Intake:
        async with self.database.reading() as tx:
            return await load(tx, intake_id, kind="numbers", organisation=organisation)

    async def result(self, intake_id: UUID) -> list[Outcome]:
        async with self.database.reading() as tx:
            intake = await load(tx, intake_id, kind="numbers", organisation="tvs")
            return await acts.result(tx, intake)

    async def written(self) -> list[int]:
        async with self.database.reading() as tx:
            return list(await tx.scalars(text("SELECT row FROM written ORDER BY row")))

    def runner(self, before: Before | None = None, **terms: Any) -> Runner:
        """`before`: called in the middle of a chunk that is applied, with its row numbers."""
        handler = Numbers(before=before or (lambda _: None))
        return Runner(self.database, self.vault, SystemClock(), handler, **terms)

    async def finish(self, before: Before | None = None) -> None:
        """A worker does all there is to do."""
        runner = self.runner(before)
        while await runner.step():
            pass

    async def stored(self, table: str) -> str:
        """All of a table as text, to look for what may not be there."""
        async with self.database.reading() as tx:
            rows = await tx.execute(text(f"SELECT t::text FROM {table} t"))
            return "\n".join(row[0] for row in rows)


@pytest.fixture
async def database(fresh_database: str) -> AsyncIterator[Database]:
    metadata = MetaData()
    declare(metadata)
    async with Database(fresh_database) as database:
        async with database.transaction() as tx:
            await tx.run_sync(metadata.create_all)
            await tx.execute(text("CREATE TABLE written (row integer NOT NULL)"))
        yield database


@pytest.fixture
async def desk(
    database: Database,
    migrated_keys_url: str,
    own_database: Callable[..., str],
    master_key: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Desk]:
    monkeypatch.setattr(acts, "CHUNK", 5)
    settings = Settings(
        database_url="postgresql://unused", event_log_url="postgresql://unused",
        issuer="https://issuer.example", jwks="https://issuer.example/jwks", secret="unused",
        master_key=SecretStr(master_key),
        keys_database_url=own_database(template=migrated_keys_url),
    )  # fmt: skip
    async with opened_vault(settings, service="sample") as vault:
        vault.gate.open()
        yield Desk(database, vault)
