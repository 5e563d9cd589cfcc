"""One delivery to a sink, from the event to what is to be noted."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Final

from continuous_line import telemetry
from continuous_line.retrying import place_of
from continuous_line.webhooks.answers import Outcome, Verdict
from continuous_line.webhooks.trying import try_delivery
from handover_service.subscriptions.attributes import dataref
from handover_service.subscriptions.push.notes import Fate, Note, Try
from handover_service.subscriptions.push.taking import Batch, Item
from handover_service.subscriptions.push.tools import Tools
from handover_service.subscriptions.push.tries import next_try

_log = telemetry.logger("push")
UNSENDABLE: Final = "unsendable"
"""The request could not be made: its form, its secret or a header is at fault."""


async def send(tools: Tools, batch: Batch, item: Item) -> tuple[Note, Outcome | None]:
    """Try it once; the outcome is None where no request was made."""
    loop = asyncio.get_running_loop()
    subscription, envelope = batch.subscription, item.envelope
    started, outcome = loop.time(), None
    try:
        form = tools.forms[subscription.form]
        where = dataref(tools.public_url, subscription.id, envelope.id)
        rendered = await form.render(envelope, subscription, where)
        if rendered is None:
            return Note(number=item.number, fate=Fate.PASSED, at=tools.clock.now()), None
        outcome = await try_delivery(
            tools.client,
            batch.to,
            rendered,
            id_=str(envelope.id),
            origin=tools.origin,
            now=datetime.now(UTC),  # by which the receiver judges, whatever clock the data has
        )
    except Exception as error:  # noqa: BLE001 - a failed try, as any other
        _log.warning("not sendable", error=error, place=place_of(error))
    took = round((loop.time() - started) * 1000)
    return _note(tools, item, outcome, took), outcome


def _note(tools: Tools, item: Item, outcome: Outcome | None, took: int) -> Note:
    tried = Try(
        event_id=item.envelope.id,
        type=item.envelope.type,
        attempt=item.attempts + 1,
        milliseconds=took,
        status=outcome.status if outcome else None,
        reason=outcome.reason.value if outcome else UNSENDABLE,
    )
    now = tools.clock.now()
    if outcome is not None and outcome.verdict is Verdict.DELIVERED:
        return Note(number=item.number, fate=Fate.DELIVERED, at=now, tried=tried)
    asked = outcome.retry_after if outcome else None
    again = next_try(
        tools.schedule, item.attempts + 1, item.failed_since or now, now, tools.chance(), asked
    )
    if outcome is not None and outcome.verdict is Verdict.ENDED:
        again = again or now + timedelta(days=1)  # the subscription ends, the delivery with it
    return Note(number=item.number, fate=Fate.FAILED, at=now, next_try_at=again, tried=tried)
