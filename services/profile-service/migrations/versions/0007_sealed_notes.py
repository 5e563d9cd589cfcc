"""Words about a person beside the events: wishes and results, sealed."""

from alembic import op
from sqlalchemy import Column, DateTime, LargeBinary, Text, Uuid

revision = "0007_sealed_notes"
down_revision = "0006_processing_log"


def upgrade() -> None:
    op.create_table(
        "sealed_notes",
        Column("note_id", Uuid, primary_key=True),
        Column("permit_holder_id", Uuid, nullable=False, index=True),
        Column("kind", Text, nullable=False),
        Column("sealed", LargeBinary, nullable=False),
        Column("recorded_at", DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("sealed_notes")
