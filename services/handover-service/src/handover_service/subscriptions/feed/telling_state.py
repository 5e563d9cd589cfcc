"""How things stand for everybody linked to some municipalities, told at once."""

from collections.abc import AsyncIterator, Collection
from datetime import datetime
from itertools import islice
from typing import Final
from uuid import UUID, uuid5

from continuous_line.contracts import Envelope
from continuous_line.database import Tx, fetch
from handover_service.subscriptions.feed import past
from handover_service.subscriptions.feed.sorting import current
from handover_service.subscriptions.feed.state import state
from handover_service.subscriptions.feed.telling import told

_LINKED: Final = """
    SELECT permit_holder_id FROM feed_links WHERE municipality = ANY($1) AND until IS NULL
    ORDER BY since, permit_holder_id
    """
_AT_ONCE: Final = 500


async def states(
    tx: Tx, municipalities: Collection[str], now: datetime, *, source: str, because: UUID
) -> AsyncIterator[tuple[Envelope, UUID]]:
    """The event and the link of each that holds; `because`: what all of them follow from.

    Told anew because of the same, they have the same ids.
    """
    rows = iter(await fetch(tx, _LINKED, list(municipalities)))
    while persons := [row.permit_holder_id for row in islice(rows, _AT_ONCE)]:
        links = await past.links_of(tx, persons)
        lasting = await past.lasting(tx, persons)
        for person in persons:
            found = current(links[person])
            if found is not None and found.holds(now):
                event = state(lasting.get(person, ()), found.link, now)
                cause = uuid5(found.link.id, str(because))
                yield told(event, person, cause=cause, source=source, at=now), found.link.id
