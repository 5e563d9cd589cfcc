"""What operators see of parked events, and what they decide: the partition's owner executes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, Select, and_, func, select, true, update

from continuous_line.database import Tx
from continuous_line.errors import NotFound, Refused
from continuous_line.parking import PARKED_EVENTS

_logger = structlog.get_logger(__name__)
_c = PARKED_EVENTS.c
HEADS = ("parked", "redrive", "discard")


class ParkedState(StrEnum):
    """`waiting`: later events of a parked key. The last two are history."""

    PARKED = "parked"
    WAITING = "waiting"
    REDRIVE = "redrive"
    DISCARD = "discard"
    DONE = "done"
    DISCARDED = "discarded"


class DiscardReason(StrEnum):
    """Why an event is never handled here. Coded: free text could hold something personal."""

    RECORDED_TWICE = "recorded-twice"
    CORRECTED_OTHERWISE = "corrected-otherwise"
    NOT_READABLE = "not-readable"
    TEST_DATA = "test-data"


class NotParked(Refused):
    code = "not-parked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One that failed; `key` is opaque. `waiting_behind`: events of the key that wait for it."""

    place: int
    id: UUID
    consumer: str
    generation: str
    topic: str
    partition: int
    offset: int
    key: str
    type: str | None
    event_id: UUID | None
    error: str | None
    attempts: int
    state: str
    parked_at: datetime
    decided_at: datetime | None
    decided_by: str | None
    reason: str | None
    waiting_behind: int


async def listed(
    tx: Tx,
    *,
    after: int = 0,
    limit: int = 50,
    states: Sequence[str] = HEADS,
    consumer: str | None = None,
    error: str | None = None,
    type: str | None = None,  # noqa: A002
) -> list[Listed]:
    """What was parked, oldest first, after the place `after`."""
    query = (
        _columns()
        .where(_c.place > after, _c.state.in_(states), _matching(consumer, error, type))
        .order_by(_c.place)
        .limit(limit)
    )
    return [Listed(**row._mapping) for row in await tx.execute(query)]


async def found(tx: Tx, id: UUID) -> Listed:  # noqa: A002
    """Raises NotFound."""
    row = (await tx.execute(_columns().where(_c.id == id))).one_or_none()
    if row is None:
        raise NotFound("There is no such parked event.")
    return Listed(**row._mapping)


async def redrive(tx: Tx, id: UUID, *, by: str, at: datetime) -> None:  # noqa: A002
    """Have it tried again. Raises NotFound, or NotParked where that was decided already."""
    await _decide(tx, id, "redrive", by=by, at=at)


async def discard(
    tx: Tx,
    id: UUID,  # noqa: A002
    reason: DiscardReason,
    *,
    by: str,
    at: datetime,
) -> None:
    """Have it passed over. Raises NotFound, or NotParked where that was decided already."""
    await _decide(tx, id, "discard", by=by, at=at, reason=reason.value)


async def redrive_group(
    tx: Tx,
    *,
    by: str,
    at: datetime,
    limit: int,
    consumer: str | None = None,
    error: str | None = None,
    type: str | None = None,  # noqa: A002
) -> int:
    """Have the oldest `limit` of a group tried again; gives how many there were."""
    oldest = (
        select(_c.id)
        .where(_c.state == "parked", _matching(consumer, error, type))
        .order_by(_c.place)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = await tx.execute(
        update(PARKED_EVENTS)
        .where(_c.id.in_(oldest))
        .values(state="redrive", decided_by=by, decided_at=at)
        .returning(_c.id)
    )
    number = len(rows.all())
    _logger.info(
        "redrive of a group decided",
        by=by,
        consumer=consumer,
        error=error,
        type=type,
        number=number,
    )
    return number


async def _decide(
    tx: Tx,
    id: UUID,  # noqa: A002
    state: str,
    *,
    by: str,
    at: datetime,
    reason: str | None = None,
) -> None:
    decided = await tx.scalar(
        update(PARKED_EVENTS)
        .where(_c.id == id, _c.state == "parked")
        .values(state=state, decided_by=by, decided_at=at, reason=reason)
        .returning(_c.key)
    )
    if decided is None:
        raise NotParked(f"It is {(await found(tx, id)).state}: there is nothing to decide now.")
    _logger.info(f"{state} decided", by=by, id=str(id), key=decided, reason=reason)


def _matching(
    consumer: str | None,
    error: str | None,
    type: str | None,  # noqa: A002
) -> ColumnElement[bool]:
    wanted = ((_c.consumer, consumer), (_c.error, error), (_c.type, type))
    return and_(true(), *(column == value for column, value in wanted if value is not None))


def _columns() -> Select[Any]:
    behind = PARKED_EVENTS.alias("behind")
    waiting = (
        select(func.count())
        .select_from(behind)
        .where(
            behind.c.consumer == _c.consumer,
            behind.c.generation == _c.generation,
            behind.c.key == _c.key,
            behind.c.state == "waiting",
        )
        .scalar_subquery()
    )
    shown = (column for column in _c if column.name not in {"value", "offset_"})
    return select(*shown, _c.offset_.label("offset"), waiting.label("waiting_behind"))
