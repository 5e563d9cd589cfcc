"""The read tables of cases, and what is heard from others."""

from alembic import op
from sqlalchemy import ARRAY, Boolean, Column, Date, DateTime, Float, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002_cases"
down_revision = "0001_platform"

MOMENT = DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "cases",
        Column("case_id", Uuid, primary_key=True),
        Column("permit_holder_id", Uuid, nullable=False, index=True),
        Column("opened_on", Date, nullable=False),
        Column("state", Text, nullable=False),
        Column("municipality", Text, index=True),
        Column("basis", Text),
        Column("distance_km", Float),
        Column("azc", Text, index=True),
        Column("azc_at", MOMENT),
        Column("planned_for", MOMENT),
        Column("moved_on", Date),
        Column("closed_on", Date),
        Column("outcome", Text),
        Column("missing", ARRAY(Text), nullable=False),
        Column("turn", Text, nullable=False),
    )
    op.create_index("cases_order_idx", "cases", ["opened_on", "case_id"])
    op.create_table(
        "case_owners",
        Column("case_id", Uuid, primary_key=True),
        Column("first_on", Date, primary_key=True),
        Column("last_on", Date),
        Column("owner", Text, nullable=False, index=True),
        Column("stand_in", Boolean, nullable=False),
    )
    op.create_table(
        "case_rights",
        Column("case_id", Uuid, primary_key=True),
        Column("municipality", Text, primary_key=True),
        Column("ended_on", Date),
    )
    op.create_index("case_rights_municipality_idx", "case_rights", ["municipality"])
    _heard_of_persons()
    _heard_of_places()


def _heard_of_persons() -> None:
    op.create_table(
        "resident_facts",
        Column("event_id", Uuid, primary_key=True),
        Column("permit_holder_id", Uuid, nullable=False, index=True),
        Column("kind", Text, nullable=False),
        Column("occurred_at", MOMENT, nullable=False),
        Column("data", JSONB, nullable=False),
    )
    op.create_table(
        "residents",
        Column("permit_holder_id", Uuid, primary_key=True),
        Column("azc", Text),
        Column("azc_at", MOMENT),
        Column("granted_on", Date),
        Column("household_id", Uuid, index=True),
        Column("sent_to", ARRAY(Text), nullable=False),
        Column("sent_at", ARRAY(MOMENT), nullable=False),
        Column("stay_ended", ARRAY(Text), nullable=False),
        Column("stay_ended_at", ARRAY(MOMENT), nullable=False),
    )


def _heard_of_places() -> None:
    op.create_table(
        "municipalities",
        Column("code", Text, primary_key=True),
        Column("valid_from", Date, primary_key=True),
        Column("event_id", Uuid, nullable=False, index=True),
        Column("region", Text, nullable=False, index=True),
        Column("latitude", Float, nullable=False),
        Column("longitude", Float, nullable=False),
    )
    op.create_table(
        "municipality_mergers",
        Column("code", Text, primary_key=True),
        Column("successor", Text, nullable=False, index=True),
        Column("valid_from", Date, nullable=False),
        Column("event_id", Uuid, nullable=False, index=True),
    )
    op.create_table(
        "reception_centres",
        Column("azc", Text, primary_key=True),
        Column("valid_from", Date, primary_key=True),
        Column("event_id", Uuid, nullable=False, index=True),
        Column("unit", Text, nullable=False),
        Column("latitude", Float, nullable=False),
        Column("longitude", Float, nullable=False),
    )
    op.create_table(
        "staff",
        Column("staff_id", Text, primary_key=True),
        Column("valid_from", Date, primary_key=True),
        Column("event_id", Uuid, nullable=False, index=True),
        Column("roles", ARRAY(Text), nullable=False),
        Column("places", ARRAY(Text), nullable=False),
        Column("gone", Boolean, nullable=False),
    )


def downgrade() -> None:
    for table in (
        "staff",
        "reception_centres",
        "municipality_mergers",
        "municipalities",
        "residents",
        "resident_facts",
        "case_rights",
        "case_owners",
        "cases",
    ):
        op.drop_table(table)
