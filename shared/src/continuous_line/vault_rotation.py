"""Rotation of the master key: every key of a person is wrapped anew with the current one.

So are the two keys of nobody, of look-ups and of what belongs to no person. What is sealed
stays as it is, and so do the look-up hashes. Batches commit one by one, so a killed rotation goes
on where it was; services run on meanwhile with both keys in their ring.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from continuous_line.database import Database, Tx, fetch
from continuous_line.errors import VaultClosed
from continuous_line.master_keys import Ring, WrongKey
from continuous_line.vault import purpose

BATCH: Final = 200
_LEFT: Final = "SELECT count(*) AS n FROM vault_keys WHERE master_key <> $1"
_BATCH: Final = """
    SELECT subject, wrapped, master_key FROM vault_keys WHERE master_key <> $1 AND subject > $2
    ORDER BY subject LIMIT $3 FOR UPDATE
    """
_REWRAP: Final = """
    UPDATE vault_keys AS k SET wrapped = n.wrapped, master_key = $1
    FROM unnest($2::uuid[], $3::bytea[]) AS n(subject, wrapped) WHERE k.subject = n.subject
    """
_SECRETS: Final = "SELECT name, wrapped, master_key FROM vault_secrets FOR UPDATE"
_REWRAP_SECRET: Final = "UPDATE vault_secrets SET wrapped = $2, master_key = $3 WHERE name = $1"  # noqa: S105
_FIRST: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Rotated:
    """`keys` were wrapped anew; `obsolete` of the ring wrap nothing any more."""

    keys: int
    current: str
    obsolete: tuple[str, ...]


async def rotate(database: Database, ring: Ring, progress: Callable[[int, int], None]) -> Rotated:
    """`progress(done, total)` after every batch. Raises VaultClosed where a key does not open."""
    current, done = ring.current.id, 0
    async with database.transaction() as tx:
        await _secrets(tx, ring)
    while (left := (await database.ask(_LEFT, current))[0].n) > 0:
        last, total = _FIRST, done + left
        while True:
            async with database.transaction() as tx:
                rows = await fetch(tx, _BATCH, current, last, BATCH)
                if not rows:
                    break
                wrapped = [_anew(ring, row, purpose(row.subject)) for row in rows]
                await fetch(tx, _REWRAP, current, [row.subject for row in rows], wrapped)
            last, done = rows[-1].subject, done + len(rows)
            progress(done, max(done, total))
    return Rotated(done, current, tuple(key for key in ring.keys if key != current))


async def _secrets(tx: Tx, ring: Ring) -> None:
    for row in await fetch(tx, _SECRETS):
        if row.master_key != ring.current.id:
            wrapped = _anew(ring, row, row.name)
            await fetch(tx, _REWRAP_SECRET, row.name, wrapped, ring.current.id)


def _anew(ring: Ring, row: Any, purpose: str) -> bytes:
    try:
        plain = ring[row.master_key].unwrap(row.wrapped, purpose)
    except WrongKey:
        raise VaultClosed(f"a key does not open with the master key `{row.master_key}`") from None
    return ring.current.wrap(plain, purpose)
