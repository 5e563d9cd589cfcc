"""The migrations of every service and of the vaults make what their models declare."""

import asyncio
import sys

import pytest
from sqlalchemy import MetaData, text

from continuous_line.database import Database
from continuous_line.migrations import command, platform

SERVICES = ("profile_service", "handover_service", "directory_service", "report_service")
CHAINS = {name: command.scripts(name) for name in SERVICES} | {"vault": command.vault_scripts()}


@pytest.mark.parametrize("chain", CHAINS)
async def test_models_and_migrations_of_a_service_agree(chain: str, fresh_database: str) -> None:
    folder = CHAINS[chain]
    await asyncio.to_thread(command.upgrade, folder, fresh_database)

    assert await asyncio.to_thread(command.check, folder, fresh_database) is None


@pytest.mark.parametrize("chain", CHAINS)
async def test_migrations_of_a_service_go_down_and_up_again(
    chain: str, fresh_database: str
) -> None:
    folder = CHAINS[chain]
    await asyncio.to_thread(command.upgrade, folder, fresh_database)
    await asyncio.to_thread(command.downgrade, folder, fresh_database)
    await asyncio.to_thread(command.upgrade, folder, fresh_database)

    assert await asyncio.to_thread(command.check, folder, fresh_database) is None


async def test_processes_that_migrate_at_once_take_turns(fresh_database: str) -> None:
    folder = command.scripts("report_service")
    program = "import sys; from continuous_line.migrations.command import *; upgrade("
    program += "scripts('report_service'), sys.argv[1])"
    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", program, fresh_database)
        for _ in range(3)
    ]

    assert [await process.wait() for process in processes] == [0, 0, 0]
    assert await asyncio.to_thread(command.check, folder, fresh_database) is None


async def test_every_platform_table_is_in_the_migrations(fresh_database: str) -> None:
    declared = MetaData()
    platform.declare(declared)
    folder = command.scripts("report_service")
    await asyncio.to_thread(command.upgrade, folder, fresh_database)

    async with Database(fresh_database) as database, database.reading() as tx:
        made = set(
            await tx.scalars(
                text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
            )
        )
    assert set(declared.tables) <= made
