"""One side of the rebuild benchmark, in a process of its own: prints its rate and its memory, that
of its helpers included, at most and in the first third of its time.

`python rebuild_sides.py ours|other DATABASE LOG TOPIC_PREFIX EVENTS`
"""

import asyncio
import json
import os
import sys
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import aiokafka
import asyncpg
import msgspec
import uvloop
from sqlalchemy import update

from continuous_line.clock import SystemClock
from continuous_line.contracts import Envelope
from continuous_line.database import Database
from continuous_line.event_log import open_event_log
from continuous_line.event_log.port import PARTITIONS
from report_service import rebuild_records
from report_service.config import ReportSettings
from report_service.generations import ensure
from report_service.projections import TOPICS
from report_service.rebuild import Rebuild
from report_service.rebuild_helpers import Helpers
from report_service.tables import generations

PROCESSES = ReportSettings().rebuild_processes


async def ours(database_url: str, log_url: str, prefix: str, _events: int) -> float:
    """As after a change of the rules: there is nothing that a digest could be compared with."""
    rebuild, clock = uuid4(), SystemClock()
    log = open_event_log(log_url, topic_prefix=prefix)
    async with Database(database_url) as database:
        async with database.transaction() as tx:
            await ensure(tx, clock.now())
            await tx.execute(update(generations).values(code_version=0))
            await rebuild_records.request(tx, rebuild, by="bench", now=clock.now())
        started = time.perf_counter()
        helpers = Helpers(
            number=PROCESSES - 1,
            database_url=database_url,
            event_log_url=log_url,
            topic_prefix=prefix,
        )
        state = await Rebuild(database, log, clock, database_url=database_url, helpers=helpers).run(
            rebuild
        )
        seconds = time.perf_counter() - started
    await log.close()
    assert state == "switched", state
    return seconds


async def other(database_url: str, log_url: str, prefix: str, events: int) -> float:
    """`getmany`, decode, fold into a dict, COPY."""
    started = time.perf_counter()
    decode = msgspec.json.Decoder(Envelope).decode
    persons: dict[str, tuple[int, str]] = {}
    async for values in _values(log_url, prefix, events):
        for value in values:
            envelope = decode(value)
            number, _ = persons.get(envelope.subject, (0, ""))
            persons[envelope.subject] = (number + 1, envelope.type)
    connection = await asyncpg.connect(database_url)
    await connection.execute("CREATE TABLE folded (id text PRIMARY KEY, events int, type text)")
    rows = ((subject, *folded) for subject, folded in persons.items())
    await connection.copy_records_to_table("folded", records=rows)
    seconds = time.perf_counter() - started
    assert await connection.fetchval("SELECT sum(events) FROM folded") == events
    await connection.execute("DROP TABLE folded")
    await connection.close()
    return seconds


async def _values(log_url: str, prefix: str, events: int) -> AsyncIterator[list[bytes]]:
    consumer = aiokafka.AIOKafkaConsumer(
        bootstrap_servers=log_url.removeprefix("kafka://"),
        isolation_level="read_committed",
        auto_offset_reset="none",
        enable_auto_commit=False,
        fetch_max_wait_ms=100,
    )
    await consumer.start()
    partitions = [
        aiokafka.TopicPartition(prefix + topic, n) for topic in TOPICS for n in range(PARTITIONS)
    ]
    consumer.assign(partitions)
    for partition in partitions:
        consumer.seek(partition, 0)
    while events:
        for records in (await consumer.getmany(timeout_ms=1000, max_records=5000)).values():
            events -= len(records)
            yield [record.value for record in records]
    await consumer.stop()


def watch(until: threading.Event, seen: list[float]) -> None:
    """MB in use by this process and those that it started, five times a second."""
    while not until.wait(0.2):
        seen.append(sum(map(in_use, family(os.getpid()))) / 1024)


def family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [pid, *(one for child in children for one in family(int(child)))]


def in_use(pid: int) -> int:
    """Resident, in kB; 0 of what has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    lines = [line.split() for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(lines[0][1]) if lines else 0


if __name__ == "__main__":
    side, database_url, log_url, prefix, events = sys.argv[1:]
    work = {"ours": ours, "other": other}[side]
    watching, seen = threading.Event(), list[float]()
    threading.Thread(target=watch, args=(watching, seen), daemon=True).start()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        seconds = runner.run(work(database_url, log_url, prefix, int(events)))
    watching.set()
    third = max(seen[: max(1, len(seen) // 3)])
    print(json.dumps({"rate": int(events) / seconds, "peak": max(seen), "third": third}))
