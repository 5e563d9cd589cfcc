"""Secrets of subscriptions: sealed with the vault's key, opened to sign, shown once when made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete, insert, select, update

from continuous_line.database import Tx
from continuous_line.vault import Vault
from continuous_line.webhooks.signing import new_secret
from handover_service.subscriptions.tables import subscription_secrets as table
from handover_service.subscriptions.tables import subscriptions

MOST_SIGNING: Final = 2
"""Secrets that sign at once: the current one, and the one it replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What may be shown of a secret; `until`: the last moment of a replaced one."""

    id: UUID
    made_at: datetime
    until: datetime | None


class Secrets:
    """Of all subscriptions; what it opens is in no log, answer or error."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def keyring(self, tx: Tx, subscription_id: UUID, now: datetime) -> tuple[str, ...]:
        """What to sign with, the newest first: one, or two while a replaced one still signs."""
        rows = await tx.execute(
            select(table.c.secret_id, table.c.sealed)
            .where(_signing(subscription_id, now))
            .order_by(table.c.until.desc().nulls_first(), table.c.made_at.desc())
            .limit(MOST_SIGNING)
        )
        return tuple(
            self._vault.unseal(_about(subscription_id, row.secret_id), row.sealed).decode()
            for row in rows
        )

    async def known(self, tx: Tx, subscription_id: UUID, now: datetime) -> Sequence[Known]:
        """Those that sign, the newest first, without what they are."""
        rows = await tx.execute(
            select(table.c.secret_id, table.c.made_at, table.c.until)
            .where(_signing(subscription_id, now))
            .order_by(table.c.until.desc().nulls_first(), table.c.made_at.desc())
        )
        return [Known(id=row.secret_id, made_at=row.made_at, until=row.until) for row in rows]

    async def renew(
        self, tx: Tx, subscription_id: UUID, now: datetime, overlap: timedelta
    ) -> tuple[UUID, str]:
        """A new secret, to be shown this once; the one before signs beside it for `overlap`.

        What still signed beside that one ends, so that two sign at most. The caller holds the row
        of the subscription.
        """
        await tx.execute(
            delete(table).where(
                table.c.subscription_id == subscription_id, table.c.until.is_not(None)
            )
        )
        before = table.c.subscription_id == subscription_id
        if overlap > timedelta():
            await tx.execute(update(table).where(before).values(until=now + overlap))
        else:
            await tx.execute(delete(table).where(before))
        secret_id, secret = uuid4(), new_secret()
        await tx.execute(
            insert(table).values(
                secret_id=secret_id,
                subscription_id=subscription_id,
                sealed=self._vault.seal(_about(subscription_id, secret_id), secret.encode()),
                made_at=now,
            )
        )
        return secret_id, secret

    async def revoke(self, tx: Tx, subscription_id: UUID, secret_id: UUID) -> bool:
        """A replaced one signs no more from now on; False where it is none of this subscription's,
        or the current one."""
        gone = await tx.execute(
            delete(table).where(
                table.c.subscription_id == subscription_id,
                table.c.secret_id == secret_id,
                table.c.until.is_not(None),
            )
        )
        return gone.rowcount > 0

    async def drop(self, tx: Tx, subscription_id: UUID) -> None:
        """All of an ended subscription, the credential too."""
        await tx.execute(delete(table).where(table.c.subscription_id == subscription_id))
        await tx.execute(
            update(subscriptions)
            .where(subscriptions.c.subscription_id == subscription_id)
            .values(credential=None)
        )

    async def credential(self, tx: Tx, subscription_id: UUID) -> str | None:
        """What the sink wants to see as bearer token."""
        sealed = await tx.scalar(
            select(subscriptions.c.credential).where(
                subscriptions.c.subscription_id == subscription_id
            )
        )
        if sealed is None:
            return None
        return self._vault.unseal(_about(subscription_id, "credential"), sealed).decode()

    async def has_credential(self, tx: Tx, subscription_id: UUID) -> bool:
        found = select(subscriptions.c.credential.is_not(None)).where(
            subscriptions.c.subscription_id == subscription_id
        )
        return bool(await tx.scalar(found))

    def sealed_credential(self, subscription_id: UUID, credential: str) -> bytes:
        """As it is kept in the subscription's row."""
        return self._vault.seal(_about(subscription_id, "credential"), credential.encode())

    def sealed_alert(self, subscription_id: UUID, address: str) -> bytes:
        """The address of its owner, as it is kept in the subscription's row."""
        return self._vault.seal(_about(subscription_id, "alert"), address.encode())

    def opened_alert(self, subscription_id: UUID, sealed: bytes) -> str:
        return self._vault.unseal(_about(subscription_id, "alert"), sealed).decode()


def _signing(subscription_id: UUID, now: datetime) -> ColumnElement[bool]:
    still = table.c.until.is_(None) | (table.c.until > now)
    return (table.c.subscription_id == subscription_id) & still


def _about(subscription_id: UUID, secret: UUID | str) -> str:
    return f"subscription|{subscription_id}|{secret}"
