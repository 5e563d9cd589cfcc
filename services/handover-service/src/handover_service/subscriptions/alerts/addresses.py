"""To which address a subscription's owner wants to be told: sealed in the subscription's row."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from continuous_line.database import Tx
from handover_service.mail import Outcome
from handover_service.subscriptions.alerts.tables import subscription_alerts
from handover_service.subscriptions.secrets import Secrets
from handover_service.subscriptions.tables import subscriptions as table


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerted:
    """`refused`: the mail server knows no such address; nothing is sent until it is given anew."""

    address: str = field(repr=False)
    sealed: bytes = field(repr=False)
    refused: bool
    since: datetime | None


async def alerted(tx: Tx, secrets: Secrets, subscription_id: UUID) -> Alerted | None:
    """None where nobody wants mail."""
    chosen = select(table.c.alert_to, table.c.alert_refused, table.c.alert_since)
    row = (await tx.execute(chosen.where(table.c.subscription_id == subscription_id))).one_or_none()
    if row is None or row.alert_to is None:
        return None
    return Alerted(
        address=secrets.opened_alert(subscription_id, row.alert_to),
        sealed=row.alert_to,
        refused=row.alert_refused,
        since=row.alert_since,
    )


def columns(
    secrets: Secrets, subscription_id: UUID, address: str | None, since: datetime
) -> dict[str, Any]:
    """As it is kept in the subscription's row. `since`: what was before is not told."""
    if address is None:
        return {"alert_to": None, "alert_since": None, "alert_refused": False}
    sealed = secrets.sealed_alert(subscription_id, address)
    return {"alert_to": sealed, "alert_since": since, "alert_refused": False}


async def changed(
    tx: Tx, secrets: Secrets, subscription_id: UUID, address: str | None, now: datetime
) -> dict[str, Any]:
    """What changes in the row; nothing where it is the same. What was refused is given anew, and
    what could not be told then is told."""
    before = await alerted(tx, secrets, subscription_id)
    if before is None and address is None:
        return {}
    if before is not None and before.address == address and not before.refused:
        return {}
    refused = subscription_alerts.c.state == Outcome.REFUSED.value
    own = subscription_alerts.c.subscription_id == subscription_id
    await tx.execute(delete(subscription_alerts).where(own, refused))
    since = before.since if before is not None and before.since is not None else now
    return columns(secrets, subscription_id, address, since)
