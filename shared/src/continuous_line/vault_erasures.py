"""Erasures that profile-service tells of destroy the keys in every vault.

The position of this consumer lies in the keys database, beside the effect: a restored backup of
it goes on where it was, and so applies every erasure again.
"""

from typing import Final
from uuid import UUID

from continuous_line import telemetry
from continuous_line.consumer import Consumer, Pace
from continuous_line.contracts import Envelope, PublicEvent, profile
from continuous_line.database import Tx
from continuous_line.event_log import EventLog
from continuous_line.vault import Vault, forget

_log = telemetry.logger("vault")
TOPIC: Final = profile.TOPIC


def consumer_name(service: str) -> str:
    """Of its own in every service: a group of the log shares partitions."""
    return f"{service}-vault"


def erasures(vault: Vault, log: EventLog, *, service: str, pace: Pace | None = None) -> Consumer:
    """For the worker of every service that has a vault."""
    return Consumer(
        vault.database, log, name=consumer_name(service), topics=[TOPIC], handler=erase,
        hold_back=False, pace=pace,
    )  # fmt: skip


async def erase(tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
    """The handler: everything else is passed by."""
    if not isinstance(event, profile.PersonalDataErased):
        return
    try:
        person = UUID(envelope.subject)
    except ValueError:
        _log.error("an erasure of nobody", id=str(envelope.id))
        return
    await forget(tx, person, event.occurred_at)
