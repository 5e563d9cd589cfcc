"""The tables of this service: the platform's, and what lists are read from.

Each version of a place or post is a row, valid from `valid_from` (the first day of the calendar:
from ever) until the day before `valid_to` (null: still).
"""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from continuous_line.intake import tables as intakes
from continuous_line.migrations.platform import declare

metadata = MetaData()
declare(metadata)
intakes.declare(metadata)

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
"""`details`: version of what the vault holds, 0 for nothing; `doubts`: since it was put right."""

contact_details = Table(
    "contact_details",
    metadata,
    Column("contact_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)
"""How to reach a contact, sealed with the contact's own key."""

coa_contacts = Table(
    "coa_contacts",
    metadata,
    Column("municipality", Text, primary_key=True),
    Column("known", Boolean, nullable=False),
    Column("answered_at", DateTime(timezone=True), nullable=False),
)
"""Whether a municipality knows whom to call at COA."""

link_facts = Table(
    "link_facts",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("permit_holder_id", Uuid, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("occurred_at", DateTime(timezone=True), nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("gone", Uuid),
    Column("data", JSONB, nullable=False),
)
"""What others published about where a person lives and goes; `gone`: what it takes back."""

open_links = Table(
    "open_links",
    metadata,
    Column("permit_holder_id", Uuid, primary_key=True),
    Column("municipality", Text, nullable=False, index=True),
    Column("azc", Text, nullable=False, index=True),
    Column("linked_on", Date, nullable=False),
    Column("moved_on", Date),
)
"""The open case of each person, from its link to its closing; `moved_on`: gone from the azc."""

case_tenures = Table(
    "case_tenures",
    metadata,
    Column("permit_holder_id", Uuid, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("first_on", Date, primary_key=True),
    Column("last_on", Date),
    Column("owner", Text, nullable=False, index=True),
    Column("case_id", Uuid, nullable=False),
    Column("places", ARRAY(Text), nullable=False),
)
"""Who has the open case of each person when, at COA and at the municipality (`role`).

`case_id` is the number of the case; `places`: where the person lives, or goes to."""

texts = Table(
    "texts",
    metadata,
    Column("about", Uuid, primary_key=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("owner_name", Text),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)
"""The words of an offer or practice, by its id: the newest only, and in no event."""

offers = Table(
    "offers",
    metadata,
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
Index("offers_order_idx", offers.c.starts_on, offers.c.offer_id)

programmes = Table(
    "programmes",
    metadata,
    Column("programme", Text, primary_key=True),
    Column("places", ARRAY(Text), nullable=False),
)

demands = Table(
    "demands",
    metadata,
    Column("demand_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("places", ARRAY(Text), nullable=False),
    Column("sector", Text),
    Column("days_per_week", Integer),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("answered_at", DateTime(timezone=True)),
    Column("offers", ARRAY(Uuid)),
)
"""`offers` null: not answered; empty: nothing fits."""

lipos = Table(
    "lipos",
    metadata,
    Column("lipo_id", Uuid, primary_key=True),
    Column("azc", Text, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("on_case_level", Boolean, nullable=False),
    Column("organisations", ARRAY(Text), nullable=False),
    Index("lipos_azc_idx", "azc", "held_on"),
)

visits = Table(
    "visits",
    metadata,
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
    Index("visits_order_idx", "starts_at", "visit_id"),
)
"""`invited`: when it was scheduled; who got open links there since is invited too."""

region_profiles = Table(
    "region_profiles",
    metadata,
    Column("region", Text, primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date),
    Column("sectors", ARRAY(Text), nullable=False),
    Column("published_at", DateTime(timezone=True), nullable=False),
)

practices = Table(
    "practices",
    metadata,
    Column("practice_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("topics", ARRAY(Text), nullable=False),
    Column("places", ARRAY(Text), nullable=False),
    Column("shared_at", DateTime(timezone=True), nullable=False),
    Column("withdrawn_at", DateTime(timezone=True)),
)
