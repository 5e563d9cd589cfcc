"""People who are signed in."""

from alembic import op

from continuous_line.migrations import sessions_v1

revision = "0004_sessions"
down_revision = "0003_mergers"


def upgrade() -> None:
    sessions_v1.upgrade(op)


def downgrade() -> None:
    sessions_v1.downgrade(op)
