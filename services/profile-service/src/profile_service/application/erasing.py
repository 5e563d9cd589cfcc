"""Forgetting one person: the event first, then the key."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from uuid import UUID

from continuous_line import processing_log
from continuous_line.act import When
from continuous_line.auth import Principal
from continuous_line.codes import ErasureGround
from continuous_line.database import Tx
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from continuous_line.vault import Vault
from profile_service import roles
from profile_service.application.recording import Recorded, act_on, save
from profile_service.domain import erasing
from profile_service.streams import Desk


async def erase(desk: Desk, person: UUID, ground: ErasureGround) -> Recorded:
    """The key goes after the commit; should that fail, the vault's consumer sees to it."""
    file = await desk.open(roles.ERASE, person)
    w = desk.writing
    recorded = await save(desk, file, erasing.erase(file.state, ground, act_on(desk, file, When())))
    await account(w.tx, w.who, person, now=w.now)
    w.afterwards.append(forgetting(desk.vault, person, w.now))
    return recorded


async def account(tx: Tx, who: Principal, person: UUID, *, now: datetime) -> None:
    entry = Processed(person, Activity.ERASURE, Manner.ERASED)
    await processing_log.record(tx, who, [entry], now=now)


def forgetting(vault: Vault, person: UUID, at: datetime) -> Callable[[], Awaitable[None]]:
    async def forget() -> None:
        await vault.forget(person, at)

    return forget
