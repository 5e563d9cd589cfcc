"""What the service has heard from others, as decisions ask for it."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from sqlalchemy import select

from continuous_line.database import Tx, alone
from profile_service.domain.keeping import Owned
from profile_service.domain.links import Link
from profile_service.domain.moves import Move
from profile_service.tables import link_facts, place_names

_LINKS: Final = """
    SELECT link_id, municipality, since, until, closed_at FROM links WHERE permit_holder_id = $1
    ORDER BY since
    """
_OWNERS: Final = """
    SELECT event_id, owner, at, until FROM case_owners WHERE permit_holder_id = $1 ORDER BY sequence
    """


async def links_of(tx: Tx, permit_holder_id: UUID) -> list[Link]:
    """The person's links, one after the other."""
    return [
        Link(row.link_id, row.municipality, row.since, row.until, row.closed_at)
        for row in await alone(tx, _LINKS, permit_holder_id)
    ]


async def moves_of(tx: Tx, permit_holder_id: UUID) -> list[Move]:
    """The person's moves to municipalities that are valid, as they happened."""
    t = link_facts
    chosen = select(t.c.event_id, t.c.moved_on, t.c.distance_km)
    mine = chosen.where(t.c.permit_holder_id == permit_holder_id, t.c.moved_on.is_not(None))
    rows = await tx.execute(mine.order_by(t.c.moved_on, t.c.sequence))
    return [Move(row.event_id, row.moved_on, row.distance_km) for row in rows]


async def owners_of(tx: Tx, permit_holder_id: UUID) -> list[Owned]:
    """Who was named owner of the person's case, in the order of recording."""
    rows = await alone(tx, _OWNERS, permit_holder_id)
    return [Owned(row.event_id, row.owner, row.at, row.until) for row in rows]


async def place_names_of(tx: Tx, codes: Collection[str]) -> dict[str, str]:
    """As far as directory-service told of these places."""
    t = place_names
    chosen = select(t).where(t.c.code.in_(codes))
    return {row.code: row.name for row in await tx.execute(chosen)} if codes else {}
