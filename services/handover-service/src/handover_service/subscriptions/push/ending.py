"""A sink that says it is no more ends its subscription."""

from uuid import UUID

from sqlalchemy import update

from continuous_line.webhooks.answers import Reason
from handover_service.subscriptions import changes
from handover_service.subscriptions.changes import What
from handover_service.subscriptions.feed import audience
from handover_service.subscriptions.feed.reading import Reader
from handover_service.subscriptions.push.tools import Tools
from handover_service.subscriptions.standing import State, load
from handover_service.subscriptions.tables import subscriptions


async def end(tools: Tools, subscription_id: UUID, *, sink: str) -> None:
    """For good; nothing where it has ended already, or where another sink than this one, that said
    it, is its sink by now."""
    now = tools.clock.now()
    async with tools.database.transaction() as tx:
        found = await load(tx, subscription_id, lock=True)
        if found is None or found.state is State.ENDED or found.sink != sink:
            return
        await tx.execute(
            update(subscriptions)
            .where(subscriptions.c.subscription_id == subscription_id)
            .values(
                state=State.ENDED,
                reason=Reason.GONE,
                ended_at=now,
                changed_at=now,
                version=found.version + 1,
            )
        )
        await tools.secrets.drop(tx, subscription_id)
        await audience.end(tx, Reader(found.municipality, subscription_id), found.starts_after)
        await changes.record(tx, subscription_id, What.ENDED, at=now, reason=Reason.GONE.value)
