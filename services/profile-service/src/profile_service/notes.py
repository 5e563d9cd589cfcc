"""Free text about a person beside the events, sealed with the person's own key.

An event names what there is; its words lie here, and are gone when the key is.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from continuous_line.database import Tx, fetch
from continuous_line.vault import Vault

_KEEP: Final = """
    INSERT INTO sealed_notes (note_id, permit_holder_id, kind, sealed, recorded_at)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (note_id) DO UPDATE SET sealed = excluded.sealed,
      recorded_at = excluded.recorded_at
    """
_FIND: Final = """
    SELECT note_id, permit_holder_id, sealed FROM sealed_notes
    WHERE note_id = ANY($1) AND kind = $2
    """


class Kind(StrEnum):
    WISH = "wish"
    RESULT = "result"


async def keep(
    tx: Tx, vault: Vault, person: UUID, kind: Kind, note_id: UUID, text: str, at: datetime
) -> None:
    """Again: the former words are gone. Raises Erased."""
    key = await vault.key(person)
    sealed = key.seal(_about(kind, note_id), 1, text.encode())
    await fetch(tx, _KEEP, note_id, person, kind.value, sealed, at)


async def opened(tx: Tx, vault: Vault, kind: Kind, wanted: Mapping[UUID, UUID]) -> dict[UUID, str]:
    """By note; `wanted` says whose each is. Nothing of who was erased or said nothing."""
    rows = await fetch(tx, _FIND, list(wanted), kind.value) if wanted else []
    mine = [row for row in rows if wanted[row.note_id] == row.permit_holder_id]
    keys = await vault.keys({row.permit_holder_id for row in mine})
    return {
        row.note_id: key.open(_about(kind, row.note_id), 1, row.sealed).decode()
        for row in mine
        if (key := keys.get(row.permit_holder_id)) is not None
    }


def _about(kind: Kind, note_id: UUID) -> str:
    return f"{kind.value}:{note_id}"
