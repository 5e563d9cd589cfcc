"""When a case is looked at again: at once after every change, else when a day changes anything."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from continuous_line.database import Statement, Tx, fetch

_TOUCH = (
    "INSERT INTO timers (case_id, permit_holder_id, fires_at) "
    "SELECT case_id, CAST($2 AS uuid), 'epoch' FROM unnest(CAST($1 AS uuid[])) AS given (case_id)"
)
_ALL_OPEN = text(
    "INSERT INTO timers (case_id, permit_holder_id, fires_at) "
    "SELECT case_id, permit_holder_id, 'epoch' FROM cases WHERE closed_on IS NULL"
)
_GUIDED = text(
    "INSERT INTO timers (case_id, permit_holder_id, fires_at) "
    "SELECT DISTINCT c.case_id, c.permit_holder_id, timestamptz 'epoch' FROM cases c "
    "JOIN case_periods USING (case_id) "
    "WHERE programme = :programme AND worker = :worker AND c.closed_on IS NULL"
)
_TAKE = (
    "SELECT id, case_id, permit_holder_id FROM timers WHERE fires_at <= $1 "
    "ORDER BY fires_at, id LIMIT 1 FOR UPDATE SKIP LOCKED"
)
_ALONE = "SELECT pg_advisory_xact_lock(7407, hashtext($1))"
_DONE = (
    "DELETE FROM timers WHERE id IN (SELECT id FROM timers WHERE case_id = $1 "
    "ORDER BY id FOR UPDATE SKIP LOCKED)"
)
_SET = "INSERT INTO timers (case_id, permit_holder_id, fires_at) VALUES ($1, $2, $3)"
_PUT_OFF = text(
    "UPDATE timers SET fires_at = :later WHERE case_id = :case_id AND fires_at < :later"
)


def touching(person: UUID, case_ids: Collection[UUID]) -> Statement:
    """These cases of the person changed: to be run in the transaction of the change."""
    return Statement(_TOUCH, (list(case_ids), person))


async def touch(tx: Tx, person: UUID, case_ids: Collection[UUID]) -> None:
    statement = touching(person, case_ids)
    await fetch(tx, statement.sql, *statement.arguments)


async def touch_guided(tx: Tx, programme: str, worker: str) -> None:
    """How many this worker has in the programme has changed."""
    await tx.execute(_GUIDED, {"programme": programme, "worker": worker})


async def touch_all_open(tx: Tx) -> None:
    """What all cases are measured by has changed."""
    await tx.execute(_ALL_OPEN)


async def take(tx: Tx, now: datetime) -> tuple[UUID, UUID] | None:
    """Case and person of a timer that is due; None: there is none.

    Its timers are done with this transaction, and until then no other worker looks at the person.
    Load the case afterwards: a change that commits later leaves a timer of its own.
    """
    rows: list[Any] = await fetch(tx, _TAKE, now)
    if not rows:
        return None
    case_id, person = rows[0].case_id, rows[0].permit_holder_id
    await fetch(tx, _ALONE, str(person))
    await fetch(tx, _DONE, case_id)
    return case_id, person


async def look_again(tx: Tx, case_id: UUID, person: UUID, fires_at: datetime) -> None:
    """The next moment at which something changes by itself."""
    await fetch(tx, _SET, case_id, person, fires_at)


async def put_off(tx: Tx, case_id: UUID, later: datetime) -> None:
    """A case that cannot be looked at does not keep the others waiting."""
    await tx.execute(_PUT_OFF, {"case_id": case_id, "later": later})
