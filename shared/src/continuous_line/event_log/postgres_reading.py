"""Reading the log in PostgreSQL: given partitions, or as the one owner among a group."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

from continuous_line.errors import LogUnavailable
from continuous_line.event_log.port import LogRecord, TopicPartition
from continuous_line.event_log.postgres_connection import Connection, Server, Session
from continuous_line.event_log.postgres_cursor import Cursor

Batch = Mapping[TopicPartition, Sequence[LogRecord]]

# Where a notification got lost.
_LOOK_AGAIN = 1.0
_TRY_AGAIN = 0.2


class PostgresReader:
    """Reads given partitions from given offsets."""

    def __init__(self, server: Server, positions: Mapping[TopicPartition, int]) -> None:
        self._session = Session(server, "reader")
        self._cursor = Cursor(server.prefix)
        self._start = dict(positions)

    async def __aenter__(self) -> Self:
        topics = sorted({partition.topic for partition in self._start})
        try:
            await self._session.ask(lambda connection: self._cursor.find(connection, topics))
        except BaseException:
            await self._session.close()
            raise
        for partition, offset in self._start.items():
            self._cursor.seek(partition, offset)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        await self._session.close()

    async def read(self, timeout: float, max_records: int = 5000) -> Batch:  # noqa: ASYNC109
        until = asyncio.get_running_loop().time() + timeout
        while True:
            self._session.woken.clear()
            batch = await self._session.ask(lambda on: self._cursor.next(on, max_records))
            if batch or not await self._session.wait(until, _LOOK_AGAIN):
                return batch

    async def position(self, partition: TopicPartition) -> int:
        return self._cursor.position(partition)


class PostgresMember:
    """Owns all partitions while its session holds the group's advisory lock.

    A lost connection is a lost lock, so an owner asks everything on that one connection. The
    server ends a session that says nothing for `session_timeout` seconds: a paused process.
    """

    def __init__(
        self, server: Server, group: str, topics: Sequence[str], session_timeout: float
    ) -> None:
        self._session = Session(
            server, group, idle_session_timeout=str(int(session_timeout * 1000))
        )
        self._prefix, self._group = server.prefix, server.prefix + group
        self._topics = tuple(topics)
        self._cursor = Cursor(self._prefix)
        self._interval = session_timeout / 3
        self._owner: Connection | None = None
        self._heartbeat: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        try:
            await self._session.ask(_say_something)
        except BaseException:
            await self._session.close()
            raise
        self._heartbeat = asyncio.create_task(self._beat())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        if self._heartbeat is not None:
            self._heartbeat.cancel()
            with suppress(asyncio.CancelledError):
                await self._heartbeat
        await self._session.close()

    def assignment(self) -> frozenset[TopicPartition]:
        return self._cursor.partitions

    def seek(self, partition: TopicPartition, offset: int) -> None:
        self._cursor.seek(partition, offset)

    async def poll(self, timeout: float, max_records: int = 500) -> Batch:  # noqa: ASYNC109
        until = asyncio.get_running_loop().time() + timeout
        if self._owner is not None and not self._session.is_on(self._owner):
            self._owner, self._cursor = None, Cursor(self._prefix)
            return {}
        if self._owner is None:
            await self._become_owner(until)
            return {}
        self._cursor.check_all_sought()
        while True:
            self._session.woken.clear()
            batch = await self._session.ask(
                lambda on: self._cursor.next(on, max_records), only=self._owner
            )
            if batch or not await self._session.wait(until, _LOOK_AGAIN):
                return batch

    async def position(self, partition: TopicPartition) -> int:
        return self._cursor.position(partition)

    async def end_offsets(
        self, partitions: Sequence[TopicPartition]
    ) -> Mapping[TopicPartition, int]:
        return await self._session.ask(lambda on: self._cursor.ends(on, partitions))

    async def note(self, offsets: Mapping[TopicPartition, int]) -> None:
        with suppress(LogUnavailable):
            await self._session.ask(lambda on: self._cursor.note(on, self._group, offsets))

    async def _become_owner(self, until: float) -> None:
        while not await self._session.ask(self._try):
            left = until - asyncio.get_running_loop().time()
            if left <= 0:
                return
            await asyncio.sleep(min(left, _TRY_AGAIN))

    async def _try(self, connection: Connection) -> bool:
        cursor = Cursor(self._prefix)
        await cursor.find(connection, self._topics)
        owns: bool = await connection.fetchval(
            "SELECT pg_try_advisory_lock(hashtextextended($1, 0))", f"event log: {self._group}"
        )
        if owns:
            self._owner, self._cursor = connection, cursor
        return owns

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self._interval)
            if self._session.is_open:
                with suppress(LogUnavailable):
                    await self._session.ask(_say_something)


async def _say_something(connection: Connection) -> None:
    await connection.execute("SELECT 1")
