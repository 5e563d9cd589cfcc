"""Opening a vault: the ring is tried on the keys database before anything is served.

A wrong or missing key, or a keys database that is not there, is told in one line.
"""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from continuous_line.config import Settings
from continuous_line.database import Database, Tx, fetch
from continuous_line.errors import VaultClosed
from continuous_line.master_keys import MasterKey, Ring, WrongKey, ring_of
from continuous_line.vault import OwnKeys, Vault

LOOK_UP: Final = "look-up"
OF_NOBODY: Final = "of-nobody"
_PROOF: Final = b"doorlopende-lijn"
_PROOFS: Final = "SELECT id, proof FROM master_keys"
_PROVE: Final = "INSERT INTO master_keys (id, proof) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING"
_SECRET: Final = "SELECT wrapped, master_key FROM vault_secrets WHERE name = $1"  # noqa: S105
_KEEP: Final = """
    INSERT INTO vault_secrets (name, wrapped, master_key) VALUES ($1, $2, $3)
    ON CONFLICT (name) DO NOTHING
    """
_IN_USE: Final = "SELECT DISTINCT master_key FROM vault_keys WHERE master_key IS NOT NULL"
_UNDEFINED_TABLE: Final = "42P01"


def keys_database_url(settings: Settings) -> str:
    """Raises VaultClosed where none is named."""
    if settings.keys_database_url is None:
        raise VaultClosed("DL_KEYS_DATABASE_URL is not set: this service has a vault")
    return settings.keys_database_url


@asynccontextmanager
async def opened_vault(settings: Settings, *, service: str) -> AsyncIterator[Vault]:
    """Raises VaultClosed."""
    url, ring = keys_database_url(settings), ring_of(settings)
    size = max(2, settings.pool_size // 2)
    async with Database(url, pool_size=size, name=f"{service}-vault") as database:
        vault = Vault(database, ring, await own_keys(database, ring))
        try:
            yield vault
        finally:
            await vault.finished()


async def own_keys(database: Database, ring: Ring) -> OwnKeys:
    """Those that are nobody's, after the whole ring was tried. Raises VaultClosed."""
    try:
        async with database.transaction() as tx:
            await _try_keys(tx, ring)
            look_up = await _own_key(tx, ring, LOOK_UP)
            return OwnKeys(look_up, MasterKey(OF_NOBODY, await _own_key(tx, ring, OF_NOBODY)))
    except (SQLAlchemyError, OSError, TimeoutError) as error:
        raise VaultClosed(_why(error)) from None


async def _try_keys(tx: Tx, ring: Ring) -> None:
    current = ring.current
    await fetch(tx, _PROVE, current.id, current.wrap(_PROOF, proof_of(current.id)))
    for row in await fetch(tx, _PROOFS):
        if row.id in ring.keys and not _proven(ring[row.id], row.proof):
            raise VaultClosed(
                f"the master key `{row.id}` is not the one that the keys database knows by this id"
            )
    for row in await fetch(tx, _IN_USE):
        _ = ring[row.master_key]


async def _own_key(tx: Tx, ring: Ring, name: str) -> bytes:
    """Made at the first start, so that a rotation finds all of them."""
    current = ring.current
    if not (rows := await fetch(tx, _SECRET, name)):
        new = current.wrap(secrets.token_bytes(32), name)
        await fetch(tx, _KEEP, name, new, current.id)
        rows = await fetch(tx, _SECRET, name)
    try:
        return ring[rows[0].master_key].unwrap(rows[0].wrapped, name)
    except WrongKey:
        raise VaultClosed(f"the key `{name}` was not wrapped with this master key") from None


def proof_of(key_id: str) -> str:
    return f"proof|{key_id}"


def _proven(key: MasterKey, proof: bytes) -> bool:
    try:
        return key.unwrap(proof, proof_of(key.id)) == _PROOF
    except WrongKey:
        return False


def _why(error: BaseException) -> str:
    """In one line, without what the driver repeats of the address and its password."""
    state = getattr(getattr(error, "orig", error), "sqlstate", None)
    if state == _UNDEFINED_TABLE:
        return "the keys database has no tables: run `migrate` first"
    reason = {
        "3D000": "it does not exist",
        "28P01": "its login is refused",
        "28000": "its login is refused",
    }.get(str(state), "it does not answer")
    return f"the keys database of DL_KEYS_DATABASE_URL cannot be used: {reason}"
