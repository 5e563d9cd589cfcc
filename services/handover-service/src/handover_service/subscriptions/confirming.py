"""Asking a sink whether it agrees, and what follows from its answer.

The question goes out with no transaction open; what came of it holds for the sink that was asked.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update

from continuous_line.database import Tx
from continuous_line.webhooks.answers import Reason
from continuous_line.webhooks.handshake import NotPermitted
from continuous_line.webhooks.network import SinkFailed
from continuous_line.webhooks.trying import Addressee, ask_permission
from continuous_line.writing import Writing
from handover_service.subscriptions import changes, managing, standing
from handover_service.subscriptions.changes import What
from handover_service.subscriptions.errors import AsksNothing, NotForPull, SubscriptionEnded
from handover_service.subscriptions.push.asking import NOT_PERMITTED
from handover_service.subscriptions.room import Room
from handover_service.subscriptions.standing import How, State, Subscription
from handover_service.subscriptions.tables import subscriptions as table


@dataclass(frozen=True, slots=True)
class Question:
    """Whom to ask for which subscription."""

    subscription_id: UUID
    sink: str
    credential: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answered:
    """`reason`: `accepted`, NOT_PERMITTED, or why there is no answer (`answers.Reason`)."""

    permitted: bool
    reason: str
    rate: int | None = None


async def question(w: Writing, room: Room, subscription_id: UUID) -> Question:
    """Raises NotFound, SubscriptionEnded, NotForPull, AsksNothing."""
    found = await managing.found(w.tx, w.who, subscription_id)
    if found.state is State.ENDED:
        raise SubscriptionEnded
    if found.how is How.PULL or found.sink is None:
        raise NotForPull
    if not room.forms[found.form].handshake:
        raise AsksNothing
    credential = await room.secrets.credential(w.tx, subscription_id)
    return Question(subscription_id, found.sink, credential)


async def ask(room: Room, asked: Question) -> Answered:
    """Over the network."""
    to = Addressee(asked.sink, (), asked.credential)
    try:
        permission = await ask_permission(room.client, to, origin=room.origin)
    except NotPermitted:
        return Answered(permitted=False, reason=NOT_PERMITTED)
    except SinkFailed as failure:
        return Answered(permitted=False, reason=failure.reason.value)
    return Answered(permitted=True, reason=Reason.ACCEPTED.value, rate=permission.rate)


async def take(tx: Tx, asked: Question, answered: Answered, *, by: str, now: datetime) -> None:
    """A yes makes it active, a no takes an earlier yes back; no answer changes nothing but what
    is told of one that waits for its yes."""
    before = await standing.load(tx, asked.subscription_id, lock=True)
    if before is None or before.state is State.ENDED or before.sink != asked.sink:
        return
    what, values = _follows(before, answered, now)
    if before.state is State.UNCONFIRMED and not answered.permitted:
        values["reason"] = answered.reason
    if "permitted_at" in values and values["permitted_at"] != before.permitted_at:
        values |= {"version": before.version + 1, "changed_at": now}
    if values:
        await tx.execute(update(table).where(table.c.subscription_id == before.id).values(values))
    await changes.record(tx, before.id, what, by=by, at=now, reason=answered.reason)


def _follows(
    before: Subscription, answered: Answered, now: datetime
) -> tuple[What, dict[str, Any]]:
    if answered.permitted:
        confirmed = {"permitted_at": now, "rate": answered.rate}
        waits = before.state is State.UNCONFIRMED
        return What.CONFIRMED, confirmed | (
            {"state": State.ACTIVE.value, "reason": None} if waits else {}
        )
    if answered.reason != NOT_PERMITTED:
        return What.NOT_REACHED, {}
    refused = {"permitted_at": None, "rate": None}
    if before.state is State.ACTIVE:
        return What.REFUSED, refused | {
            "state": State.UNCONFIRMED.value, "reason": answered.reason
        }  # fmt: skip
    return What.REFUSED, refused
