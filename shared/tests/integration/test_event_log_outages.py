"""What every adapter of the event log does while the log is away, and after."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

import pytest

from continuous_line.errors import Fenced, LogUnavailable
from continuous_line.event_log import PARTITIONS, EventLog, open_event_log
from continuous_line.testing.event_log import (
    Follower,
    beginning,
    publish,
    read_all,
    records,
    settle,
)  # fmt: skip
from continuous_line.testing.outages import LogServer, log_server

TOPIC = "profile"
KEYS = [f"person-{number}" for number in range(40)]

# Far above what is promised: a test that hangs is to fail as one.
PATIENCE = 120


@pytest.fixture(scope="module", params=["postgresql", "kafka"])
def server(request: pytest.FixtureRequest) -> Iterator[LogServer]:
    with log_server(request.param) as server:
        yield server


@pytest.fixture
async def log(server: LogServer) -> AsyncIterator[EventLog]:
    prefix = f"t{uuid4().hex[:8]}-"
    patience = 4 if server.url.startswith("kafka:") else 1.5
    log = open_event_log(server.url, topic_prefix=prefix, session_timeout=2, patience=patience)
    await log.create_topics([TOPIC])
    yield log
    await log.close()


@asynccontextmanager
async def stopped(server: LogServer) -> AsyncIterator[None]:
    await asyncio.to_thread(server.stop)
    try:
        yield
    finally:
        await asyncio.to_thread(server.start)


@asynccontextmanager
async def paused(server: LogServer) -> AsyncIterator[None]:
    server.pause()
    try:
        yield
    finally:
        server.resume()


Outage = Callable[[LogServer], "asyncio.timeouts.Timeout"]
outages = pytest.mark.parametrize("away", [stopped, paused])


async def until_it_answers(act: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                await act()
            except LogUnavailable:
                await asyncio.sleep(0.1)
            else:
                return


@outages
async def test_everything_asked_of_a_log_that_is_away_is_refused_in_time(
    log: EventLog, server: LogServer, away: Outage
) -> None:
    await publish(log, records(TOPIC, KEYS))
    async with asyncio.timeout(PATIENCE), log.publisher("open") as publisher:
        async with away(server):
            answers = await asyncio.gather(
                publisher.publish(records(TOPIC, KEYS)),
                log.end_offsets([TOPIC]),
                log.last_records(TOPIC),
                log.check_history([TOPIC]),
                log.create_topics([TOPIC]),
                log.publisher("new").__aenter__(),
                log.reader(beginning(TOPIC)).__aenter__(),
                log.member("report", [TOPIC]).__aenter__(),
                return_exceptions=True,
            )
            assert [type(answer) for answer in answers] == [LogUnavailable] * 8
            with pytest.raises(LogUnavailable):
                await publisher.publish(records(TOPIC, KEYS))
        await until_it_answers(lambda: log.end_offsets([TOPIC]))


@outages
async def test_a_member_goes_on_by_itself_when_the_log_is_back(
    log: EventLog, server: LogServer, away: Outage
) -> None:
    await publish(log, records(TOPIC, KEYS))
    async with asyncio.timeout(PATIENCE), log.member("report", [TOPIC]) as member:
        follower = Follower(member)
        await follower.until_found(len(KEYS))
        async with away(server):
            for _ in range(3):
                with suppress(LogUnavailable):
                    await follower.poll(0.3)
        await until_it_answers(lambda: publish(log, records(TOPIC, KEYS, word="new")))
        while len(follower.found) < 2 * len(KEYS):
            await until_it_answers(follower.poll)
    assert {record.value[:3] for record in follower.found[len(KEYS) :]} == {b"new"}


@outages
async def test_a_chunk_during_an_outage_is_there_as_a_whole_or_not_at_all(
    log: EventLog, server: LogServer, away: Outage
) -> None:
    """The publisher learns no more than that it must look; whoever opens next can look."""
    whole = records(TOPIC, [*KEYS] * 25)
    started = asyncio.Event()

    async def go_on() -> None:
        async with log.publisher("relay") as publisher:
            while True:
                await publisher.publish(whole)
                started.set()

    async def look_and_publish() -> None:
        """As a relay does: the answer to what was published may have been lost."""
        async with log.publisher("relay") as publisher:
            found = await read_all(log, beginning(TOPIC))
            if not any(record.key == "after" for record in found):
                await publisher.publish(records(TOPIC, ["after"]))

    publishing = asyncio.create_task(go_on())
    async with asyncio.timeout(PATIENCE):
        await started.wait()
        async with away(server):
            with pytest.raises(LogUnavailable):
                await publishing
        await until_it_answers(look_and_publish)
        await until_it_answers(lambda: settle(log))
        found = await read_all(log, beginning(TOPIC))
    assert sum(record.key == "after" for record in found) == 1
    assert (len(found) - 1) % len(whole) == 0


MEMBER = """
import asyncio, sys
from continuous_line.errors import LogUnavailable
from continuous_line.event_log import open_event_log
from continuous_line.testing.event_log import Follower

async def main(url, prefix, topic):
    log = open_event_log(url, topic_prefix=prefix, session_timeout=2)
    async with log.member("report", [topic]) as member:
        follower, before = Follower(member), None
        while True:
            try:
                await follower.poll()
            except LogUnavailable:
                pass
            if follower.assignment != before:
                before = follower.assignment
                print(*sorted(at.partition for at in before), flush=True)

asyncio.run(main(*sys.argv[1:]))
"""


async def test_a_member_that_is_paused_past_its_session_loses_what_it_had(
    server: LogServer,
) -> None:
    prefix = f"t{uuid4().hex[:8]}-"
    log = open_event_log(server.url, topic_prefix=prefix, session_timeout=2)
    await log.create_topics([TOPIC])
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-c", MEMBER, server.url, prefix, TOPIC, stdout=asyncio.subprocess.PIPE
    )
    assert other.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE):
            while len((await other.stdout.readline()).split()) != PARTITIONS:
                pass
            async with log.member("report", [TOPIC]) as member:
                follower = Follower(member)
                await follower.poll()
                other.send_signal(signal.SIGSTOP)
                await follower.until_assigned(PARTITIONS)
                await publish(log, records(TOPIC, KEYS))
                await follower.until_found(len(KEYS))
                other.send_signal(signal.SIGCONT)
                theirs = set(range(PARTITIONS))
                mine = {at.partition for at in follower.assignment}
                while theirs & mine:
                    line = asyncio.ensure_future(other.stdout.readline())
                    while not line.done():
                        await follower.poll()
                    theirs = {int(word) for word in (await line).split()}
                    mine = {at.partition for at in follower.assignment}
    finally:
        other.kill()
        await other.wait()
        await log.close()


async def test_opening_a_publisher_settles_what_the_one_before_left_open(log: EventLog) -> None:
    async with log.publisher("relay") as first:
        await first.publish(records(TOPIC, KEYS))
        publishing = asyncio.create_task(first.publish(records(TOPIC, KEYS * 50)))
        await asyncio.sleep(0)
        async with log.publisher("relay"):
            settled = await log.end_offsets([TOPIC])
            with suppress(Fenced, LogUnavailable):
                await publishing
            with pytest.raises((Fenced, LogUnavailable)):
                await first.publish(records(TOPIC, KEYS))
    found = await read_all(log, beginning(TOPIC))
    assert len(found) in (len(KEYS), 51 * len(KEYS))
    assert all(
        record.offset < settled[at]
        for record in found
        for at in settled
        if at.partition == record.partition
    )
