"""The tables of the log in PostgreSQL.

Offsets are dense because one counter row per partition hands them out and stays locked until
the chunk is committed. Records are only ever added.
"""

from collections.abc import Sequence

from continuous_line.event_log.port import PARTITIONS
from continuous_line.event_log.postgres_connection import Connection

_LOCK = 7_011_001

_TABLES = """
CREATE TABLE IF NOT EXISTS log_partition (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    partition int NOT NULL CHECK (partition >= 0),
    next_offset bigint NOT NULL DEFAULT 0 CHECK (next_offset >= 0),
    UNIQUE (topic, partition)
) WITH (fillfactor = 20);
CREATE TABLE IF NOT EXISTS log_record (
    partition_id int NOT NULL,
    "offset" bigint NOT NULL,
    key text NOT NULL,
    value bytea NOT NULL,
    PRIMARY KEY (partition_id, "offset")
);
CREATE TABLE IF NOT EXISTS log_publisher (
    transactional_id text PRIMARY KEY,
    epoch bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS log_noted (
    group_name text NOT NULL,
    partition_id int NOT NULL,
    next_offset bigint NOT NULL,
    noted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (group_name, partition_id)
);
CREATE OR REPLACE FUNCTION log_record_is_final() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'records of the log are never changed'; END $$;
CREATE OR REPLACE TRIGGER log_record_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON log_record
    EXECUTE FUNCTION log_record_is_final();
"""

_MISSING = """
INSERT INTO log_partition (topic, partition)
SELECT topic, partition
FROM unnest($1::text[]) AS topic, generate_series(0, $2 - 1) AS partition
WHERE NOT EXISTS (SELECT FROM log_partition AS present WHERE present.topic = topic.topic)
ORDER BY topic, partition
"""


async def create(connection: Connection, topics: Sequence[str]) -> None:
    """Makes what is missing; several may do so at once."""
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock($1)", _LOCK)
        if await connection.fetchval("SELECT to_regprocedure('log_record_is_final()')") is None:
            await connection.execute(_TABLES)
        await connection.execute(_MISSING, sorted(topics), PARTITIONS)


async def faults(connection: Connection, topics: Sequence[str]) -> list[str]:
    """What keeps these topics from reaching back to their beginning, a line per fault."""
    found = []
    for topic in topics:
        rows = await connection.fetch(
            """
            SELECT partition, next_offset, first, last FROM log_partition AS p, LATERAL (
                SELECT coalesce(min("offset"), 0) AS first, coalesce(max("offset"), -1) AS last
                FROM log_record WHERE partition_id = p.id
            ) AS held WHERE topic = $1 ORDER BY partition
            """,
            topic,
        )
        if not rows:
            found.append(f"{topic}: does not exist")
        elif len(rows) != PARTITIONS:
            found.append(f"{topic}: has {len(rows)} partitions instead of {PARTITIONS}")
        found += [
            f"{topic}: partition {partition} holds {first}..{last} of 0..{next_offset - 1}"
            for partition, next_offset, first, last in rows
            if first != 0 or last != next_offset - 1
        ]
    return found
