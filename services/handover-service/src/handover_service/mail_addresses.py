"""Where somebody's digest goes: the address is sealed under a key of the staff id."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from continuous_line.database import Tx
from continuous_line.vault import Vault
from handover_service import texts
from handover_service.domain.errors_programmes import AddressInvalid
from handover_service.tables_tracking import mail_addresses, mail_digests

_STAFF: Final = UUID("6f6c2a52-9f5f-5f0e-8f3d-9d0f0c6a4c11")
KIND: Final = "mail-address"
REFUSED: Final = "refused"
LANGUAGES: Final = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Address:
    """`refused`: the mail server knows no such address; nothing is sent until it is given anew."""

    address: str
    language: str
    refused: bool


def subject_of(staff_id: str) -> UUID:
    """Under which the vault keeps it."""
    return uuid5(_STAFF, staff_id)


async def give(
    tx: Tx, vault: Vault, staff_id: str, address: str, language: str, now: datetime
) -> None:
    """From now on digests go there. Raises AddressInvalid."""
    subject, plain = subject_of(staff_id), valid(address)
    await texts.put(tx, vault, subject, KIND, {subject: plain}, now)
    row = {"subject": subject, "language": language, "refused": False, "changed_at": now}
    kept = insert(mail_addresses).values(staff_id=staff_id, **row)
    await tx.execute(kept.on_conflict_do_update(index_elements=["staff_id"], set_=row))
    d = mail_digests.c
    nothing_sent = d.staff_id == staff_id, d.state == REFUSED
    await tx.execute(delete(mail_digests).where(*nothing_sent))


async def withdraw(tx: Tx, staff_id: str) -> None:
    """No digests any more; the address is gone."""
    await texts.drop(tx, [subject_of(staff_id)])
    await tx.execute(delete(mail_addresses).where(mail_addresses.c.staff_id == staff_id))


async def address_of(tx: Tx, vault: Vault, staff_id: str) -> Address | None:
    chosen = select(mail_addresses).where(mail_addresses.c.staff_id == staff_id)
    row = (await tx.execute(chosen)).first()
    if row is None:
        return None
    found = (await texts.opened(tx, vault, [row.subject])).get(row.subject)
    return Address(found, row.language, row.refused) if found else None


def valid(address: str) -> str:
    """As it is written to the server: one address, without its domain being asked for."""
    try:
        return validate_email(address.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        raise AddressInvalid("This is no e-mail address.") from None
