"""The database or the log is away: the consumer waits, says so, and goes on."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

from continuous_line import watchdog
from continuous_line.consumer import Consumer, Pace
from continuous_line.database import Database, Tx
from continuous_line.errors import AccessUnknown
from continuous_line.event_log import EventLog, LogRecord, Record, TopicPartition
from continuous_line.parking_decisions import listed
from continuous_line.testing.counting import PROFILE, Counting, counted, publish, records
from continuous_line.testing.reading import until

Running = Callable[..., AbstractAsyncContextManager[Consumer]]
IMPATIENT = Pace(poll=0.1, check=0.1, still_limit=0.5, look_for_wishes=0.1, leave_within=5)


class Gate:
    """A network between here and a server, that can be cut."""

    def __init__(self, host: str, port: int) -> None:
        self._target = host, port
        self._lines: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self.port = 0

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._pass, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        assert self._server is not None
        self._server.close()
        for line in self._lines:
            line.transport.abort()
        self._lines.clear()
        await asyncio.sleep(0)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(*self._target)
        self._lines |= {writer, back}
        await asyncio.gather(_pump(reader, back), _pump(there, writer))


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


@pytest.fixture
async def gate(fresh_database: str) -> AsyncIterator[Gate]:
    address = urlsplit(fresh_database)
    gate = Gate(str(address.hostname), address.port or 5432)
    await gate.open()
    yield gate
    await gate.cut()


@pytest.fixture
async def far_database(fresh_database: str, gate: Gate) -> AsyncIterator[Database]:
    address = urlsplit(fresh_database)
    host = f"{address.username}:{address.password}@127.0.0.1:{gate.port}"
    async with Database(urlunsplit(address._replace(netloc=host))) as far:
        yield far


async def test_it_waits_for_its_database_and_goes_on(
    database: Database, far_database: Database, gate: Gate, log: EventLog, running: Running
) -> None:
    async with running(Counting(), database=far_database, pace=IMPATIENT) as consumer:
        await publish(log, records(PROFILE, ["a", "b", "c"]))
        await counted(database, 3)
        await gate.cut()
        await publish(log, records(PROFILE, ["a", "b", "c"], first=4))
        for _ in range(10):
            await asyncio.sleep(0.15)
            assert consumer.alive()
        assert not await far_database.ready()
        await gate.open()
        found = await counted(database, 6)
    assert len({one.event_id for one in found}) == len(found) == 6


class Deaf:
    """A member that stays assigned and hears nothing any more, as aiokafka's may."""

    def __init__(self, member: Any) -> None:
        self._member = member

    def __getattr__(self, name: str) -> Any:
        return getattr(self._member, name)

    async def __aenter__(self) -> Any:
        await self._member.__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._member.__aexit__(*error)

    async def poll(
        self,
        timeout: float,  # noqa: ASYNC109
        max_records: int = 500,
    ) -> Mapping[TopicPartition, Sequence[LogRecord]]:
        if not self.assignment():
            await self._member.poll(timeout, max_records)
        await asyncio.sleep(0.05)
        return {}


class DeafLog:
    def __init__(self, log: Any) -> None:
        self._log = log

    def __getattr__(self, name: str) -> Any:
        return getattr(self._log, name)

    def member(self, group: str, topics: Sequence[str]) -> Any:
        return Deaf(self._log.member(group, topics))


async def test_one_that_stands_still_is_dead_only_while_there_is_something_to_read(
    database: Database, log: EventLog, running: Running
) -> None:
    async with running(Counting(), log=DeafLog(log), pace=IMPATIENT) as consumer:
        async with asyncio.timeout(20):
            while len(consumer.progress) != 12:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        await asyncio.sleep(1)
        assert consumer.alive()
        await publish(log, [Record(PROFILE, "a", b"")])
        async with asyncio.timeout(20):
            while consumer.alive():  # noqa: ASYNC110
                await asyncio.sleep(0.05)


async def test_a_handler_that_hangs_is_dead(
    database: Database, log: EventLog, running: Running
) -> None:
    async def hanging(*_: object) -> None:
        await asyncio.Event().wait()

    pace = Pace(poll=0.1, check=0.1, still_limit=0.5, leave_within=0.1)
    async with running(hanging, pace=pace) as consumer:
        await publish(log, records(PROFILE, ["a"]))
        async with asyncio.timeout(20):
            while consumer.alive():  # noqa: ASYNC110
                await asyncio.sleep(0.05)


async def test_a_generation_that_cannot_be_read_blames_no_event(
    database: Database, log: EventLog, running: Running
) -> None:
    failures = 0

    async def generation(_tx: Tx) -> str:
        nonlocal failures
        if failures > 0:
            failures -= 1
            raise KeyError("no generation serves")
        return "blue"

    pace = Pace(poll=0.1, look_for_wishes=1000)
    async with running(Counting(), generation=generation, pace=pace):
        await publish(log, records(PROFILE, ["a"]))
        await counted(database, 1)
        failures = 4
        await publish(log, records(PROFILE, ["a"], first=2))
        await counted(database, 2)
    async with database.reading() as tx:
        assert await listed(tx) == []


async def test_what_rests_on_events_is_known_while_they_come_in_and_unknown_when_they_are_late(
    database: Database, log: EventLog, running: Running
) -> None:
    now = datetime.now(UTC)
    with pytest.raises(AccessUnknown):
        await known(database, "a", now)
    async with running(Counting(poisoned={"bad"}), pace=IMPATIENT):
        await publish(log, records(PROFILE, ["a", "bad"]))
        published = datetime.now(UTC)
        await counted(database, 1)
        await until(lambda: is_parked(database))
        await until_fresh(database, published)
        await known(database, "a", published + timedelta(minutes=4))
        with pytest.raises(AccessUnknown):
            await known(database, "bad", published)
    with pytest.raises(AccessUnknown):
        await known(database, "a", datetime.now(UTC) + timedelta(minutes=6))


async def known(database: Database, key: str, now: datetime) -> None:
    async with database.reading() as tx:
        await watchdog.require_known(tx, "counting", key, now)


async def is_parked(database: Database) -> bool:
    async with database.reading() as tx:
        return bool(await listed(tx))


async def until_fresh(database: Database, since: datetime) -> None:
    async with asyncio.timeout(20):
        while True:
            async with database.reading() as tx:
                rows = await watchdog.stored(tx)
            moments = [one.caught_up_at for one in rows]
            if len(rows) == 12 and all(moment and moment > since for moment in moments):
                return
            await asyncio.sleep(0.05)
