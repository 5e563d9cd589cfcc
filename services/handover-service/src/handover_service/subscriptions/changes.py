"""Who did what to a subscription, and when; no secret, and nothing about a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select

from continuous_line.database import Tx
from handover_service.subscriptions.tables import subscription_changes as table

ITSELF: Final = "push"
"""Who did it, where nobody asked for it."""


class What(StrEnum):
    """Codes of the history; stable."""

    CREATED = "created"
    CHANGED = "changed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    """The sink was asked and did not agree."""
    NOT_REACHED = "not-reached"
    """The sink was asked and gave no answer."""
    PINGED = "pinged"
    PAUSED = "paused"
    RESUMED = "resumed"
    SECRET_MADE = "secret-made"  # noqa: S105
    SECRET_REVOKED = "secret-revoked"  # noqa: S105
    ENDED = "ended"
    REDRIVEN = "redriven"
    DISCARDED = "discarded"
    MISSED = "missed"
    """What it had still to be told was no longer kept."""
    FULL = "full"
    """So much waits for it that nothing is read for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`details`: names of what changed, a reason, an id."""

    place: int
    at: datetime
    by: str
    what: str
    details: Mapping[str, Any]


async def record(
    tx: Tx, subscription_id: UUID, what: What, *, at: datetime, by: str = ITSELF, **details: Any
) -> None:
    """`details`: never a secret, nothing about a person."""
    row = {"subscription_id": subscription_id, "at": at, "by": by, "what": what.value}
    await tx.execute(insert(table).values(row | {"details": details}))


async def last_at(tx: Tx, subscription_id: UUID, what: What) -> datetime | None:
    """When it was done last."""
    chosen = select(func.max(table.c.at)).where(
        table.c.subscription_id == subscription_id, table.c.what == what.value
    )
    found: datetime | None = await tx.scalar(chosen)
    return found


async def changes_of(
    tx: Tx, subscription_id: UUID, *, before: int | None = None, limit: int = 50
) -> Sequence[Change]:
    """The newest first; `before`: the place of the last one seen."""
    chosen = select(table).where(table.c.subscription_id == subscription_id)
    if before is not None:
        chosen = chosen.where(table.c.place < before)
    rows = await tx.execute(chosen.order_by(table.c.place.desc()).limit(limit))
    return [
        Change(place=row.place, at=row.at, by=row.by, what=row.what, details=row.details)
        for row in rows
    ]
