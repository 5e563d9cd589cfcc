"""Offers, programmes and demands, and the words of what is offered or shared."""

from alembic import op
from sqlalchemy import ARRAY, Boolean, Column, Date, DateTime, Integer, Text, Uuid

revision = "0005_offers"
down_revision = "0004_sessions"


def upgrade() -> None:
    op.create_table(
        "texts",
        Column("about", Uuid, primary_key=True),
        Column("title", Text, nullable=False),
        Column("body", Text, nullable=False),
        Column("owner_name", Text),
        Column("recorded_at", DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "offers",
        Column("offer_id", Uuid, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("owner", Text, nullable=False),
        Column("places", ARRAY(Text), nullable=False),
        Column("starts_on", Date, nullable=False),
        Column("ends_on", Date),
        Column("apply_until_on", Date),
        Column("programme", Text),
        Column("sector", Text),
        Column("weekdays", ARRAY(Text), nullable=False),
        Column("recurring", Boolean, nullable=False),
        Column("days_per_week", Integer),
        Column("capacity", Integer),
        Column("open_without_permit", Boolean, nullable=False),
        Column("dutch_level", Text),
        Column("contact_id", Uuid),
        Column("published_at", DateTime(timezone=True), nullable=False),
        Column("withdrawn_at", DateTime(timezone=True)),
        Column("reason", Text),
    )
    op.create_index("offers_order_idx", "offers", ["starts_on", "offer_id"])
    op.create_table(
        "programmes",
        Column("programme", Text, primary_key=True),
        Column("places", ARRAY(Text), nullable=False),
    )
    op.create_table(
        "demands",
        Column("demand_id", Uuid, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("places", ARRAY(Text), nullable=False),
        Column("sector", Text),
        Column("days_per_week", Integer),
        Column("recorded_at", DateTime(timezone=True), nullable=False),
        Column("answered_at", DateTime(timezone=True)),
        Column("offers", ARRAY(Uuid)),
    )


def downgrade() -> None:
    for table in ("demands", "programmes", "offers", "texts"):
        op.drop_table(table)
