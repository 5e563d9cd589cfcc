"""What the service has heard from others, as decisions ask for it."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from continuous_line.database import Tx
from profile_service.domain.links import Link
from profile_service.tables import links, municipality_mergers


async def links_of(tx: Tx, permit_holder_id: UUID) -> list[Link]:
    """The person's links, one after the other."""
    chosen = select(links).where(links.c.permit_holder_id == permit_holder_id)
    rows = await tx.execute(chosen.order_by(links.c.since))
    return [
        Link(row.link_id, row.municipality, row.since, row.until, row.closed_at) for row in rows
    ]


async def with_predecessors(tx: Tx, places: frozenset[str], on: date) -> frozenset[str]:
    """The places, and the municipalities that have merged into them by that day."""
    found, t = places, municipality_mergers
    while True:
        chosen = select(t.c.code).where(t.c.successor.in_(found), t.c.valid_from <= on)
        larger = found | set((await tx.execute(chosen)).scalars())
        if larger == found:
            return found
        found = larger
