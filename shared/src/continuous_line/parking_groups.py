"""Parked events by the error they failed with: what operators look at first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select

from continuous_line.database import Tx
from continuous_line.parking import PARKED_EVENTS
from continuous_line.parking_decisions import HEADS

STEP = 100
"""So many of a group are tried again at once."""
_c = PARKED_EVENTS.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """`parked` can be decided about; `decided` were, and the worker has not done it yet.

    `waiting`: later events of the same keys that wait for them.
    """

    consumer: str
    error: str
    parked: int
    decided: int
    waiting: int
    oldest_at: datetime

    @property
    def next_step(self) -> int:
        """How many are tried again at once."""
        return min(self.parked, STEP)


async def groups(tx: Tx, *, consumer: str | None = None, error: str | None = None) -> list[Group]:
    """The largest first; of one consumer or error where it is named."""
    waiting = PARKED_EVENTS.alias("waiting")
    behind = and_(
        waiting.c.consumer == _c.consumer,
        waiting.c.generation == _c.generation,
        waiting.c.key == _c.key,
        waiting.c.state == "waiting",
    )
    of_key = (
        select(_c.consumer, _c.error, func.count(waiting.c.id.distinct()).label("waiting"))
        .join(waiting, behind)
        .where(_c.state.in_(HEADS))
        .group_by(_c.consumer, _c.error)
    )
    held = {(row.consumer, row.error): row.waiting for row in await tx.execute(of_key)}
    found = (
        select(
            _c.consumer,
            _c.error,
            func.count().filter(_c.state == "parked").label("parked"),
            func.count().filter(_c.state != "parked").label("decided"),
            func.min(_c.parked_at).label("oldest_at"),
        )
        .where(_c.state.in_(HEADS))
        .group_by(_c.consumer, _c.error)
        .order_by(func.count().desc(), _c.consumer, _c.error)
    )
    for column, wanted in ((_c.consumer, consumer), (_c.error, error)):
        if wanted is not None:
            found = found.where(column == wanted)
    return [
        Group(**row._mapping, waiting=held.get((row.consumer, row.error), 0))
        for row in await tx.execute(found)
    ]
