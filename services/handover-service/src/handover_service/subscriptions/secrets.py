"""Secrets of subscriptions: sealed with the master key, opened to sign, never shown again."""

from datetime import datetime
from uuid import UUID

from continuous_line.database import Tx
from continuous_line.vault import Vault


class Secrets:
    """Of all subscriptions; what it opens is in no log, answer or error."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def keyring(self, tx: Tx, subscription_id: UUID, now: datetime) -> tuple[str, ...]:
        """What to sign with, the newest first: one, or two while a replaced one still signs."""
        raise NotImplementedError

    async def credential(self, tx: Tx, subscription_id: UUID) -> str | None:
        """What the sink wants to see as bearer token."""
        raise NotImplementedError
