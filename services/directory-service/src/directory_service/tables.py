"""The tables of this service: the platform's, and what lists are read from.

Each version of a place or post is a row, valid from `valid_from` (the first day of the calendar:
from ever) until the day before `valid_to` (null: still).
"""

from sqlalchemy import (
    ARRAY,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
)

from continuous_line.migrations.platform import declare

metadata = MetaData()
declare(metadata)

municipalities = Table(
    "municipalities",
    metadata,
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

reception_centres = Table(
    "reception_centres",
    metadata,
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

staff = Table(
    "staff",
    metadata,
    Column("staff_id", Text, primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date),
    Column("organisation", Text, nullable=False),
    Column("roles", ARRAY(Text), nullable=False),
    Column("places", ARRAY(Text), nullable=False),
)

contacts = Table(
    "contacts",
    metadata,
    Column("contact_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("places", ARRAY(Text), nullable=False),
    Column("topics", ARRAY(Text), nullable=False),
    Column("registered_at", DateTime(timezone=True), nullable=False),
    Column("verified_at", DateTime(timezone=True)),
    Column("successor", Uuid),
    Column("ended_at", DateTime(timezone=True)),
)
