"""The event log in a PostgreSQL database of its own: the embedded default."""

from collections.abc import Mapping, Sequence

from continuous_line.errors import HistoryIncomplete
from continuous_line.event_log import postgres_schema
from continuous_line.event_log.port import LogRecord, TopicPartition
from continuous_line.event_log.postgres_connection import Connection, Server, Session
from continuous_line.event_log.postgres_cursor import Cursor
from continuous_line.event_log.postgres_publishing import PostgresPublisher
from continuous_line.event_log.postgres_reading import PostgresMember, PostgresReader


class PostgresEventLog:
    """`url` is postgresql://user:password@host:port/database; connects when first needed.

    `session_timeout` in seconds: how long a member may be silent before another takes over.
    `patience` in seconds: how long a question may take before the log counts as unavailable.
    """

    def __init__(
        self, url: str, *, topic_prefix: str = "", session_timeout: float = 10, patience: float = 10
    ) -> None:
        self._server = Server(url, topic_prefix, patience)
        self._session_timeout = session_timeout
        self._session = Session(self._server, "event log")

    async def create_topics(self, topics: Sequence[str]) -> None:
        await self._session.ask(lambda on: postgres_schema.create(on, self._names(topics)))

    async def check_history(self, topics: Sequence[str]) -> None:
        faults = await self._session.ask(lambda on: postgres_schema.faults(on, self._names(topics)))
        if faults:
            raise HistoryIncomplete("; ".join(faults))

    async def end_offsets(self, topics: Sequence[str]) -> Mapping[TopicPartition, int]:
        async def ask(connection: Connection) -> Mapping[TopicPartition, int]:
            cursor = Cursor(self._server.prefix)
            await cursor.find(connection, topics)
            return await cursor.ends(connection, sorted(cursor.partitions))

        return await self._session.ask(ask)

    async def last_records(self, topic: str) -> Sequence[LogRecord]:
        rows = await self._session.ask(
            lambda on: on.fetch(
                """
                SELECT partition, "offset", key, value FROM log_partition AS p, LATERAL (
                    SELECT * FROM log_record WHERE partition_id = p.id
                    ORDER BY "offset" DESC LIMIT 1
                ) AS last WHERE topic = $1 ORDER BY partition
                """,
                self._server.prefix + topic,
            )
        )
        return [LogRecord(topic, *row) for row in rows]

    def publisher(self, transactional_id: str) -> PostgresPublisher:
        return PostgresPublisher(self._server, transactional_id)

    def member(self, group: str, topics: Sequence[str]) -> PostgresMember:
        return PostgresMember(self._server, group, topics, self._session_timeout)

    def reader(self, positions: Mapping[TopicPartition, int]) -> PostgresReader:
        return PostgresReader(self._server, positions)

    async def close(self) -> None:
        await self._session.close()

    def _names(self, topics: Sequence[str]) -> list[str]:
        return [self._server.prefix + topic for topic in topics]
