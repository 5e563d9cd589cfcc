"""The read tables of profiles, and what is heard of links and mergers."""

from alembic import op
from sqlalchemy import ARRAY, BigInteger, Column, Date, DateTime, Integer, Text, Uuid

revision = "0002_profiles"
down_revision = "0001_platform"


def upgrade() -> None:
    op.create_table(
        "profiles",
        Column("permit_holder_id", Uuid, primary_key=True),
        Column("opened_at", DateTime(timezone=True), nullable=False),
        Column("azc", Text, nullable=False, index=True),
        Column("granted_on", Date),
        Column("household_id", Uuid),
        Column("ended", Text),
        Column("missing", ARRAY(Text), nullable=False),
        Column("asked", ARRAY(Text), nullable=False),
        Column("of_required", Integer, nullable=False),
        Column("of_all", Integer, nullable=False),
        Column("completed_version", Integer),
    )
    op.create_table(
        "sendings",
        Column("permit_holder_id", Uuid, primary_key=True),
        Column("municipality", Text, primary_key=True),
        Column("profile_version", Integer, nullable=False),
        Column("sent_at", DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "views",
        Column("link_id", Uuid, primary_key=True),
        Column("permit_holder_id", Uuid, nullable=False, index=True),
        Column("viewed_at", DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "link_facts",
        Column("event_id", Uuid, primary_key=True),
        Column("root_id", Uuid, nullable=False),
        Column("permit_holder_id", Uuid, nullable=False, index=True),
        Column("kind", Text, nullable=False),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("sequence", BigInteger, nullable=False),
        Column("municipality", Text),
    )
    op.create_table(
        "links",
        Column("link_id", Uuid, primary_key=True),
        Column("permit_holder_id", Uuid, nullable=False, index=True),
        Column("municipality", Text, nullable=False, index=True),
        Column("since", DateTime(timezone=True), nullable=False),
        Column("until", DateTime(timezone=True)),
        Column("closed_at", DateTime(timezone=True)),
    )
    op.create_table(
        "municipality_mergers",
        Column("code", Text, primary_key=True),
        Column("successor", Text, nullable=False, index=True),
        Column("valid_from", Date, nullable=False),
    )


def downgrade() -> None:
    for table in ("municipality_mergers", "links", "link_facts", "views", "sendings", "profiles"):
        op.drop_table(table)
