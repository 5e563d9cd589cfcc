"""The vault: personal data are sealed with a key per person, and forgotten with it.

The keys lie wrapped in a database of their own; what they seal lies in the service's tables. A
key is asked for in every request and kept in none, so that who is forgotten is unreadable
everywhere at once; reading one person's costs one round trip. What belongs to no person (`seal`)
has a key of its own, which the process keeps.
"""

import hmac
from collections.abc import Awaitable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from continuous_line.data_key import DataKey, new_key
from continuous_line.database import Database, Row, Tx, fetch
from continuous_line.errors import Erased, KeyMissing, LookUpTaken, Unreadable
from continuous_line.master_keys import MasterKey, Ring, WrongKey
from continuous_line.together import Together
from continuous_line.vault_gate import Gate

__all__ = ["DataKey", "OwnKeys", "Vault"]

_ONE: Final = "SELECT wrapped, master_key, erased_at FROM vault_keys WHERE subject = $1"
_MANY: Final = (
    "SELECT subject, wrapped, master_key, erased_at FROM vault_keys WHERE subject = ANY($1)"
)
_MAKE: Final = """
    INSERT INTO vault_keys AS k (subject, wrapped, master_key) VALUES ($1, $2, $3)
    ON CONFLICT (subject) DO UPDATE SET subject = k.subject
    RETURNING wrapped, master_key, erased_at
    """
_REMEMBER: Final = """
    INSERT INTO vault_look_ups AS l (kind, hash, subject)
    SELECT $1, $2, subject FROM vault_keys WHERE subject = $3 AND wrapped IS NOT NULL FOR UPDATE
    ON CONFLICT (kind, hash) DO UPDATE SET subject = l.subject
    RETURNING subject
    """
_LOOK_UP: Final = "SELECT subject FROM vault_look_ups WHERE kind = $1 AND hash = $2"
_RELEASE: Final = "DELETE FROM vault_look_ups WHERE kind = $1 AND hash = $2 AND subject = $3"
_ERASE: Final = """
    INSERT INTO vault_keys (subject, erased_at) VALUES ($1, $2)
    ON CONFLICT (subject) DO UPDATE SET wrapped = NULL, master_key = NULL,
      erased_at = excluded.erased_at
    WHERE vault_keys.erased_at IS NULL
    """
_MAKE_MANY: Final = """
    INSERT INTO vault_keys (subject, wrapped, master_key)
    SELECT made.subject, made.wrapped, $3
    FROM unnest(CAST($1 AS uuid[]), CAST($2 AS bytea[])) AS made (subject, wrapped)
    ORDER BY made.subject ON CONFLICT (subject) DO NOTHING
    """
_REMEMBER_MANY: Final = """
    INSERT INTO vault_look_ups (kind, hash, subject)
    SELECT $1, told.hash, subject
    FROM unnest(CAST($2 AS bytea[]), CAST($3 AS uuid[])) AS told (hash, subject)
    JOIN vault_keys USING (subject) WHERE wrapped IS NOT NULL
    ORDER BY told.hash FOR UPDATE OF vault_keys ON CONFLICT (kind, hash) DO NOTHING
    """
_LOOK_UP_MANY: Final = "SELECT hash, subject FROM vault_look_ups WHERE kind = $1 AND hash = ANY($2)"
_FORGET_LOOK_UPS: Final = "DELETE FROM vault_look_ups WHERE subject = $1"


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """Keys that are no person's, made once and wrapped as theirs; `of_nobody` is for `seal`."""

    look_up: bytes = field(repr=False)
    of_nobody: MasterKey


class Vault:
    """Made by `vault_opening.opened_vault`, which has tried the ring on the database.

    Every method asks the keys database and raises its errors; but for `forget` also VaultOpening
    as long as the gate is closed.
    """

    def __init__(self, database: Database, ring: Ring, own: OwnKeys) -> None:
        self.database, self._ring, self._own = database, ring, own
        self.gate = Gate()
        self._reading = Together(self._keys_in_order)

    async def key(self, subject: UUID) -> DataKey:
        """The person's key, made where there is none: for writing. Raises Erased."""
        rows = await self._ask(_ONE, subject)
        if not rows:
            wrapped = self._ring.current.wrap(new_key(), purpose(subject))
            rows = await self._ask(_MAKE, subject, wrapped, self._ring.current.id)
        return self._unwrapped(subject, rows[0])

    async def reading_key(self, subject: UUID) -> DataKey:
        """The person's key: for reading. Raises Erased, and KeyMissing where it never was here."""
        rows = await self._ask(_ONE, subject)
        if not rows:
            raise KeyMissing("There is no key for what is stored about this person.")
        return self._unwrapped(subject, rows[0])

    async def keys(self, subjects: Collection[UUID]) -> dict[UUID, DataKey]:
        """In one round trip; who was erased, or has no key, is absent."""
        if not subjects:
            return {}
        rows = await self._ask(_MANY, list(subjects))
        return {
            row.subject: self._unwrapped(row.subject, row) for row in rows if row.erased_at is None
        }

    def key_soon(self, subject: UUID) -> Awaitable[DataKey | None]:
        """As `keys`, of one: asked at once, together with what other requests ask meanwhile."""
        return self._reading.soon(subject)

    async def _keys_in_order(self, subjects: Sequence[UUID]) -> list[DataKey | None]:
        found = await self.keys(subjects)
        return [found.get(subject) for subject in subjects]

    async def new_keys(self, subjects: Collection[UUID]) -> dict[UUID, DataKey]:
        """As `key`, for many at once; who was erased is absent."""
        known, ring = await self.keys(subjects), self._ring.current
        new = [subject for subject in subjects if subject not in known]
        if not new:
            return known
        wrapped = [ring.wrap(new_key(), purpose(subject)) for subject in new]
        await self._ask(_MAKE_MANY, new, wrapped, ring.id)
        return known | await self.keys(new)

    async def erased(self, subjects: Collection[UUID]) -> dict[UUID, datetime]:
        """Who of them was erased, and when."""
        rows = await self._ask(_MANY, list(subjects)) if subjects else []
        return {row.subject: row.erased_at for row in rows if row.erased_at is not None}

    async def remember(self, kind: str, value: str, subject: UUID) -> None:
        """From now on `look_up` finds the person by this value; what was remembered before stays.

        The person has a key already (KeyMissing). Raises LookUpTaken, with whose it is, where the
        value leads to somebody else. It is no part of the service's transaction: where that one is
        rolled back the look-up stays, so `release` it or check what is found.
        """
        rows = await self._ask(_REMEMBER, kind, self._hash(kind, value), subject)
        if not rows:
            raise KeyMissing("There is no key for this person.")
        if rows[0].subject != subject:
            raise LookUpTaken(rows[0].subject)

    async def look_up(self, kind: str, value: str) -> UUID | None:
        """Whose value this is."""
        rows = await self._ask(_LOOK_UP, kind, self._hash(kind, value))
        return rows[0].subject if rows else None

    async def remember_many(self, kind: str, values: Mapping[str, UUID]) -> dict[str, UUID]:
        """As `remember`, for many at once; whose each value is now, perhaps somebody else's."""
        hashes = [self._hash(kind, value) for value in values]
        await self._ask(_REMEMBER_MANY, kind, hashes, list(values.values()))
        return await self.look_up_many(kind, values)

    async def look_up_many(self, kind: str, values: Collection[str]) -> dict[str, UUID]:
        """Whose values these are, as far as they are anybody's."""
        hashes = {self._hash(kind, value): value for value in values}
        rows = await self._ask(_LOOK_UP_MANY, kind, list(hashes)) if hashes else []
        return {hashes[bytes(row.hash)]: row.subject for row in rows}

    async def release(self, kind: str, value: str, subject: UUID) -> None:
        """The value no longer leads to this person."""
        await self._ask(_RELEASE, kind, self._hash(kind, value), subject)

    async def forget(self, subject: UUID, at: datetime) -> None:
        """Destroy the key and the look-ups, for ever; may be repeated."""
        async with self.database.transaction() as tx:
            await forget(tx, subject, at)

    def seal(self, about: str, plain: bytes) -> bytes:
        """What belongs to no person, as the secret of a connection; it opens as `about` only."""
        return self._own.of_nobody.wrap(plain, about)

    def unseal(self, about: str, sealed: bytes) -> bytes:
        """What `seal` made; the gate may be closed. Raises Unreadable."""
        try:
            return self._own.of_nobody.unwrap(sealed, about)
        except WrongKey:
            raise Unreadable("What is stored was sealed with another key, or as another.") from None

    async def finished(self) -> None:
        """When nothing is asked any more; before the keys database is closed."""
        await self._reading.finished()

    async def ready(self) -> bool:
        """Whether it is open, and the keys database answers."""
        return self.gate.is_open and await self.database.ready()

    async def _ask(self, sql: str, *arguments: object) -> list[Row]:
        self.gate.require()
        return await self.database.ask(sql, *arguments)

    def _unwrapped(self, subject: UUID, row: Any) -> DataKey:
        if row.erased_at is not None:
            raise Erased(row.erased_at)
        master = self._ring[row.master_key]
        return DataKey(subject, master.unwrap(row.wrapped, purpose(subject)))

    def _hash(self, kind: str, value: str) -> bytes:
        return hmac.digest(self._own.look_up, f"{kind}\0{value}".encode(), "sha256")


async def forget(tx: Tx, subject: UUID, at: datetime) -> None:
    """As `Vault.forget`, in a transaction of the keys database."""
    await fetch(tx, _ERASE, subject, at)
    await fetch(tx, _FORGET_LOOK_UPS, subject)


def purpose(subject: UUID) -> str:
    """What a person's key is wrapped for: it opens as nobody else's."""
    return f"person|{subject}"
