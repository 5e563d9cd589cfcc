"""Publishing to the log in PostgreSQL: a chunk is one transaction."""

from collections import Counter
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from continuous_line.errors import Fenced, LogUnavailable
from continuous_line.event_log.partitioning import partition_of
from continuous_line.event_log.port import Record
from continuous_line.event_log.postgres_connection import (
    CHANNEL,
    Connection,
    Server,
    connect,
    disconnect,
    unavailable,
)


class PostgresPublisher:
    """Opening one raises the epoch of its transactional id, which fences the one before.

    The epoch's row is locked (shared) by every chunk, so that opening waits until a chunk of the
    predecessor is either there or not.
    """

    def __init__(self, server: Server, transactional_id: str) -> None:
        self._server, self._id = server, server.prefix + transactional_id
        self._connection: Connection | None = None
        self._epoch = -1
        self._partitions: dict[tuple[str, int], int] = {}

    async def __aenter__(self) -> Self:
        connection = await connect(self._server, self._id)
        try:
            async with unavailable():
                self._epoch = await connection.fetchval(
                    """
                    INSERT INTO log_publisher VALUES ($1, 1) ON CONFLICT (transactional_id)
                    DO UPDATE SET epoch = log_publisher.epoch + 1 RETURNING epoch
                    """,
                    self._id,
                )
                rows = await connection.fetch("SELECT topic, partition, id FROM log_partition")
        except BaseException:
            await disconnect(connection)
            raise
        self._partitions = {(topic, partition): id_ for topic, partition, id_ in rows}
        self._connection = connection
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        await self._close()

    async def publish(self, records: Sequence[Record]) -> None:
        connection = self._connection
        if connection is None:
            raise LogUnavailable(f"the publisher {self._id} is closed")
        if not records:
            return
        try:
            async with unavailable(), connection.transaction():
                await self._append(connection, records)
        except BaseException:
            await self._close()
            raise

    async def _append(self, connection: Connection, records: Sequence[Record]) -> None:
        epoch = await connection.fetchval(
            "SELECT epoch FROM log_publisher WHERE transactional_id = $1 FOR SHARE", self._id
        )
        if epoch != self._epoch:
            raise Fenced(f"another publisher took over as {self._id}")
        ids = [self._partition(record) for record in records]
        added = Counter(ids)
        # Sorted: two publishers that meet in several partitions must not wait for each other.
        rows = await connection.fetch(
            """
            SELECT id, next_offset FROM log_partition WHERE id = ANY($1::int[])
            ORDER BY id FOR NO KEY UPDATE
            """,
            sorted(added),
        )
        following: dict[int, int] = {row["id"]: row["next_offset"] for row in rows}
        rows_to_add = []
        for id_, record in zip(ids, records, strict=True):
            rows_to_add.append((id_, following[id_], record.key, record.value))
            following[id_] += 1
        await connection.copy_records_to_table("log_record", records=rows_to_add)
        await connection.execute(
            """
            UPDATE log_partition AS p SET next_offset = new.next_offset
            FROM unnest($1::int[], $2::bigint[]) AS new (id, next_offset) WHERE p.id = new.id
            """,
            list(following),
            list(following.values()),
        )
        await connection.execute(f"NOTIFY {CHANNEL}")

    def _partition(self, record: Record) -> int:
        try:
            return self._partitions[self._server.prefix + record.topic, partition_of(record.key)]
        except KeyError:
            raise LogUnavailable(f"the topic {record.topic} does not exist") from None

    async def _close(self) -> None:
        connection, self._connection = self._connection, None
        await disconnect(connection)
