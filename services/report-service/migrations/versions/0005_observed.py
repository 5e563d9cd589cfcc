"""Generations know by which definitions they are made, and hold observations instead of rows.

Generations of before cannot be read any longer: they go, and the first worker to start makes a new
one and asks for a rebuild.
"""

from alembic import op

revision = "0005_observed"
down_revision = "0004_processing_log"

_DROP_GENERATIONS = """
    DO $$ DECLARE own text; BEGIN
      FOR own IN SELECT nspname FROM pg_namespace WHERE nspname LIKE 'generation\\_%' LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', own);
      END LOOP;
    END $$
    """
_FORGET = (
    "DELETE FROM serving",
    "UPDATE generations SET dropped_at = now() WHERE dropped_at IS NULL",
)


def upgrade() -> None:
    op.execute(_DROP_GENERATIONS)
    for statement in _FORGET:
        op.execute(statement)
    op.execute("ALTER TABLE generations RENAME COLUMN rules_version TO code_version")
    op.execute("ALTER TABLE generations ADD COLUMN definitions text NOT NULL DEFAULT ''")
    op.execute("ALTER TABLE generations ALTER COLUMN definitions DROP DEFAULT")


def downgrade() -> None:
    op.execute(_DROP_GENERATIONS)
    for statement in _FORGET:
        op.execute(statement)
    op.execute("ALTER TABLE generations DROP COLUMN definitions")
    op.execute("ALTER TABLE generations RENAME COLUMN code_version TO rules_version")
