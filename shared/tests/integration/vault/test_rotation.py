"""The master key is replaced while services run; a killed rotation goes on where it was."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from continuous_line.errors import VaultClosed
from continuous_line.master_keys import new_entry, parse
from continuous_line.vault import Vault
from continuous_line.vault_rotation import BATCH, rotate

Opened = Callable[..., AbstractAsyncContextManager[Vault]]


def _quiet(_done: int, _total: int) -> None:
    pass


async def _by_master_key(vault: Vault) -> dict[str, int]:
    async with vault.database.reading() as tx:
        rows = await tx.execute(
            text("SELECT master_key, count(*) FROM vault_keys WHERE wrapped IS NOT NULL GROUP BY 1")
        )
        return {row[0]: row[1] for row in rows}


async def test_after_a_rotation_the_old_key_is_not_needed_and_everything_reads_as_before(
    vault: Vault, opened: Opened, master_key: str
) -> None:
    persons = [uuid4() for _ in range(2 * BATCH + 7)]
    before = await vault.new_keys(persons)
    await vault.remember("v-number", "0000000001", persons[0])
    await vault.forget(persons[1], datetime.now(UTC))
    sealed = vault.seal("connection|1", b"not to be shown")
    new = new_entry("second")
    told: list[tuple[int, int]] = []
    async with opened(master_key=f"{new} {master_key}") as rotating:
        ring = parse(f"{new}\n{master_key}", "here")
        done = await rotate(rotating.database, ring, lambda n, of: told.append((n, of)))
        assert (done.keys, done.current, done.obsolete) == (2 * BATCH + 6, "second", ("first",))
        assert told[-1] == (2 * BATCH + 6, 2 * BATCH + 6)
        assert [n for n, _ in told] == sorted(n for n, _ in told)
        assert (await rotate(rotating.database, ring, _quiet)).keys == 0
    async with opened(master_key=new) as after:
        del before[persons[1]]
        assert await after.keys(persons) == before
        assert await after.look_up("v-number", "0000000001") == persons[0]
        assert list(await after.erased(persons)) == [persons[1]]
        assert after.unseal("connection|1", sealed) == b"not to be shown"
    with pytest.raises(VaultClosed, match="`second` is not in the ring"):
        async with opened(master_key=master_key):
            pass


async def test_services_read_and_make_keys_while_the_master_key_is_rotated(
    opened: Opened, master_key: str
) -> None:
    new = new_entry("second")
    persons = [uuid4() for _ in range(BATCH)]
    async with (
        opened(master_key=f"{master_key} {new}") as service,
        opened(master_key=f"{new} {master_key}") as rotating,
    ):
        before = await service.new_keys(persons)
        ring = parse(f"{new}\n{master_key}", "here")

        async def work() -> UUID:
            person = uuid4()
            await service.key(person)
            assert await service.keys(persons) == before
            return person

        results = await asyncio.gather(
            rotate(rotating.database, ring, _quiet), *(work() for _ in range(20))
        )
        await rotate(rotating.database, ring, _quiet)
        assert set(await _by_master_key(service)) == {"second"}
        assert len(await service.keys([each for each in results if isinstance(each, UUID)])) == 20


async def test_a_killed_rotation_goes_on_where_it_was(
    vault: Vault, opened: Opened, master_key: str, keys_url: str
) -> None:
    persons = [uuid4() for _ in range(12 * BATCH)]
    before = await vault.new_keys(persons)
    new = new_entry("second")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DL_")}
    environment |= {
        "DL_DATABASE_URL": keys_url,
        "DL_KEYS_DATABASE_URL": keys_url,
        "DL_MASTER_KEY": f"{new} {master_key}",
        "DL_EVENT_LOG_URL": keys_url,
        "DL_ISSUER": "https://issuer.example",
        "DL_JWKS": "https://issuer.example/jwks",
        "DL_SECRET": "unused",
    }
    command = [sys.executable, "-m", "profile_service", "rotate-master-key"]
    killed = await asyncio.create_subprocess_exec(*command, env=environment, stdout=PIPE)
    async with asyncio.timeout(60):
        while "second" not in await _by_master_key(vault):  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    killed.kill()
    await killed.communicate()
    half = await _by_master_key(vault)
    async with opened(master_key=f"{new} {master_key}") as between:
        assert await between.keys(persons) == before

    done = await asyncio.create_subprocess_exec(*command, env=environment, stdout=PIPE)
    said = (await done.communicate())[0].decode()
    assert done.returncode == 0
    assert f"{half.get('first', 0)} keys were wrapped anew" in said
    assert "`first` wraps nothing any more: remove it" in said
    async with opened(master_key=new) as after:
        assert await after.keys(persons) == before
