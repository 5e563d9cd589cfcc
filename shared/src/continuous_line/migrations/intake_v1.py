"""The tables of intakes, as a service that takes files makes them; see `platform_v1`."""

from continuous_line.migrations.platform_v1 import Operations

_STATEMENTS = (
    """
    CREATE TABLE intakes (
      intake_id uuid PRIMARY KEY,
      kind text NOT NULL,
      state text NOT NULL,
      dry_run boolean NOT NULL,
      only_valid boolean NOT NULL,
      total integer NOT NULL,
      done integer NOT NULL,
      next_chunk integer NOT NULL,
      faulty integer NOT NULL,
      faults integer NOT NULL,
      notes integer NOT NULL,
      applied integer NOT NULL,
      refused integer NOT NULL,
      tries integer NOT NULL,
      failure text,
      version integer NOT NULL,
      subject text NOT NULL,
      organisation text NOT NULL,
      roles text[] NOT NULL,
      places text[] NOT NULL,
      correlation_id uuid NOT NULL,
      traceparent text,
      created_at timestamptz NOT NULL,
      changed_at timestamptz NOT NULL,
      forgotten boolean NOT NULL)
    """,
    """
    CREATE TABLE intake_chunks (
      intake_id uuid,
      number integer,
      sealed bytea,
      rows integer[] NOT NULL,
      faulty integer[] NOT NULL,
      outcomes bytea,
      PRIMARY KEY (intake_id, number))
    """,
    """
    CREATE TABLE intake_faults (
      intake_id uuid,
      number integer,
      row integer NOT NULL,
      "column" text NOT NULL,
      code text NOT NULL,
      detail text NOT NULL,
      note boolean NOT NULL,
      PRIMARY KEY (intake_id, number))
    """,
)


def upgrade(op: Operations) -> None:
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade(op: Operations) -> None:
    for table in ("intake_faults", "intake_chunks", "intakes"):
        op.execute(f"DROP TABLE {table}")
