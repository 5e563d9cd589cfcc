"""The statements by which outcomes of many deliveries are written at once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from continuous_line.database import Tx, fetch
from continuous_line.webhooks.answers import OF_THE_EVENT, Reason
from handover_service.subscriptions.push.notes import Fate, Note
from handover_service.subscriptions.push.tables import TRAIL

Noted = tuple[UUID, Note]
FETCHABLE: Final = timedelta(days=3)
"""Of an event that was delivered late, so long its `dataref` can be fetched."""

_PLACES: Final = (
    "UPDATE push_places p SET tries = p.tries + t.tries, delivered = p.delivered + t.delivered, "
    "passed = p.passed + t.passed, failures = t.failures, rest_until = t.rest_until, "
    "delivered_at = CASE WHEN t.delivered > 0 THEN $7 ELSE p.delivered_at END "
    "FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::int[], $6::timestamptz[]) "
    "AS t (id, tries, delivered, passed, failures, rest_until) "
    "WHERE p.subscription_id = t.id RETURNING p.subscription_id, p.tries"
)
_GONE: Final = (
    "WITH gone AS (DELETE FROM push_deliveries d USING unnest($1::uuid[], $2::bigint[]) "
    "AS t (id, number) WHERE d.subscription_id = t.id AND d.number = t.number "
    "RETURNING d.subscription_id, d.permit_holder_id, d.number, d.made_at), "
    "late AS (INSERT INTO push_late (subscription_id, number, until) "
    "SELECT subscription_id, number, $4 FROM gone WHERE made_at < $3 ON CONFLICT DO NOTHING), "
    "following AS (SELECT g.subscription_id, (SELECT min(e.number) FROM push_deliveries e "
    "WHERE e.subscription_id = g.subscription_id AND e.permit_holder_id = g.permit_holder_id "
    "AND e.number > g.number) AS number FROM gone g) "
    "UPDATE push_deliveries d SET head = true FROM following f "
    "WHERE d.subscription_id = f.subscription_id AND d.number = f.number "
    "RETURNING d.subscription_id"
)
_FAILED: Final = (
    "UPDATE push_deliveries d SET attempts = d.attempts + 1, "
    "state = CASE WHEN t.next IS NULL THEN 'dead' ELSE 'waiting' END, "
    "next_try_at = COALESCE(t.next, d.next_try_at), failed_since = COALESCE(d.failed_since, t.at), "
    "last_at = t.at, last_status = t.status, last_reason = t.reason "
    "FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::int[], "
    "$6::text[]) AS t (id, number, next, at, status, reason) "
    "WHERE d.subscription_id = t.id AND d.number = t.number"
)
_PUT_OFF: Final = (
    "UPDATE push_deliveries d SET next_try_at = t.next "
    "FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) AS t (id, number, next) "
    "WHERE d.subscription_id = t.id AND d.number = t.number"
)
_BACK: Final = (
    "UPDATE push_deliveries SET next_try_at = $2 WHERE subscription_id = ANY ($1::uuid[]) "
    "AND head AND state = 'waiting' AND next_try_at > $2 "
    "AND coalesce(last_status, 0) <> ALL ($3::int[]) "
    "AND coalesce(last_reason, '') <> $4"
)
_TRAIL: Final = (
    "INSERT INTO push_trail "
    "(subscription_id, slot, at, number, event_id, type, attempt, milliseconds, status, reason) "
    "SELECT * FROM unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::bigint[], $5::uuid[], "
    "$6::text[], $7::int[], $8::int[], $9::int[], $10::text[]) "
    "ON CONFLICT (subscription_id, slot) DO UPDATE SET at = EXCLUDED.at, "
    "number = EXCLUDED.number, event_id = EXCLUDED.event_id, type = EXCLUDED.type, "
    "attempt = EXCLUDED.attempt, milliseconds = EXCLUDED.milliseconds, "
    "status = EXCLUDED.status, reason = EXCLUDED.reason"
)


async def places(
    tx: Tx,
    notes: Sequence[Noted],
    standing: Sequence[tuple[UUID, int, datetime | None]],
    now: datetime,
) -> dict[UUID, int]:
    """Counts what there was, and locks; how many tries there have been of each subscription.

    `standing`: failures in a row, and until when it is left alone.
    """
    counts = {one: [0, 0, 0] for one, *_ in standing}
    for one, note in notes:
        counts[one][0] += note.tried is not None
        counts[one][1] += note.fate is Fate.DELIVERED
        counts[one][2] += note.fate is Fate.PASSED
    columns = [[counts[one][place] for one, *_ in standing] for place in range(3)]
    rows = await fetch(
        tx, _PLACES, [one for one, *_ in standing], *columns,
        [failures for _, failures, _ in standing], [rest for *_, rest in standing], now,
    )  # fmt: skip
    return {row.subscription_id: row.tries for row in rows}


async def gone(tx: Tx, notes: Sequence[Noted], term: timedelta, now: datetime) -> set[UUID]:
    """Takes these away; the subscriptions where a later event of the same person comes up.

    `term`: how long events are kept. What was just told stays FETCHABLE, however old it is.
    """
    if not notes:
        return set()
    ids, numbers = [one for one, _ in notes], [note.number for _, note in notes]
    rows = await fetch(tx, _GONE, ids, numbers, now + FETCHABLE - term, now + FETCHABLE)
    return {row.subscription_id for row in rows}


async def failed(tx: Tx, notes: Sequence[Noted]) -> None:
    """Those that are not tried again stay, dead."""
    if notes:
        tries = [note.tried for _, note in notes]
        await fetch(
            tx, _FAILED, [one for one, _ in notes], [note.number for _, note in notes],
            [note.next_try_at for _, note in notes], [note.at for _, note in notes],
            [one and one.status for one in tries], [one and one.reason for one in tries],
        )  # fmt: skip


async def put_off(tx: Tx, notes: Sequence[Noted]) -> None:
    if notes:
        await fetch(
            tx, _PUT_OFF, [one for one, _ in notes], [note.number for _, note in notes],
            [note.next_try_at for _, note in notes],
        )  # fmt: skip


async def back(tx: Tx, subscription_ids: Sequence[UUID], now: datetime) -> None:
    """These sinks take things again: what waited for them waits no longer, but for what they
    do not want."""
    if subscription_ids:
        await fetch(tx, _BACK, list(subscription_ids), now, sorted(OF_THE_EVENT), Reason.TOO_LARGE)


async def trail(tx: Tx, notes: Sequence[Noted], tries: dict[UUID, int]) -> None:
    """`tries`: of each subscription until now, these included."""
    rows: dict[tuple[UUID, int], tuple[object, ...]] = {}
    left = dict(tries)
    for one, note in reversed(notes):
        tried = note.tried
        if tried is not None and one in left:
            slot = left[one] % TRAIL
            left[one] -= 1
            row = (
                one, slot, note.at, note.number, tried.event_id, tried.type, tried.attempt,
                tried.milliseconds, tried.status, tried.reason,
            )  # fmt: skip
            rows.setdefault((one, slot), row)
    if rows:
        columns = zip(*rows.values(), strict=True)
        await fetch(tx, _TRAIL, *(list(column) for column in columns))
