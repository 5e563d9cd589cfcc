"""Files of contacts: what they would change, sealed until it is committed."""

from alembic import op

from continuous_line.migrations import intake_v1

revision = "0008_imports"
down_revision = "0007_meetings"


def upgrade() -> None:
    intake_v1.upgrade(op)


def downgrade() -> None:
    intake_v1.downgrade(op)
