"""Asks a sink, before the first delivery, whether it wants anything."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import update

from continuous_line.database import fetch
from continuous_line.webhooks.handshake import NotPermitted, Permission
from continuous_line.webhooks.network import SinkFailed
from continuous_line.webhooks.trying import Addressee, ask_permission
from handover_service.subscriptions import changes
from handover_service.subscriptions.changes import What
from handover_service.subscriptions.push.tools import Tools
from handover_service.subscriptions.push.tries import next_question
from handover_service.subscriptions.standing import State, Subscription, load
from handover_service.subscriptions.tables import subscriptions

NOT_PERMITTED: Final = "not-permitted"
"""The sink answered, and did not say that it agrees."""
_LATER: Final = (
    "UPDATE push_places SET asked = $2, ask_at = $3 WHERE subscription_id = $1 AND version = $4"
)
_ASKED: Final = "SELECT asked FROM push_places WHERE subscription_id = $1"


async def ask(tools: Tools, subscription_id: UUID) -> bool:
    """Whether it agrees; where not, it is asked again later, ever more rarely."""
    now = tools.clock.now()
    async with tools.doors, tools.database.reading() as tx:
        subscription = await load(tx, subscription_id)
        rows = await fetch(tx, _ASKED, subscription_id)
        credential = await tools.secrets.credential(tx, subscription_id)
    if subscription is None or subscription.state is not State.UNCONFIRMED or not rows:
        return False
    to = Addressee(subscription.sink or "", (), credential)
    found = await _asked(tools, subscription, to)
    if isinstance(found, Permission):
        return await _confirm(tools, subscription, found)
    asked = rows[0].asked + 1
    again = next_question(tools.schedule, asked, now, tools.chance())
    async with tools.database.transaction() as tx:
        if await _set(tx, subscription, reason=found):
            await fetch(tx, _LATER, subscription_id, asked, again, subscription.version)
    return False


async def _asked(tools: Tools, subscription: Subscription, to: Addressee) -> Permission | str:
    """What it permits, or why not: a code."""
    if not tools.forms[subscription.form].handshake:
        return Permission(None)
    try:
        return await ask_permission(tools.client, to, origin=tools.origin)
    except NotPermitted:
        return NOT_PERMITTED
    except SinkFailed as failure:
        return failure.reason.value


async def _confirm(tools: Tools, subscription: Subscription, permitted: Permission) -> bool:
    now = tools.clock.now()
    async with tools.database.transaction() as tx:
        changed = await _set(
            tx, subscription, state=State.ACTIVE, reason=None, rate=permitted.rate,
            permitted_at=now, changed_at=now, version=subscription.version + 1,
        )  # fmt: skip
        if changed:
            await changes.record(tx, subscription.id, What.CONFIRMED, at=now, rate=permitted.rate)
    return changed


async def _set(tx: Any, subscription: Subscription, **values: object) -> bool:
    """False where somebody changed the subscription meanwhile: then it is asked anew."""
    done = await tx.execute(
        update(subscriptions)
        .where(
            subscriptions.c.subscription_id == subscription.id,
            subscriptions.c.version == subscription.version,
            subscriptions.c.state == State.UNCONFIRMED,
        )
        .values(**values)
    )
    return bool(done.rowcount)
