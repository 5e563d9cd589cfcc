"""What the service has heard from others, as decisions ask for it."""

from uuid import UUID

from sqlalchemy import select

from continuous_line.database import Tx
from profile_service.domain.links import Link
from profile_service.tables import links


async def links_of(tx: Tx, permit_holder_id: UUID) -> list[Link]:
    """The person's links, one after the other."""
    chosen = select(links).where(links.c.permit_holder_id == permit_holder_id)
    rows = await tx.execute(chosen.order_by(links.c.since))
    return [
        Link(row.link_id, row.municipality, row.since, row.until, row.closed_at) for row in rows
    ]
