"""Ten years of the whole country, 300,000 persons in about ten million events, through Kafka.

First the rebuild from offset 0 until it serves, against the least that could be done with the same
events (rebuild.py); half of that rate is asked. Its memory stands beside that for a tenth of the
persons. Then the questions of a dashboard over HTTP, each asked for the first time since the
process began and again, against the bare SQL that counts the same in the same tables; three times
that is allowed. TEN_YEARS_PERSONS makes it smaller.
"""

import asyncio
import os
import sys

from country import publish_country
from measure import report, workspace
from rebuild import run

from continuous_line.event_log import open_event_log
from continuous_line.testing.kafka import kafka_for_tests
from continuous_line_embedded.stand import Stand

PERSONS = int(os.environ.get("TEN_YEARS_PERSONS", "300000"))
AT_LEAST, AT_MOST, ROUNDS = 0.5, 3.0, 5


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
    report("rebuild, memory of ten times as many persons", peaks[1], peaks[0], unit=" MB")
    return ours["rate"] >= AT_LEAST * floor["rate"]


async def main() -> int:
    with workspace("ten-years") as folder, kafka_for_tests() as broker:
        async with Stand(folder / "data") as stand:
            for name in ("profile", "directory", "report", "handover"):
                await stand.stop(name)
            fine = await rebuilt(stand.database_url("report"), broker.url)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
