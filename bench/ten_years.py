"""Ten years of the whole country, 300,000 persons in about ten million events, through Kafka.

First the rebuild from offset 0 until it serves, against the least that could be done with the same
events (rebuild.py); half of that rate is asked. Its memory at most stands beside that in its first
third, and that for a tenth of the persons: it holds the persons of one partition in each process.

Then the questions of a dashboard over HTTP, each asked for the first time since the process began
and again, against the bare SQL that counts the same in the same tables; three times that is
allowed. TEN_YEARS_PERSONS makes it smaller.
"""

import asyncio
import os
import statistics
import sys
import time
from datetime import UTC, date, datetime

import asyncpg
from country import publish_country
from handovers import answering, process
from measure import report, workspace
from rebuild import run
from sqlalchemy import Dialect, dialects
from wire import Wire

from continuous_line.codes import Role
from continuous_line.days import day
from continuous_line.event_log import open_event_log
from continuous_line.testing.kafka import kafka_for_tests
from continuous_line_embedded.stand import Stand
from report_service.counting_cells import IN_MEMORY
from report_service.counting_sql import Year, regions
from report_service.domain.count import window
from report_service.domain.definitions import current
from report_service.domain.period import Period, lineage, parse
from report_service.tables import generation_tables, schema_of

PERSONS = int(os.environ.get("TEN_YEARS_PERSONS", "300000"))
AT_LEAST, AT_MOST, ROUNDS = 0.5, 3.0, 5
QUESTIONS = (
    ("/v1/figures?period=2025-H1", "2025-H1"),
    ("/v1/figures?period=2024&by=municipality", "2024"),
    ("/v1/figures?period=2023-Q2&by=azc-distance", "2023-Q2"),
    ("/v1/figures?period=2022-05&by=region", "2022-05"),
    ("/v1/metrics/warm-handover/files/csv?period=2021&by=azc", "2021"),
)


async def fill(log_url: str, prefix: str, persons: int) -> int:
    log = open_event_log(log_url, topic_prefix=prefix)
    try:
        return await publish_country(log, persons)
    finally:
        await log.close()


async def rebuilt(database_url: str, log_url: str) -> bool:
    """Whether it is quick enough; the database then holds the ten years."""
    peaks = []
    for prefix, persons in (("tenth.", PERSONS // 10), ("", PERSONS)):
        events = await fill(log_url, prefix, persons)
        arguments = (database_url, log_url, prefix, str(events))
        floor, ours = run("other", *arguments), run("ours", *arguments)
        report(f"rebuild, {events:,} events of {persons:,} persons", ours["rate"], floor["rate"])
        peaks.append(ours["peak"])
        report(
            "rebuild, memory at most and in its first third",
            ours["peak"],
            ours["third"],
            unit=" MB",
        )
    report("rebuild, memory of ten times as many persons", peaks[1], peaks[0], unit=" MB")
    return ours["rate"] >= AT_LEAST * floor["rate"]


async def main() -> int:
    with workspace("ten-years") as folder, kafka_for_tests() as broker:
        async with Stand(folder / "data") as stand:
            for name in ("profile", "directory", "report", "handover"):
                await stand.stop(name)
            fine = await rebuilt(stand.database_url("report"), broker.url)
            environment = stand.environment("report") | {"DL_EVENT_LOG_URL": broker.url}
            fine &= await questions(stand, environment)
    return 0 if fine else 1


async def questions(stand: Stand, environment: dict[str, str]) -> bool:
    """Whether none takes too long: asked for the first time, again, and with the tag of before."""
    token = stand.token("analyst", "ministry", [Role.ANALYST], [])
    headers = {"authorization": f"Bearer {token}"}
    connection = await asyncpg.connect(stand.database_url("report"))
    generation = await connection.fetchval("SELECT generation FROM serving")
    await connection.execute(f"VACUUM ANALYZE {schema_of(generation)}.observed")
    fine = True
    for path, period in QUESTIONS:
        with process(["-m", "report_service", "web"], environment):
            await answering(stand.address("report"), "/health/ready")
            async with Wire(stand.address("report")) as wire:
                await wire.request("GET", "/v1/figures?period=2015", headers)
                first, etag = await asked(wire, path, headers, 200)
                again = [(await asked(wire, path, headers, 200))[0] for _ in range(ROUNDS)]
                same = headers | {"if-none-match": etag}
                unchanged = [(await asked(wire, path, same, 304))[0] for _ in range(ROUNDS)]
        bare = await bare_sql(connection, generation, parse(period))
        print(
            f"{path}: first {1000 * first:,.0f} ms, again {1000 * statistics.median(again):,.0f} "
            f"ms, unchanged {1000 * statistics.median(unchanged):,.1f} ms; bare SQL "
            f"{1000 * bare:,.0f} ms: {first / bare:.2f} times"
        )
        fine &= first <= AT_MOST * bare
    await connection.close()
    return fine


async def asked(wire: Wire, path: str, headers: dict[str, str], expected: int) -> tuple[float, str]:
    """Seconds, and the tag of the answer."""
    started = time.perf_counter()
    status, found, answer = await wire.request("GET", path, headers)
    if status != expected:
        raise RuntimeError((path, status, answer))
    return time.perf_counter() - started, found.get("etag", "")


async def bare_sql(connection: asyncpg.Connection, generation: int, period: Period) -> float:
    """Seconds for what is to be counted: the period, and how many persons are in the cells of those
    around it, as a figure may be shown only where they do not tell what is hidden."""
    tables, today = generation_tables(generation), day(datetime.now(UTC))
    year = Year(tables, date(period.first_on.year, 1, 1), date(period.first_on.year, 12, 31), [])
    days, lies = window(period, today), regions({})
    around = [window(one, today) for level in lineage(period) for one in level]
    given = sorted({m.given for m in current().metrics.values() if m.given})
    dialect: Dialect = dialects.registry.load("postgresql")()
    queries = [
        str(query.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
        for query in (
            year.cells(days, [], lies), year.lead_times(days), year.about_places(days),
            year.sizes(around, given), year.several(),
        )
    ]  # fmt: skip
    for setting in IN_MEMORY:
        await connection.execute(setting.replace(" LOCAL", ""))
    started = time.perf_counter()
    for query in queries:
        await connection.fetch(query)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
