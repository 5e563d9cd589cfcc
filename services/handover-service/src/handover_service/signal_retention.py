"""The words of a signal about nobody go a term after it was closed: the key, then what it sealed.

About nobody there is no erasure that would take them along. That there was a signal, of which
kind and in time or not, stays: it says nothing about anybody.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from continuous_line import telemetry
from continuous_line.database import Tx, among
from continuous_line.vault import Vault
from continuous_line.worker import Cleaning
from handover_service.domain.signals import SignalState
from handover_service.resources import Resources
from handover_service.tables import texts
from handover_service.tables_signals import signals

_log = telemetry.logger("retention")


def retention(resources: Resources) -> Cleaning:
    """For `Worker(cleaning=...)`: hourly, by the service's clock and its setting."""

    async def clean(tx: Tx) -> None:
        term, now = resources.policy.signal_retention, resources.clock.now()
        done = await forget_words(tx, resources.vault, term, now)
        if done:
            _log.info("words of signals forgotten", signals=len(done))

    return clean


async def forget_words(tx: Tx, vault: Vault, term: timedelta, now: datetime) -> list[UUID]:
    """The signals whose words went now. Where it fails midway the rest goes the next time."""
    over = (
        select(signals.c.signal_id)
        .join(texts, texts.c.subject == signals.c.signal_id)
        .where(
            signals.c.case_id.is_(None),
            signals.c.state == SignalState.CLOSED.value,
            signals.c.closed_at <= now - term,
        )
        .distinct()
        .order_by(signals.c.signal_id)
    )
    found = list(await tx.scalars(over))
    for signal in found:
        await vault.forget(signal, now)
    if found:
        await tx.execute(delete(texts).where(among(texts.c.subject, found)))
    return found
