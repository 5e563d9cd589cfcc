"""A keys database, and vaults on it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from pydantic import SecretStr

from continuous_line.config import Settings
from continuous_line.vault import Vault
from continuous_line.vault_opening import opened_vault

Opened = Callable[..., AbstractAsyncContextManager[Vault]]


@pytest.fixture
def keys_url(migrated_keys_url: str, own_database: Callable[..., str]) -> str:
    return own_database(template=migrated_keys_url)


@pytest.fixture
def vault_settings(keys_url: str, master_key: str) -> Callable[..., Settings]:
    """`vault_settings(master_key=..., keys_database_url=...)`."""

    def made(**changed: Any) -> Settings:
        ring = changed.pop("master_key", master_key)
        return Settings(
            database_url="postgresql://unused",
            event_log_url="postgresql://unused",
            issuer="https://issuer.example",
            jwks="https://issuer.example/jwks",
            secret="unused",
            master_key=SecretStr(ring),
            **{"keys_database_url": keys_url} | changed,
        )

    return made


@pytest.fixture
def opened(vault_settings: Callable[..., Settings]) -> Opened:
    """`async with opened() as vault`: another process on the same keys database."""

    @asynccontextmanager
    async def opening(**changed: Any) -> AsyncIterator[Vault]:
        async with opened_vault(vault_settings(**changed), service="sample") as vault:
            vault.gate.open()
            yield vault

    return opening


@pytest.fixture
async def vault(opened: Opened) -> AsyncIterator[Vault]:
    async with opened() as found:
        yield found
