"""How subscriptions stand whose owners want to be told, read for all of them at once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from continuous_line.database import Tx, fetch
from handover_service.subscriptions.alerts.due import Facts, Kind
from handover_service.subscriptions.standing import State

SETTLED: Final = timedelta(minutes=1)
"""What was noted so long ago is committed, so that nothing falls between two mails."""
_TOLD: Final = (
    "SELECT subscription_id, kind, max(upto) AS upto FROM subscription_alerts "
    "WHERE subscription_id = ANY ($1::uuid[]) AND state NOT IN ('waiting', 'refused') GROUP BY 1, 2"
)
_WHO: Final = (
    "SELECT subscription_id AS id FROM subscriptions WHERE alert_to IS NOT NULL "
    "AND NOT alert_refused ORDER BY subscription_id"
)
_SINCE: Final = (
    "greatest(s.alert_since, (SELECT max(a.upto) FROM subscription_alerts a "
    "WHERE a.subscription_id = s.subscription_id AND a.kind = '{kind}' "
    "AND a.state NOT IN ('waiting', 'refused')))"
)
_FACTS: Final = (
    "SELECT s.subscription_id AS id, s.name, s.sink, s.state, s.reason, s.changed_at, "  # noqa: S608
    "p.delivered_at, (SELECT min(d.failed_since) FROM push_deliveries d "
    "WHERE d.subscription_id = s.subscription_id AND d.head AND d.state = 'waiting' "
    "AND d.failed_since > coalesce(p.delivered_at, '-infinity')) AS failing_since, "
    "t.status AS last_status, t.reason AS last_reason, n.dead, n.oldest, "
    "(SELECT count(*) FROM subscription_changes c WHERE c.subscription_id = s.subscription_id "
    f"AND c.what = 'missed' AND c.at <= $2 AND c.at > {_SINCE.format(kind=Kind.MISSED)}) "
    "AS missed, "
    "CASE WHEN f.waiting <= (SELECT count(*) FROM (SELECT FROM push_deliveries d "
    "WHERE d.subscription_id = s.subscription_id LIMIT coalesce(f.waiting, 0)) still) "
    "THEN f.at END AS full "
    "FROM subscriptions s LEFT JOIN push_places p USING (subscription_id) "
    "LEFT JOIN LATERAL (SELECT t.status, t.reason FROM push_trail t "
    "WHERE t.subscription_id = s.subscription_id ORDER BY t.at DESC LIMIT 1) t ON true "
    "LEFT JOIN LATERAL (SELECT c.at, (c.details->>'waiting')::bigint AS waiting "
    "FROM subscription_changes c WHERE c.subscription_id = s.subscription_id "
    f"AND c.what = 'full' AND c.at <= $2 AND c.at > {_SINCE.format(kind=Kind.FULL)} "
    "ORDER BY c.at DESC LIMIT 1) f ON true, "
    "LATERAL (SELECT count(*) AS dead, min(d.made_at) AS oldest FROM push_deliveries d "
    "WHERE d.subscription_id = s.subscription_id AND d.state = 'dead' AND d.last_at <= $2 "
    f"AND d.last_at > {_SINCE.format(kind=Kind.DEAD_LETTERS)}) n "
    "WHERE s.subscription_id = ANY ($1::uuid[]) ORDER BY s.subscription_id"
)


async def everybody(tx: Tx) -> Sequence[UUID]:
    """Subscriptions whose owners want to be told, at an address that was not refused."""
    return [row.id for row in await fetch(tx, _WHO)]


async def facts_of(tx: Tx, ids: Sequence[UUID], now: datetime) -> Sequence[Facts]:
    told: dict[UUID, dict[Kind, datetime]] = defaultdict(dict)
    for row in await fetch(tx, _TOLD, list(ids)):
        told[row.subscription_id][Kind(row.kind)] = row.upto
    rows = [dict(row) for row in await fetch(tx, _FACTS, list(ids), now - SETTLED)]
    return [
        Facts(
            host=urlsplit(row.pop("sink") or "").hostname or "",
            state=State(row.pop("state")),
            told=told[row["id"]],
            **row,
        )
        for row in rows
    ]
