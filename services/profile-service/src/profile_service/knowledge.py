"""What the service has heard from others, as decisions ask for it."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from sqlalchemy import select

from continuous_line.database import Tx
from profile_service.domain.moves import Move
from profile_service.tables import link_facts, place_names

LINKS: Final = """
    ARRAY(SELECT (link_id, municipality, since, until, closed_at) FROM links
      WHERE permit_holder_id = $1 ORDER BY since)
    """
"""The person's links, one after the other: the fields of `Link`."""
OWNERS: Final = """
    ARRAY(SELECT (event_id, owner, at, until) FROM case_owners
      WHERE permit_holder_id = $1 ORDER BY sequence)
    """
"""Who was named owner of the person's case, in the order of recording: the fields of `Owned`."""


async def moves_of(tx: Tx, permit_holder_id: UUID) -> list[Move]:
    """The person's moves to municipalities that are valid, as they happened."""
    t = link_facts
    chosen = select(t.c.event_id, t.c.moved_on, t.c.distance_km)
    mine = chosen.where(t.c.permit_holder_id == permit_holder_id, t.c.moved_on.is_not(None))
    rows = await tx.execute(mine.order_by(t.c.moved_on, t.c.sequence))
    return [Move(row.event_id, row.moved_on, row.distance_km) for row in rows]


async def place_names_of(tx: Tx, codes: Collection[str]) -> dict[str, str]:
    """As far as directory-service told of these places."""
    t = place_names
    chosen = select(t).where(t.c.code.in_(codes))
    return {row.code: row.name for row in await tx.execute(chosen)} if codes else {}
