"""Contacts with all that is told of them, their sealed details, and who has an open case where."""

from alembic import op
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003_contacts"
down_revision = "0002_lists"


def upgrade() -> None:
    op.drop_table("contacts")
    op.create_table(
        "contacts",
        Column("contact_id", Uuid, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("organisation", Text, nullable=False),
        Column("places", ARRAY(Text), nullable=False),
        Column("topics", ARRAY(Text), nullable=False),
        Column("deputies", ARRAY(Uuid), nullable=False),
        Column("valid_from", Date, nullable=False),
        Column("valid_to", Date),
        Column("registered_at", DateTime(timezone=True), nullable=False),
        Column("verified_at", DateTime(timezone=True)),
        Column("verified_by", Text),
        Column("verified_roles", ARRAY(Text), nullable=False),
        Column("doubts", ARRAY(Text), nullable=False),
        Column("doubted_at", DateTime(timezone=True)),
        Column("absences", JSONB, nullable=False),
        Column("details", Integer, nullable=False),
        Column("holds", ARRAY(Text), nullable=False),
        Column("erased", Boolean, nullable=False),
        Column("successor", Uuid),
        Column("ended_on", Date),
    )
    op.create_table(
        "contact_details",
        Column("contact_id", Uuid, primary_key=True),
        Column("version", Integer, primary_key=True),
        Column("sealed", LargeBinary, nullable=False),
        Column("recorded_at", DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "coa_contacts",
        Column("municipality", Text, primary_key=True),
        Column("known", Boolean, nullable=False),
        Column("answered_at", DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "link_facts",
        Column("event_id", Uuid, primary_key=True),
        Column("permit_holder_id", Uuid, nullable=False, index=True),
        Column("kind", Text, nullable=False),
        Column("occurred_at", DateTime(timezone=True), nullable=False),
        Column("sequence", BigInteger, nullable=False),
        Column("gone", Uuid),
        Column("data", JSONB, nullable=False),
    )
    op.create_table(
        "open_links",
        Column("permit_holder_id", Uuid, primary_key=True),
        Column("municipality", Text, nullable=False, index=True),
        Column("azc", Text, nullable=False, index=True),
        Column("linked_on", Date, nullable=False),
        Column("moved_on", Date),
    )


def downgrade() -> None:
    for table in ("open_links", "link_facts", "coa_contacts", "contact_details", "contacts"):
        op.drop_table(table)
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
