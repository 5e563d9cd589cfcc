"""Both logs side by side in one run: events published and read per second, by chunk size.

    python bench/event_log.py [EVENTS]

Both servers are started for the run, on this machine, and neither waits for the disk: what counts
is the ratio between columns.
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from uuid import uuid4

from continuous_line.event_log import EventLog, Record, open_event_log
from continuous_line.testing.event_log import beginning
from continuous_line.testing.outages import log_server

TOPIC = "profile"
VALUE = b"x" * 575
CHUNKS = (1, 100, 1000)


async def published(log: EventLog, records: Sequence[Record], chunk: int) -> float:
    async with log.publisher("bench") as publisher:
        begun = time.perf_counter()
        for start in range(0, len(records), chunk):
            await publisher.publish(records[start : start + chunk])
        return len(records) / (time.perf_counter() - begun)


async def read(log: EventLog) -> float:
    ends = await log.end_offsets([TOPIC])
    count = 0
    async with log.reader(beginning(TOPIC)) as reader:
        begun = time.perf_counter()
        while any([await reader.position(at) < end for at, end in ends.items()]):
            count += sum(map(len, (await reader.read(1)).values()))
        return count / (time.perf_counter() - begun)


async def measure(url: str, events: int) -> dict[str, float]:
    keys = [str(uuid4()) for _ in range(1000)]
    records = [Record(TOPIC, keys[number % 1000], VALUE) for number in range(events)]
    log = open_event_log(url)
    await log.create_topics([TOPIC])
    rates = {
        f"publish, chunks of {chunk}": await published(log, records[: chunk * 300], chunk)
        for chunk in CHUNKS
    }
    rates["read all"] = await read(log)
    await log.close()
    return rates


def main() -> None:
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with log_server("postgresql") as postgres, log_server("kafka") as kafka:
        ours = asyncio.run(measure(postgres.url, events))
        theirs = asyncio.run(measure(kafka.url, events))
    print(f"{'events per second':<24}{'PostgreSQL':>12}{'Kafka':>12}{'ratio':>8}")
    for name, rate in ours.items():
        print(f"{name:<24}{rate:>12,.0f}{theirs[name]:>12,.0f}{rate / theirs[name]:>8.2f}")


if __name__ == "__main__":
    main()
