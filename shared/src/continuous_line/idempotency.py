"""What was answered to a request with an `Idempotency-Key`, for 24 hours.

A row is stored in the transaction of the events: the status, `Location` and `ETag` of a 2xx and
a keyed hash of the body, never a body. These are judged by the real time, as tokens are.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Self

from sqlalchemy import Column, DateTime, Index, Integer, LargeBinary, MetaData, Table, Text, text

from continuous_line.database import Tx, fetch
from continuous_line.errors import KeyReused

KEPT: Final = timedelta(hours=24)

_REMEMBER: Final = """
    INSERT INTO idempotency AS i
      (client, route, key, body_hash, status, location, etag, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (client, route, key) DO UPDATE SET
      body_hash = excluded.body_hash, status = excluded.status, location = excluded.location,
      etag = excluded.etag, created_at = excluded.created_at
    WHERE i.created_at <= $9
    RETURNING true
    """
_RECALL: Final = text("""
    SELECT body_hash, status, location, etag FROM idempotency
    WHERE client = :client AND route = :route AND key = :key AND created_at > :limit
    """)
_FORGET: Final = text("DELETE FROM idempotency WHERE created_at <= :limit")


def tables(metadata: MetaData) -> None:
    Table(
        "idempotency",
        metadata,
        Column("client", Text, primary_key=True),
        Column("route", Text, primary_key=True),
        Column("key", Text, primary_key=True),
        Column("body_hash", LargeBinary, nullable=False),
        Column("status", Integer, nullable=False),
        Column("location", Text),
        Column("etag", Text),
        Column("created_at", DateTime(timezone=True), nullable=False),
        Index("idempotency_created_at_idx", "created_at"),
    )


@dataclass(frozen=True, slots=True)
class Remembered:
    status: int
    location: str | None
    etag: str | None


@dataclass(frozen=True, slots=True)
class RequestKey:
    """A request that may be repeated: whose (the token's subject), where (method, path), key."""

    client: str
    route: str
    key: str
    body_hash: bytes

    @classmethod
    def of(cls, client: str, route: str, key: str, body: bytes, secret: str) -> Self:
        return cls(client, route, key, hmac.digest(secret.encode(), body, "sha256"))

    async def remember(self, tx: Tx, answer: Remembered, now: datetime) -> bool:
        """False where the key is taken; waits for another request with it that is under way."""
        done = await fetch(
            tx, _REMEMBER, self.client, self.route, self.key, self.body_hash,
            answer.status, answer.location, answer.etag, now, now - KEPT,
        )  # fmt: skip
        return len(done) == 1

    async def recall(self, tx: Tx, now: datetime) -> Remembered | None:
        """What was answered; raises KeyReused where it was to another body."""
        found = await tx.execute(
            _RECALL,
            {"client": self.client, "route": self.route, "key": self.key, "limit": now - KEPT},
        )
        row = found.one_or_none()
        if row is None:
            return None
        if not hmac.compare_digest(row.body_hash, self.body_hash):
            raise KeyReused("This Idempotency-Key was used with another body; take a new one.")
        return Remembered(row.status, row.location, row.etag)


async def forget_old(tx: Tx, now: datetime) -> int:
    """Remove what is older than 24 hours at `now`, the real time; the worker calls this hourly."""
    return (await tx.execute(_FORGET, {"limit": now - KEPT})).rowcount
