"""The tables of the platform."""

from alembic import op

from continuous_line.migrations import platform_v1

revision = "0001_platform"
down_revision = None


def upgrade() -> None:
    platform_v1.upgrade(op)


def downgrade() -> None:
    platform_v1.downgrade(op)
