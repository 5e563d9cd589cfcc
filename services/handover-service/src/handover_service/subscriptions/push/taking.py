"""What may be sent now: due deliveries with their events, and rights of this very moment."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from continuous_line.contracts import Envelope
from continuous_line.database import fetch
from continuous_line.webhooks.trying import Addressee
from handover_service.subscriptions.feed import reading as feed
from handover_service.subscriptions.feed.reading import Due
from handover_service.subscriptions.push.accounting import account
from handover_service.subscriptions.push.sharing import Share, share_of
from handover_service.subscriptions.push.tools import Tools
from handover_service.subscriptions.push.wanting import wants
from handover_service.subscriptions.standing import State, Subscription, load
from handover_service.subscriptions.types import PING

_DUE: Final = (
    "SELECT number, permit_holder_id, attempts, failed_since FROM push_deliveries "
    "WHERE subscription_id = $1 AND head AND state = 'waiting' AND next_try_at <= $2 "
    "AND number <> ALL ($3::bigint[]) ORDER BY {first}next_try_at, number LIMIT $4"
)
_IN_TURN: Final = _DUE.format(first="")
_NEW_FIRST: Final = _DUE.format(first="attempts > 0, ")


@dataclass(frozen=True, slots=True)
class Item:
    """One delivery. `attempts`: tries that failed, the first of them at `failed_since`."""

    number: int
    person: UUID
    attempts: int
    failed_since: datetime | None
    envelope: Envelope


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """`judged_at`: before rights were read, by the loop's clock.

    `passed`: nobody there may be told any more, or asks for it. `put_off`: not known yet.
    `full`: there may be more that is due."""

    subscription: Subscription
    judged_at: float
    to: Addressee
    share: Share
    items: Sequence[Item]
    passed: Sequence[int]
    put_off: Sequence[int]
    full: bool


async def take(
    tools: Tools,
    subscription_id: UUID,
    apart_from: Collection[int],
    limit: int,
    *,
    asking: bool = False,
) -> Batch | None:
    """The next deliveries, in the processing log already; None where nothing is to be sent.

    `asking`: how a sink is that was left alone. What it was not given yet asks first: what it
    refused before says nothing about the rest.

    Raises AccessUnknown where links are heard too late to know who may be told.
    """
    now, judged_at = tools.clock.now(), asyncio.get_running_loop().time()
    async with tools.database.reading() as tx:
        subscription = await load(tx, subscription_id)
        if subscription is None or subscription.state is not State.ACTIVE:
            return None
        statement = _NEW_FIRST if asking else _IN_TURN
        rows = await fetch(tx, statement, subscription_id, now, list(apart_from), limit)
        if not rows:
            return None
        numbers, municipality = [row.number for row in rows], subscription.municipality
        due = await feed.still(tx, municipality, numbers, now)
        found = await feed.envelopes(
            tx, municipality, [number for number in numbers if due.get(number) is Due.TELL]
        )
        to = Addressee(
            subscription.sink or "",
            await tools.secrets.keyring(tx, subscription_id, now),
            await tools.secrets.credential(tx, subscription_id),
        )
        given = await share_of(tx, subscription, tools.policy.most_under_way, now)
    told = {one: found[one] for one in found if wants(tools, subscription, found[one])}
    items = [
        Item(row.number, row.permit_holder_id, row.attempts, row.failed_since, told[row.number])
        for row in rows
        if row.number in told
    ]
    told_of = [item.person for item in items if item.envelope.type != PING]
    await account(tools.database, subscription, told_of, now)
    put_off = [number for number in numbers if due.get(number) is Due.WAIT]
    passed = [
        number for number in numbers if number not in told and due.get(number) is not Due.WAIT
    ]
    return Batch(
        subscription=subscription,
        judged_at=judged_at,
        to=to,
        share=given,
        items=items,
        passed=passed,
        put_off=put_off,
        full=len(rows) == limit,
    )
