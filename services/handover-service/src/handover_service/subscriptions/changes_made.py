"""What the service itself changes of a subscription, written where its owner sees it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import insert

from continuous_line.database import Tx
from handover_service.subscriptions.tables import subscription_changes

ITSELF: Final = "push"
"""Who did it, where nobody asked for it."""


async def note_change(
    tx: Tx,
    subscription_id: UUID,
    what: str,
    details: Mapping[str, object],
    at: datetime,
    by: str = ITSELF,
) -> None:
    """`what`: a code. `details`: never a secret, nothing about a person."""
    await tx.execute(
        insert(subscription_changes).values(
            subscription_id=subscription_id, at=at, by=by, what=what, details=dict(details)
        )
    )
