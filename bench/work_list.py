"""The first page of a work list over HTTP, against bare SQL for the same page and counts.

Rows of the work list are written straight into its table. A location manager asks for the first
page of the own centre, with all counts. Ours: token, rights, the queries, the answer as JSON. The
other side: the two queries as one would type them, over a connection of its own. Asked of 30,000
open cases and of 300,000; a centre has 500 of them, since its beds do not grow with the country.
What it takes where they do, ten times as many in each centre, is printed beside.

Then: 300 cases of one case manager handed over in one act, against one request for each.
"""

import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import asyncpg
from handovers import answering, bearer, linked, process
from measure import workspace
from wire import Wire

from continuous_line.days import day
from continuous_line_embedded.demo.acts import location_manager
from continuous_line_embedded.stand import Stand

PER_CENTRE, ASKED, ROUNDS = 500, 40, 5
FEW, MANY = 30_000, 300_000
AT_MOST, AT_MOST_LARGER = 3.0, 1.3
HANDED = 300
WEERT = "weert"
_FILL = """
    INSERT INTO units (unit_id, case_id, case_ids, permit_holder_ids, azc, municipality,
      distance_km, opened_on, linked_on, move_on, planned_for, missing, part, owner, unowned,
      due_on, due_what, last_at)
    SELECT gen_random_uuid(), c.id, ARRAY[c.id], ARRAY[gen_random_uuid()],
      CASE WHEN n % $2 = 0 THEN 'weert' ELSE 'bench-' || (n % $2) END,
      'GM' || lpad((n % 342)::text, 4, '0'), n % 200, d, d,
      CASE WHEN n % 5 = 0 THEN d + 100 END,
      CASE WHEN n % 4 = 0 THEN now() + interval '10 days' END,
      ARRAY['client-manager', 'first-contact', 'plan', 'handover', 'acknowledgement', 'closing'],
      CASE WHEN n % 3 = 0 THEN 'reception' ELSE 'municipality' END,
      'casemanager-' || (n % 300), n % 50 = 0, CASE WHEN n % 6 > 0 THEN d + n % 90 END,
      'first-contact', now() - (n % 60) * interval '1 day'
    FROM generate_series(1, $1) n
    CROSS JOIN LATERAL (SELECT gen_random_uuid() AS id, current_date - n % 120 AS d) c
    """


_BARE_COUNTS = """
    SELECT count(*), sum(cardinality(case_ids)),
      count(*) FILTER (WHERE owner IS NULL),
      count(*) FILTER (WHERE owner IS NOT NULL AND planned_for > $2),
      count(*) FILTER (WHERE owner IS NOT NULL AND planned_for IS NULL AND part = 'reception'),
      count(*) FILTER (WHERE owner IS NOT NULL AND planned_for IS NULL AND part = 'municipality'),
      count(*) FILTER (WHERE due_on < $2::date), count(*) FILTER (WHERE due_on IS NULL),
      count(*) FILTER (WHERE move_on BETWEEN $2::date AND $2::date + 21),
      count(*) FILTER (WHERE last_at < $2 - interval '30 days'),
      count(*) FILTER (WHERE moved_on IS NULL AND linked_on < $2::date - 70)
    FROM units WHERE azc = $1
    """
_BARE_PAGE = "SELECT * FROM units WHERE azc = $1 ORDER BY due_on NULLS LAST, case_id LIMIT 25"


async def median_ms(ask: Callable[[], Awaitable[Any]]) -> float:
    taken = []
    for _ in range(ASKED):
        started = time.perf_counter()
        await ask()
        taken.append(1000 * (time.perf_counter() - started))
    return statistics.median(taken)


async def filled(connection: asyncpg.Connection, number: int, centres: int) -> None:
    await connection.execute("TRUNCATE units")
    await connection.execute(_FILL, number, centres)
    await connection.execute("VACUUM ANALYZE units")


async def compared(stand: Stand, connection: asyncpg.Connection) -> tuple[float, float]:
    """Median milliseconds of the page, and of its two queries alone, in turns."""
    headers = bearer(stand, location_manager(WEERT))

    async def bare() -> None:
        now = datetime.now(UTC)
        await connection.fetch(_BARE_COUNTS, WEERT, now)
        await connection.fetch(_BARE_PAGE, WEERT)

    ours, other = [], []
    async with Wire(stand.address("handover")) as wire:

        async def page() -> None:
            status, _, answer = await wire.request("GET", "/v1/work-list", headers)
            if status != 200:
                raise RuntimeError(answer)

        await page()
        await bare()
        for _ in range(ROUNDS):
            ours.append(await median_ms(page))
            other.append(await median_ms(bare))
    return statistics.median(ours), statistics.median(other)


async def lists(stand: Stand) -> bool:
    connection = await asyncpg.connect(stand.database_url("handover"))
    times, fine = [], True
    try:
        for number, centres in ((FEW, FEW // PER_CENTRE), (MANY, MANY // PER_CENTRE),
                                (MANY, FEW // PER_CENTRE)):  # fmt: skip
            await filled(connection, number, centres)
            ours, bare = await compared(stand, connection)
            times.append(ours)
            print(f"work list, {number:,} open cases in {centres} centres: {ours:.1f} ms, "
                  f"bare SQL {bare:.1f} ms, {ours / bare:.2f} times")  # fmt: skip
            fine &= times[1:] != [] or not above(ours / bare, AT_MOST)
    finally:
        await connection.execute("TRUNCATE units")
        await connection.close()
    few, many, crowded = times
    print(f"work list, {MANY:,} against {FEW:,}: {many / few:.2f} times the answer time "
          f"({crowded / few:.2f} where every centre has ten times as many)")  # fmt: skip
    return not above(many / few, AT_MOST_LARGER) and fine


def above(ratio: float, most: float) -> bool:
    if ratio > most:
        print(f"{ratio:.2f} is more than {most} times", file=sys.stderr)
    return ratio > most


async def main() -> int:
    with workspace("work-list") as folder:
        async with Stand(folder / "data") as stand:
            for name in ("profile", "directory", "report", "handover"):
                await stand.stop(name)
            with process(["-m", "handover_service", "web"], stand.environment("handover")):
                await answering(stand.address("handover"), "/health/ready")
                fine = await lists(stand)
                await handed_over(stand)
    return 0 if fine else 1


async def handed_over(stand: Stand) -> None:
    """So many cases in one act, against as many acts."""
    connection = await asyncpg.connect(stand.database_url("handover"))
    manager, taken = location_manager(WEERT), []
    headers = bearer(stand, manager)
    today = day(datetime.now(UTC)) - timedelta(30)
    for name in ("casemanager-weert-1", "casemanager-weert-2", "casemanager-weert-3"):
        await connection.execute(
            "INSERT INTO staff (event_id, staff_id, valid_from, roles, places, gone) "
            "VALUES ($1, $2, $3, ARRAY['case-manager'], ARRAY['weert'], false)",
            uuid4(), name, today,
        )  # fmt: skip
    await connection.close()
    cases = await linked(stand, 2 * HANDED)
    async with Wire(stand.address("handover")) as wire:

        async def post(path: str, body: Any) -> None:
            status, _, answer = await wire.request("POST", path, headers, body)
            if status != 201:
                raise RuntimeError(answer)

        for path in cases:
            await post(f"{path}/owners", {"owner": "casemanager-weert-1"})
        started = time.perf_counter()
        for path in cases[:HANDED]:
            await post(f"{path}/owners", {"owner": "casemanager-weert-2", "reason": "illness"})
        taken.append(time.perf_counter() - started)
        started = time.perf_counter()
        to = ["casemanager-weert-2", "casemanager-weert-3"]
        body = {"holder": "casemanager-weert-1", "reason": "illness", "to": to}
        await post("/v1/owner-changes", body)
        taken.append(time.perf_counter() - started)
    single, one_act = taken
    print(f"handing over {HANDED} cases: one act {one_act:.2f} s, a request each {single:.2f} s, "
          f"ratio {one_act / single:.2f}")  # fmt: skip


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
