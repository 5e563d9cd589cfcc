"""The words of what is agreed and reported: sealed under a key of the vault, the newest only."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from continuous_line.database import Tx, among
from continuous_line.vault import Vault
from handover_service.tables import texts

LONGEST: Final = 500
"""Characters of a text; there is no medical fact in it."""


async def put(
    tx: Tx, vault: Vault, subject: UUID, kind: str, words: Mapping[UUID, str], at: datetime
) -> None:
    """Keep these texts, each under its id; a new text takes the place of the old. Raises Erased."""
    if not words:
        return
    key = await vault.key(subject)
    known = await _versions(tx, words)
    for about, text in words.items():
        version = known.get(about, 0) + 1
        row = {
            "subject": subject,
            "kind": kind,
            "version": version,
            "sealed": key.seal_json(_section(kind, about), version, text),
            "recorded_at": at,
        }
        kept = insert(texts).values(about=about, **row)
        await tx.execute(kept.on_conflict_do_update(index_elements=["about"], set_=row))


async def opened(tx: Tx, vault: Vault, wanted: Collection[UUID]) -> dict[UUID, str]:
    """The texts under these ids; what was erased or never said is absent."""
    if not wanted:
        return {}
    rows = (await tx.execute(select(texts).where(among(texts.c.about, wanted)))).all()
    keys = await vault.keys({row.subject for row in rows})
    return {
        row.about: keys[row.subject].open_json(
            _section(row.kind, row.about), row.version, row.sealed
        )
        for row in rows
        if row.subject in keys
    }


async def drop(tx: Tx, abouts: Collection[UUID]) -> None:
    await tx.execute(delete(texts).where(among(texts.c.about, abouts)))


async def _versions(tx: Tx, abouts: Collection[UUID]) -> dict[UUID, int]:
    found = await tx.execute(
        select(texts.c.about, texts.c.version).where(among(texts.c.about, abouts)).with_for_update()
    )
    return {row.about: row.version for row in found}


def _section(kind: str, about: UUID) -> str:
    return f"{kind}|{about}"
