"""Editions: what was known at an earlier moment, derived once and kept in a schema of its own."""

from alembic import op

revision = "0006_editions"
down_revision = "0005_observed"

_UP = """
    CREATE TABLE editions (
      id uuid PRIMARY KEY,
      number integer GENERATED ALWAYS AS IDENTITY NOT NULL,
      as_of timestamptz NOT NULL,
      code_version integer NOT NULL,
      definitions text NOT NULL,
      definitions_version text NOT NULL,
      state text NOT NULL,
      reason text,
      requested_at timestamptz NOT NULL,
      started_at timestamptz,
      made_at timestamptz,
      asked_at timestamptz NOT NULL,
      total bigint NOT NULL DEFAULT 0,
      done bigint NOT NULL DEFAULT 0,
      rate double precision NOT NULL DEFAULT 0,
      refused integer NOT NULL DEFAULT 0,
      vector jsonb NOT NULL DEFAULT '{}',
      CONSTRAINT editions_key UNIQUE (as_of, code_version, definitions_version))
    """
_DROP_SCHEMAS = """
    DO $$ DECLARE own text; BEGIN
      FOR own IN SELECT nspname FROM pg_namespace WHERE nspname LIKE 'edition\\_%' LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', own);
      END LOOP;
    END $$
    """


def upgrade() -> None:
    op.execute(_UP)


def downgrade() -> None:
    op.execute(_DROP_SCHEMAS)
    op.execute("DROP TABLE editions")
