"""What each topic of the log began with when it was first read."""

from alembic import op

revision = "0007_log_beginnings"
down_revision = "0006_editions"


def upgrade() -> None:
    op.execute("CREATE TABLE log_beginnings (topic text PRIMARY KEY, sequence bigint NOT NULL)")


def downgrade() -> None:
    op.execute("DROP TABLE log_beginnings")
