"""What the retention job did: counts only."""

from alembic import op
from sqlalchemy import Boolean, Column, DateTime, Integer, Uuid

revision = "0008_retention"
down_revision = "0007_sealed_notes"


def upgrade() -> None:
    op.create_table(
        "retention_runs",
        Column("run_id", Uuid, primary_key=True),
        Column("started_at", DateTime(timezone=True), nullable=False, index=True),
        Column("ended_at", DateTime(timezone=True)),
        Column("dry", Boolean, nullable=False),
        Column("due", Integer, nullable=False),
        Column("erased", Integer, nullable=False),
        Column("held_back", Integer, nullable=False),
        Column("processing_records", Integer, nullable=False),
        Column("sessions", Integer, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("retention_runs")
