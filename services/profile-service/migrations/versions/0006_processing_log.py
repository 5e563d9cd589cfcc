"""The processing log of the platform."""

from alembic import op

from continuous_line.migrations import processing_log_v1

revision = "0006_processing_log"
down_revision = "0005_access_and_activities"


def upgrade() -> None:
    processing_log_v1.upgrade(op)


def downgrade() -> None:
    processing_log_v1.downgrade(op)
