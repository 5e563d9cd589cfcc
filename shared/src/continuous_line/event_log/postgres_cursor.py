"""Positions in the log in PostgreSQL, and the queries that read on from them."""

from collections.abc import Mapping, Sequence

from continuous_line.errors import LogUnavailable
from continuous_line.event_log.port import LogRecord, TopicPartition
from continuous_line.event_log.postgres_connection import Connection

_NEXT = """
SELECT wanted.id, found."offset", found.key, found.value
FROM unnest($1::int[], $2::bigint[]) AS wanted (id, "offset"), LATERAL (
    SELECT "offset", key, value FROM log_record
    WHERE partition_id = wanted.id AND "offset" >= wanted."offset"
    ORDER BY "offset" LIMIT $3
) AS found LIMIT $3
"""

_NOTE = """
INSERT INTO log_noted (group_name, partition_id, next_offset)
SELECT $1, id, next_offset FROM unnest($2::int[], $3::bigint[]) AS noted (id, next_offset)
ON CONFLICT (group_name, partition_id)
DO UPDATE SET next_offset = excluded.next_offset, noted_at = now()
"""


class Cursor:
    """Reads on from the positions it was given; every partition has its turn to be first."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._ids: dict[TopicPartition, int] = {}
        self._positions: dict[TopicPartition, int] = {}
        self._turn = 0

    @property
    def partitions(self) -> frozenset[TopicPartition]:
        return frozenset(self._ids)

    async def find(self, connection: Connection, topics: Sequence[str]) -> None:
        """Looks up the partitions of the topics; raises LogUnavailable where one is missing."""
        rows = await connection.fetch(
            "SELECT topic, partition, id FROM log_partition WHERE topic = ANY($1::text[])",
            [self._prefix + topic for topic in topics],
        )
        ids = {
            TopicPartition(topic.removeprefix(self._prefix), partition): id_
            for topic, partition, id_ in rows
        }
        if missing := sorted(set(topics) - {partition.topic for partition in ids}):
            raise LogUnavailable(f"topics that do not exist: {', '.join(missing)}")
        self._ids = ids

    def seek(self, partition: TopicPartition, offset: int) -> None:
        """Of a partition that is not ours any more, this does nothing."""
        if partition in self._ids:
            self._positions[partition] = offset

    def position(self, partition: TopicPartition) -> int:
        try:
            return self._positions[partition]
        except KeyError:
            raise RuntimeError(f"{partition} is not assigned, or was not sought") from None

    def check_all_sought(self) -> None:
        if missing := self._ids.keys() - self._positions.keys():
            raise RuntimeError(f"not sought: {min(missing)} and {len(missing) - 1} more")

    async def next(
        self, connection: Connection, max_records: int
    ) -> Mapping[TopicPartition, Sequence[LogRecord]]:
        """The next records of all partitions together, in order within each."""
        if not self._positions:
            return {}
        partitions = sorted(self._positions)
        self._turn = (self._turn + 1) % len(partitions)
        partitions = partitions[self._turn :] + partitions[: self._turn]
        by_id = {self._ids[partition]: partition for partition in partitions}
        rows = await connection.fetch(
            _NEXT, list(by_id), [self._positions[at] for at in partitions], max_records
        )
        batch: dict[TopicPartition, list[LogRecord]] = {}
        for id_, offset, key, value in rows:
            at = by_id[id_]
            batch.setdefault(at, []).append(LogRecord(at.topic, at.partition, offset, key, value))
        for at, records in batch.items():
            self._positions[at] = records[-1].offset + 1
        return batch

    async def ends(
        self, connection: Connection, partitions: Sequence[TopicPartition]
    ) -> Mapping[TopicPartition, int]:
        by_id = {self._ids[at]: at for at in partitions if at in self._ids}
        rows = await connection.fetch(
            "SELECT id, next_offset FROM log_partition WHERE id = ANY($1::int[])", list(by_id)
        )
        return {by_id[id_]: next_offset for id_, next_offset in rows}

    async def note(
        self, connection: Connection, group: str, offsets: Mapping[TopicPartition, int]
    ) -> None:
        noted = {self._ids[at]: offset for at, offset in offsets.items() if at in self._ids}
        await connection.execute(_NOTE, group, list(noted), list(noted.values()))
