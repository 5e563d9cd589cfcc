"""How far the erasures of the log were applied."""

from alembic import op

from continuous_line.migrations import platform_v1

revision = "0002_erasures"
down_revision = "0001_vault"


def upgrade() -> None:
    for statement in platform_v1.CONSUMERS:
        op.execute(statement)


def downgrade() -> None:
    for table in ("parked_events", "consumer_progress", "consumer_positions"):
        op.drop_table(table)
