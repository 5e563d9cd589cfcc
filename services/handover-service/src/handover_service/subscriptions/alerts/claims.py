"""One mail for each subscription, kind and day: the day is claimed before the server is asked."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from continuous_line.database import Tx, fetch
from continuous_line.days import day
from handover_service.mail import Outcome
from handover_service.subscriptions.alerts.due import Kind
from handover_service.subscriptions.alerts.facts import SETTLED

CLAIMED, WAITING = "claimed", "waiting"
_FIRST: Final = timedelta(minutes=1)
_LONGEST: Final = timedelta(hours=1)
_WEEK: Final = timedelta(days=7)
_CLAIM: Final = (
    "INSERT INTO subscription_alerts AS a "
    "(subscription_id, kind, day, state, tries, next_at, upto) "
    "VALUES ($1, $2, $3, 'claimed', 1, $4, $5) "
    "ON CONFLICT (subscription_id, kind, day) DO UPDATE SET state = 'claimed', "
    "tries = a.tries + 1, upto = $5 WHERE a.state = 'waiting' AND a.next_at <= $4 RETURNING a.tries"
)
_NOTE: Final = (
    "UPDATE subscription_alerts SET state = $4, next_at = $5 "
    "WHERE subscription_id = $1 AND kind = $2 AND day = $3"
)
_REFUSED: Final = (
    "UPDATE subscriptions SET alert_refused = true WHERE subscription_id = $1 AND alert_to = $2"
)
_NO_MORE: Final = (
    "UPDATE subscriptions SET alert_to = NULL WHERE state = 'ended' AND alert_to IS NOT NULL "
    "AND (reason IS DISTINCT FROM 'gone' OR ended_at < $1 OR EXISTS ("
    "SELECT FROM subscription_alerts a WHERE a.subscription_id = subscriptions.subscription_id "
    "AND a.kind = 'ended' AND a.state NOT IN ('waiting', 'claimed')))"
)


async def claim(tx: Tx, subscription_id: UUID, kind: Kind, now: datetime) -> int | None:
    """Which try it is; None where the day is taken, or it is too early for another try."""
    rows = await fetch(tx, _CLAIM, subscription_id, kind.value, day(now), now, now - SETTLED)
    return rows[0].tries if rows else None


async def note(
    tx: Tx, subscription_id: UUID, kind: Kind, outcome: Outcome, tries: int, now: datetime
) -> None:
    """What became of it; where it was not taken there are other tries, ever more rarely."""
    state = WAITING if outcome is Outcome.AGAIN else outcome.value
    later: timedelta = min(_FIRST * 2 ** min(tries - 1, 10), _LONGEST)
    await fetch(tx, _NOTE, subscription_id, kind.value, day(now), state, now + later)


async def refuse(tx: Tx, subscription_id: UUID, sealed: bytes) -> None:
    """The server knows no such address; nothing where another was given meanwhile."""
    await fetch(tx, _REFUSED, subscription_id, sealed)


async def forget(tx: Tx, now: datetime) -> None:
    """Of what has ended the address goes: when its owner knows, or after a week."""
    await fetch(tx, _NO_MORE, now - _WEEK)
