"""Who owns a partition, when processes are killed and paused; worker processes are real."""

import asyncio
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Any

import pytest

from continuous_line.consumer import Consumer
from continuous_line.database import Database
from continuous_line.event_log import PARTITIONS, EventLog, partition_of
from continuous_line.testing.counting import (
    HANDOVER,
    PROFILE,
    TOPICS,
    Counting,
    counted,
    effects,
    event_id,
    publish,
    records,
)
from continuous_line.testing.reading import until

Running = Callable[..., AbstractAsyncContextManager[Consumer]]
KEYS = [f"person-{number}" for number in range(60)]


class Worker:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.said = ""

    async def says(self, word: str) -> None:
        """Waits for a line with this in it."""
        assert self.process.stdout is not None
        async with asyncio.timeout(30):
            while word not in self.said:
                line = await self.process.stdout.readline()
                assert line, f"{self.said} and no {word}"
                self.said += line.decode()

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    async def ends(self) -> int:
        async with asyncio.timeout(20):
            await self.process.communicate()
        assert self.process.returncode is not None
        return self.process.returncode


Starting = Callable[[str], Awaitable[Worker]]


@pytest.fixture
async def starting(fresh_database: str, log_url: str, topic_prefix: str) -> AsyncIterator[Starting]:
    """`await starting(place)`: a process that is to stop at that place."""
    started: list[Worker] = []
    session_timeout = "6" if log_url.startswith("kafka") else "1"

    async def start(place: str) -> Worker:
        module = "continuous_line.testing.counting_process"
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, "process"),
            *(fresh_database, log_url, topic_prefix, session_timeout, place),
            stdout=asyncio.subprocess.PIPE,
        )
        started.append(Worker(process))
        return started[-1]

    yield start
    for worker in started:
        if worker.process.returncode is None:
            worker.process.kill()
            await worker.ends()


async def assert_each_once(database: Database, number: int) -> None:
    found = Counter(one.event_id for one in await effects(database))
    assert set(found.values()) == {1}
    assert len(found) == number


async def test_a_worker_killed_between_effect_and_commit_loses_nothing_and_doubles_nothing(
    database: Database, log: EventLog, running: Running, starting: Starting
) -> None:
    worker = await starting("effect")
    await publish(log, records(PROFILE, KEYS))
    await worker.says("at effect")
    worker.signal(signal.SIGKILL)
    await worker.ends()
    async with running(Counting("two")):
        await publish(log, records(HANDOVER, KEYS))
        found = await counted(database, 120)
    assert {one.worker for one in found} == {"two"}
    await assert_each_once(database, 120)


async def test_a_worker_paused_past_its_session_is_refused_its_late_commit(
    database: Database, log: EventLog, running: Running, starting: Starting
) -> None:
    worker = await starting("polled")
    await publish(log, records(PROFILE, KEYS))
    await worker.says("at polled")
    async with running(Counting("two")):
        await counted(database, 60)
        worker.signal(signal.SIGCONT)
        await worker.says("positions moved elsewhere")
        await publish(log, records(HANDOVER, KEYS))
        await counted(database, 120)
        worker.signal(signal.SIGTERM)
        assert await worker.ends() == 0
    await assert_each_once(database, 120)


async def test_a_worker_paused_within_its_transaction_does_not_keep_the_next_waiting(
    database: Database, log: EventLog, running: Running, starting: Starting
) -> None:
    worker = await starting("effect")
    await publish(log, records(PROFILE, KEYS))
    await worker.says("at effect")
    async with running(Counting("two")):
        found = await counted(database, 60)
        assert {one.worker for one in found} == {"two"}
        worker.signal(signal.SIGCONT)
        await worker.says("positions moved elsewhere")
        await publish(log, records(HANDOVER, KEYS))
        await counted(database, 120)
    await assert_each_once(database, 120)


@pytest.mark.parametrize("log_url", ["kafka"], indirect=True)
@pytest.mark.parametrize("workers", [2, 5])
async def test_workers_share_all_topics_by_partition_number(
    database: Database, log: EventLog, running: Running, workers: int
) -> None:
    handlers = [Counting(str(number)) for number in range(workers)]
    async with AsyncExitStack() as stack:
        consumers = [await stack.enter_async_context(running(one)) for one in handlers]
        await until(lambda: sum(len(one.progress) for one in consumers) == PARTITIONS)
        await until(lambda: all(one.progress for one in consumers))
        await publish(log, records(PROFILE, KEYS * 3) + records(HANDOVER, KEYS * 3))
        found = await counted(database, 360)
    met: dict[int, set[str]] = {}
    for effect in found:
        met.setdefault(partition_of(effect.key), set()).add(effect.worker)
    assert len(met) == PARTITIONS
    assert all(len(workers) == 1 for workers in met.values())
    assert set.union(*met.values()) == {one.worker for one in handlers}
    assert {one.topic for one in found} == set(TOPICS)
    await assert_each_once(database, 360)
    tried = [event for one in handlers for event in one.tried]
    assert len(tried) == len(set(tried))


@pytest.mark.parametrize("log_url", ["postgresql"], indirect=True)
async def test_in_the_embedded_log_the_second_worker_stands_by(
    database: Database, log: EventLog, running: Running
) -> None:
    waiting: Any = Counting("two")
    async with running(Counting("one")) as first:
        await publish(log, records(PROFILE, ["a"]))
        await counted(database, 1)
        async with running(waiting) as second:
            await publish(log, records(PROFILE, ["a"], first=2))
            await counted(database, 2)
            assert second.progress == []
            assert len(first.progress) == 12
    assert waiting.tried == []
    async with running(waiting):
        await publish(log, records(PROFILE, ["a"], first=3))
        await counted(database, 3)
    assert waiting.tried == [event_id(PROFILE, 3)]
