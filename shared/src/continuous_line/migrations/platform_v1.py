"""The platform's tables as the first migration of every service makes them.

Written down, not made from the models: a migration stays what it was. `alembic check` compares
it with the models. The login of a service owns its tables, so beside the revoked rights a
trigger keeps events from being changed.
"""

from typing import Protocol


class Operations(Protocol):
    def execute(self, sqltext: str, /) -> None: ...


_EVENT_STORE = (
    """
    CREATE TABLE events (
      position bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
      id uuid NOT NULL CONSTRAINT events_id_key UNIQUE,
      stream text NOT NULL,
      version integer NOT NULL CHECK (version > 0),
      kind text NOT NULL,
      data jsonb NOT NULL,
      recorded_at timestamptz NOT NULL,
      subject text NOT NULL,
      organisation text NOT NULL,
      roles text[] NOT NULL,
      correlation_id uuid NOT NULL,
      causation_id uuid,
      traceparent text,
      CONSTRAINT events_stream_version_key UNIQUE (stream, version))
    """,
    """
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'events are never changed' USING ERRCODE = 'insufficient_privilege';
    END $$
    """,
    """
    CREATE TRIGGER events_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """,
    "REVOKE UPDATE, DELETE, TRUNCATE ON events FROM CURRENT_USER, PUBLIC",
    """
    CREATE TABLE unsequenced (position bigint PRIMARY KEY)
    WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)
    """,
)
_RELAY = (
    """
    CREATE TABLE sequenced (
      sequence bigint PRIMARY KEY,
      position bigint NOT NULL UNIQUE,
      recorded_at timestamptz NOT NULL)
    """,
    """
    CREATE TABLE relay_checkpoints (
      topic text PRIMARY KEY,
      sequence bigint NOT NULL,
      published bigint NOT NULL)
    WITH (fillfactor = 50)
    """,
    """
    CREATE TABLE lost_events (
      sequence bigint PRIMARY KEY,
      id uuid NOT NULL,
      type text NOT NULL,
      subject text NOT NULL,
      recorded_at timestamptz NOT NULL)
    """,
)
_IDEMPOTENCY = (
    """
    CREATE TABLE idempotency (
      client text,
      route text,
      key text,
      body_hash bytea NOT NULL,
      status integer NOT NULL,
      location text,
      etag text,
      created_at timestamptz NOT NULL,
      PRIMARY KEY (client, route, key))
    """,
    "CREATE INDEX idempotency_created_at_idx ON idempotency (created_at)",
)
CONSUMERS = (
    """
    CREATE TABLE consumer_positions (
      consumer text,
      generation text,
      partition integer,
      positions jsonb NOT NULL,
      moved_at timestamptz,
      PRIMARY KEY (consumer, generation, partition))
    WITH (fillfactor = 50)
    """,
    """
    CREATE TABLE consumer_progress (
      consumer text,
      partition integer,
      generation text NOT NULL,
      behind bigint NOT NULL,
      caught_up_at timestamptz,
      moved_at timestamptz,
      checked_at timestamptz NOT NULL,
      PRIMARY KEY (consumer, partition))
    WITH (fillfactor = 50)
    """,
    """
    CREATE TABLE parked_events (
      id uuid PRIMARY KEY,
      place bigint GENERATED ALWAYS AS IDENTITY,
      consumer text NOT NULL,
      generation text NOT NULL,
      topic text NOT NULL,
      partition integer NOT NULL,
      offset_ bigint NOT NULL,
      key text NOT NULL,
      type text,
      event_id uuid,
      value bytea,
      error text,
      attempts integer NOT NULL DEFAULT 0,
      state text NOT NULL,
      parked_at timestamptz NOT NULL,
      decided_at timestamptz,
      decided_by text,
      reason text,
      UNIQUE (consumer, generation, topic, partition, offset_))
    """,
    """
    CREATE INDEX parked_events_active ON parked_events (consumer, generation, key, place)
    WHERE state IN ('parked', 'waiting', 'redrive', 'discard')
    """,
    "CREATE INDEX parked_events_listed ON parked_events (state, place)",
)
_TABLES = (
    "parked_events",
    "consumer_progress",
    "consumer_positions",
    "idempotency",
    "lost_events",
    "relay_checkpoints",
    "sequenced",
    "unsequenced",
    "events",
)


def upgrade(op: Operations) -> None:
    for statement in (*_EVENT_STORE, *_RELAY, *_IDEMPOTENCY, *CONSUMERS):
        op.execute(statement)


def downgrade(op: Operations) -> None:
    for table in _TABLES:
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP FUNCTION refuse_change")
