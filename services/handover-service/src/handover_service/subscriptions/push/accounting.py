"""What is sent to a sink, in the processing log before it leaves the house."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from continuous_line import processing_log, telemetry
from continuous_line.auth import Principal
from continuous_line.database import Database
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from handover_service.by_itself import by_itself
from handover_service.subscriptions.standing import Subscription


async def account(
    database: Database, subscription: Subscription, persons: Iterable[UUID], now: datetime
) -> None:
    """One record per person, committed when this returns: the sending follows it.

    What is judged anew because it was not sent in time is recorded anew.
    """
    people = sorted(set(persons), key=str)
    if not people:
        return
    telemetry.begin_trace()
    who = Principal(by_itself().subject, subscription.municipality, frozenset(), frozenset())
    entries = [Processed(one, Activity.EVENT_TELLING, Manner.SENT) for one in people]
    async with database.transaction() as tx:
        await processing_log.record(tx, who, entries, now=now, last=True)
