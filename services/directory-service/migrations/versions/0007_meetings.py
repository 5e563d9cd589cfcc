"""LIPO's, visits, profiles of regions, and practices."""

from alembic import op
from sqlalchemy import ARRAY, Boolean, Column, Date, DateTime, Integer, Text, Uuid

revision = "0007_meetings"
down_revision = "0006_processing_log"


def upgrade() -> None:
    op.create_table(
        "lipos",
        Column("lipo_id", Uuid, primary_key=True),
        Column("azc", Text, nullable=False),
        Column("held_on", Date, nullable=False),
        Column("on_case_level", Boolean, nullable=False),
        Column("organisations", ARRAY(Text), nullable=False),
    )
    op.create_index("lipos_azc_idx", "lipos", ["azc", "held_on"])
    op.create_table(
        "visits",
        Column("visit_id", Uuid, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("azc", Text, nullable=False),
        Column("organiser", Text, nullable=False),
        Column("starts_at", DateTime(timezone=True), nullable=False),
        Column("ends_at", DateTime(timezone=True)),
        Column("capacity", Integer),
        Column("invited", ARRAY(Text), nullable=False),
        Column("scheduled_at", DateTime(timezone=True), nullable=False),
        Column("cancelled_at", DateTime(timezone=True)),
    )
    op.create_index("visits_order_idx", "visits", ["starts_at", "visit_id"])
    op.create_table(
        "region_profiles",
        Column("region", Text, primary_key=True),
        Column("valid_from", Date, primary_key=True),
        Column("valid_to", Date),
        Column("sectors", ARRAY(Text), nullable=False),
        Column("published_at", DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "practices",
        Column("practice_id", Uuid, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("topics", ARRAY(Text), nullable=False),
        Column("places", ARRAY(Text), nullable=False),
        Column("shared_at", DateTime(timezone=True), nullable=False),
        Column("withdrawn_at", DateTime(timezone=True)),
    )


def downgrade() -> None:
    for table in ("practices", "region_profiles", "visits", "lipos"):
        op.drop_table(table)
