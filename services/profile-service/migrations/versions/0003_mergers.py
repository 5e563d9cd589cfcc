"""A merger is known by its event, so that it can be taken back."""

from alembic import op
from sqlalchemy import Column, Uuid

revision = "0003_mergers"
down_revision = "0002_profiles"


def upgrade() -> None:
    op.add_column("municipality_mergers", Column("event_id", Uuid))


def downgrade() -> None:
    op.drop_column("municipality_mergers", "event_id")
