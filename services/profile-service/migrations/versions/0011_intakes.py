"""Files of profiles: how far they are, their rows sealed."""

from alembic import op

from continuous_line.migrations import intake_v1

revision = "0011_intakes"
down_revision = "0010_place_names"


def upgrade() -> None:
    intake_v1.upgrade(op)


def downgrade() -> None:
    intake_v1.downgrade(op)
