"""Contents of sections, sealed; who owns the case; when a review is due."""

from alembic import op
from sqlalchemy import BigInteger, Column, Date, DateTime, Integer, LargeBinary, Text, Uuid

revision = "0009_contents"
down_revision = "0008_retention"


def upgrade() -> None:
    op.create_table(
        "section_contents",
        Column("permit_holder_id", Uuid, primary_key=True),
        Column("section", Text, primary_key=True),
        Column("version", Integer, primary_key=True),
        Column("sealed", LargeBinary, nullable=False),
        Column("recorded_at", DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "case_owners",
        Column("event_id", Uuid, primary_key=True),
        Column("permit_holder_id", Uuid, nullable=False, index=True),
        Column("owner", Text, nullable=False),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("until", Date),
        Column("sequence", BigInteger, nullable=False),
    )
    op.add_column("profiles", Column("review_due_on", Date))


def downgrade() -> None:
    op.drop_column("profiles", "review_due_on")
    op.drop_table("case_owners")
    op.drop_table("section_contents")
