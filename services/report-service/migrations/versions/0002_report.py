"""Generations of the projection, the one that serves, and rebuilds.

The tables of a generation itself are in a schema of its own and are made with it.
"""

from alembic import op

revision = "0002_report"
down_revision = "0001_platform"

_UP = (
    """
    CREATE TABLE generations (
      number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      rules_version integer NOT NULL,
      made_at timestamptz NOT NULL,
      dropped_at timestamptz)
    """,
    """
    CREATE TABLE serving (
      single boolean DEFAULT true PRIMARY KEY CONSTRAINT serving_single CHECK (single),
      generation integer NOT NULL REFERENCES generations)
    """,
    """
    CREATE TABLE rebuilds (
      id uuid PRIMARY KEY,
      state text NOT NULL,
      generation integer REFERENCES generations,
      requested_by text NOT NULL,
      requested_at timestamptz NOT NULL,
      started_at timestamptz,
      ended_at timestamptz,
      total bigint NOT NULL DEFAULT 0,
      done bigint NOT NULL DEFAULT 0,
      rate double precision NOT NULL DEFAULT 0,
      digest text,
      served_digest text,
      reason text)
    """,
    """
    CREATE UNIQUE INDEX rebuilds_one_at_a_time ON rebuilds ((true))
    WHERE state IN ('requested', 'running', 'comparing')
    """,
)


def upgrade() -> None:
    for statement in _UP:
        op.execute(statement)


def downgrade() -> None:
    op.execute(
        """
        DO $$ DECLARE own text; BEGIN
          FOR own IN SELECT nspname FROM pg_namespace WHERE nspname LIKE 'generation\\_%' LOOP
            EXECUTE format('DROP SCHEMA %I CASCADE', own);
          END LOOP;
        END $$
        """
    )
    for table in ("rebuilds", "serving", "generations"):
        op.execute(f"DROP TABLE {table}")
