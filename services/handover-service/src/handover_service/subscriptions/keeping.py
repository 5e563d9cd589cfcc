"""How long a feed is kept: a term, but for what a push subscription has still to send, and what
was sent late, so that it can be fetched.

Of a subscription that is paused, or whose sink never said yes, only what was read for it is kept
beyond the term: nobody knows whether it goes on. The highest number that went is noted, so that
whoever asks for less is told.
"""

from datetime import datetime, timedelta
from typing import Final

from continuous_line import telemetry
from continuous_line.database import Tx, fetch
from continuous_line.worker import Cleaning
from handover_service.resources import Resources
from handover_service.subscriptions.config import Policy

_log = telemetry.logger("feed")
_AT_ONCE: Final = 20_000
_UNREAD: Final = """
    EXISTS (SELECT FROM subscriptions s LEFT JOIN push_places p USING (subscription_id)
      WHERE s.municipality = r.municipality AND s.delivery = 'push'
      AND s.state = 'active'
      AND r.number > coalesce(p.read_to, s.starts_after))
    """
_TO_SEND: Final = """
    EXISTS (SELECT FROM push_deliveries d JOIN subscriptions s USING (subscription_id)
      WHERE s.municipality = r.municipality AND d.number = r.number)
    """
_FETCHABLE: Final = """
    EXISTS (SELECT FROM push_late p JOIN subscriptions s USING (subscription_id)
      WHERE s.municipality = r.municipality AND p.number = r.number AND p.until > $3)
    """
_DROP: Final = f"""
    WITH old AS (
      SELECT r.municipality, r.number FROM feed_rows r
      WHERE r.made_at < $1 AND NOT {_UNREAD} AND NOT {_TO_SEND} AND NOT {_FETCHABLE}
      ORDER BY r.made_at LIMIT $2
    ), gone AS (
      DELETE FROM feed_rows r USING old
      WHERE r.municipality = old.municipality AND r.number = old.number
      RETURNING r.municipality, r.number
    ), highest AS (
      SELECT municipality, max(number) AS number, count(*) AS rows FROM gone GROUP BY 1
    ), noted AS (
      UPDATE feed_counters c SET dropped = greatest(c.dropped, h.number)
      FROM highest h WHERE c.municipality = h.municipality
    )
    SELECT coalesce(sum(rows), 0)::bigint AS rows FROM highest
    """  # noqa: S608 - constants
_DROP_HEARD: Final = """
    WITH old AS (
      SELECT h.event_id FROM feed_heard h WHERE h.recorded_at < $1 AND NOT h.lasting
      AND NOT EXISTS (SELECT FROM feed_rows r WHERE r.event_id = h.event_id)
      LIMIT $2
    ), gone AS (DELETE FROM feed_heard h USING old WHERE h.event_id = old.event_id RETURNING 1)
    SELECT count(*) AS rows FROM gone
    """


def keeping(resources: Resources) -> Cleaning:
    """For `Worker(cleaning=...)`: hourly, by the service's clock and its setting."""
    term = Policy().retention

    async def clean(tx: Tx) -> None:
        gone = await drop(tx, resources.clock.now(), term)
        if gone:
            _log.info("events of feeds went after their term", rows=gone)

    return clean


async def drop(tx: Tx, now: datetime, term: timedelta) -> int:
    """How many rows went now; what is left of a long time goes the next time."""
    before = now - term
    gone: int = (await fetch(tx, _DROP, before, _AT_ONCE, now))[0].rows
    await fetch(tx, "DELETE FROM push_late WHERE until <= $1", now)
    await fetch(tx, _DROP_HEARD, before, _AT_ONCE)
    return gone
