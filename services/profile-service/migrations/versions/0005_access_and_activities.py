"""Grants, wishes, the participation talk, and how far a move was."""

from alembic import op
from sqlalchemy import ARRAY, Column, Date, DateTime, Float, Text, Uuid

revision = "0005_access_and_activities"
down_revision = "0004_sessions"


def upgrade() -> None:
    op.create_table(
        "grants",
        Column("grant_id", Uuid, primary_key=True),
        Column("permit_holder_id", Uuid, nullable=False, index=True),
        Column("party", Text, nullable=False, index=True),
        Column("purpose", Text, nullable=False),
        Column("sections", ARRAY(Text), nullable=False),
        Column("granted_at", DateTime(timezone=True), nullable=False),
        Column("expires_on", Date, nullable=False),
        Column("until", DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "activity_requests",
        Column("request_id", Uuid, primary_key=True),
        Column("permit_holder_id", Uuid, nullable=False, index=True),
        Column("activity_type", Text, nullable=False),
        Column("requested_at", DateTime(timezone=True), nullable=False),
        Column("answer", Text),
        Column("provider", Text),
        Column("answered_at", DateTime(timezone=True)),
    )
    op.add_column("profiles", Column("talked_on", Date))
    op.add_column("link_facts", Column("moved_on", Date))
    op.add_column("link_facts", Column("distance_km", Float))


def downgrade() -> None:
    for column in ("distance_km", "moved_on"):
        op.drop_column("link_facts", column)
    op.drop_column("profiles", "talked_on")
    for table in ("activity_requests", "grants"):
        op.drop_table(table)
