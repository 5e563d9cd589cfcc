"""As known at an earlier moment: an edition that is kept or being made, or derived at once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from continuous_line.database import Tx
from report_service import editions, generations
from report_service.editions import Edition
from report_service.resources import Resources
from report_service.tables import generation_tables


@dataclass(frozen=True, slots=True)
class AsKnown:
    """`as_of` None: as known now. Without an edition it is derived while one waits."""

    as_of: datetime | None = None
    edition: Edition | None = None

    @property
    def being_made(self) -> bool:
        return self.edition is not None and self.edition.state != "kept"


async def known(resources: Resources, as_of: datetime, *, always: bool = False) -> AsKnown:
    """In a transaction of its own, before the figures are read. `always`: an edition, also where
    there are few persons. Raises as editions.ask does."""
    now = resources.clock.now()
    async with resources.database.transaction() as tx:
        edition = await editions.find(tx, as_of, now=now)
        if edition is None and (always or await _many(tx, resources.own.persons_at_once)):
            edition = await editions.ask(tx, as_of, now=now)
    return AsKnown(as_of, edition)


async def _many(tx: Tx, most: int) -> bool:
    person = generation_tables(await generations.serving_generation(tx)).person
    some = select(person.c.permit_holder_id).limit(most + 1).subquery()
    return (await tx.scalar(select(func.count()).select_from(some)) or 0) > most
