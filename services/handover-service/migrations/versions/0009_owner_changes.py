"""Acts by which somebody's cases went to others."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009_owner_changes"
down_revision = "0008_units"


def upgrade() -> None:
    op.create_table(
        "owner_changes",
        sa.Column("change_id", sa.Uuid(), primary_key=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("moves", JSONB(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("owner_changes")
