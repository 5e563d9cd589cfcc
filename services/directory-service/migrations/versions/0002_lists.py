"""The tables that lists are read from."""

from alembic import op
from sqlalchemy import ARRAY, Column, Date, DateTime, Float, Integer, Text, Uuid

revision = "0002_lists"
down_revision = "0001_platform"


def upgrade() -> None:
    op.create_table(
        "municipalities",
        Column("code", Text, primary_key=True),
        Column("valid_from", Date, primary_key=True),
        Column("valid_to", Date),
        Column("name", Text, nullable=False),
        Column("province", Text, nullable=False),
        Column("region", Text, nullable=False),
        Column("region_name", Text, nullable=False),
        Column("latitude", Float, nullable=False),
        Column("longitude", Float, nullable=False),
        Column("successor", Text),
        Column("merged_on", Date),
    )
    op.create_table(
        "reception_centres",
        Column("azc", Text, primary_key=True),
        Column("valid_from", Date, primary_key=True),
        Column("valid_to", Date),
        Column("name", Text, nullable=False),
        Column("unit", Text, nullable=False),
        Column("place", Text, nullable=False),
        Column("latitude", Float, nullable=False),
        Column("longitude", Float, nullable=False),
        Column("activity_target", Integer),
        Column("closed_on", Date),
    )
    op.create_table(
        "staff",
        Column("staff_id", Text, primary_key=True),
        Column("valid_from", Date, primary_key=True),
        Column("valid_to", Date),
        Column("organisation", Text, nullable=False),
        Column("roles", ARRAY(Text), nullable=False),
        Column("places", ARRAY(Text), nullable=False),
    )
    op.create_table(
        "contacts",
        Column("contact_id", Uuid, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("places", ARRAY(Text), nullable=False),
        Column("topics", ARRAY(Text), nullable=False),
        Column("registered_at", DateTime(timezone=True), nullable=False),
        Column("verified_at", DateTime(timezone=True)),
        Column("successor", Uuid),
        Column("ended_at", DateTime(timezone=True)),
    )


def downgrade() -> None:
    for table in ("contacts", "staff", "reception_centres", "municipalities"):
        op.drop_table(table)
