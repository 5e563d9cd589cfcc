"""The details of contacts that ended are erased after their term: the key first, then what it
sealed. What happened to the contact stays, without anybody in it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import or_, select

from continuous_line import processing_log
from continuous_line.act import Act
from continuous_line.auth import Principal
from continuous_line.database import Tx
from continuous_line.days import day
from continuous_line.event_store import Context
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from continuous_line.vault import Vault
from continuous_line.writing import Writing
from directory_service.application.details import drop
from directory_service.config import Policy
from directory_service.domain.contact_ending import erase_details
from directory_service.streams import Directory
from directory_service.tables import contacts

NOBODY: Final = Principal("retention", "retention", frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Erased:
    """How many contacts ended before that day, and were erased now."""

    contacts: int
    before: date


async def erase_ended(
    tx: Tx, directory: Directory, vault: Vault, policy: Policy, now: datetime
) -> Erased:
    """In one transaction; where it fails the keys are gone, and it is told the next time."""
    last = day(now) - policy.contact_retention
    context = Context(
        subject=NOBODY.subject,
        organisation=NOBODY.organisation,
        roles=(),
        correlation_id=uuid4(),
    )
    writing = Writing(tx, NOBODY, now, context)
    found = await _ended(tx, last)
    for contact_id in found:
        stream = await directory.contacts.load(tx, contact_id)
        events = erase_details(stream.state, Act(uuid4(), now, now))
        await vault.forget(contact_id, now)
        await directory.contacts.save(writing, contact_id, stream, events)
    await drop(tx, found)
    entries = [Processed(one, Activity.CONTACT_RECORDING, Manner.ERASED) for one in found]
    await processing_log.record(tx, NOBODY, entries, now=now)
    return Erased(len(found), last)


async def _ended(tx: Tx, last: date) -> list[UUID]:
    """Contacts whose first day without them lies on or before that day."""
    t = contacts
    gone = or_(t.c.ended_on <= last, t.c.valid_to <= last)
    chosen = select(t.c.contact_id).where(gone, t.c.erased.is_(False), t.c.details > 0)
    return list((await tx.execute(chosen.order_by(t.c.contact_id))).scalars())
