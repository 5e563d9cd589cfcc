"""How contacts can be reached, sealed under each contact's own key."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, func, insert, select

from continuous_line.database import Tx, among
from continuous_line.vault import Vault
from directory_service.reach import Details
from directory_service.tables import contact_details

SECTION: Final = "contact"


async def opened(tx: Tx, vault: Vault, versions: Mapping[UUID, int]) -> dict[UUID, Details]:
    """The details in these versions (0: none); what is erased or was never recorded is absent."""
    wanted = [contact_id for contact_id, version in versions.items() if version]
    if not wanted:
        return {}
    t = contact_details
    found = await tx.execute(select(t).where(among(t.c.contact_id, wanted)))
    rows = [row for row in found if row.version == versions[row.contact_id]]
    keys = await vault.keys([row.contact_id for row in rows])
    return {
        row.contact_id: _details(keys[row.contact_id].open_json(SECTION, row.version, row.sealed))
        for row in rows
        if row.contact_id in keys
    }


async def seal(
    tx: Tx, vault: Vault, contact_id: UUID, version: int, details: Details, at: datetime
) -> None:
    """Raises Erased."""
    key = await vault.key(contact_id)
    row = {
        "contact_id": contact_id,
        "version": version,
        "sealed": key.seal_json(SECTION, version, asdict(details)),
        "recorded_at": at,
    }
    await tx.execute(insert(contact_details).values(row))


async def next_version(tx: Tx, contact_id: UUID) -> int:
    """After the highest ever: a version that was taken back is not written again."""
    t = contact_details
    highest = await tx.scalar(select(func.max(t.c.version)).where(t.c.contact_id == contact_id))
    return (highest or 0) + 1


async def drop(tx: Tx, contact_ids: Iterable[UUID]) -> None:
    """Remove what is sealed of these contacts, in every version."""
    t = contact_details
    await tx.execute(delete(t).where(among(t.c.contact_id, contact_ids)))


def _details(told: Mapping[str, Any]) -> Details:
    return Details(**{**told, "phones": tuple(told["phones"])})
