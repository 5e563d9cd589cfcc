"""The tables of places, staff and visits, as directory-service published them."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Index,
    Table,
    Text,
    Uuid,
)

from handover_service.tables import metadata

place_names = Table(
    "place_names",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
)
"""Of municipalities and reception centres, as directory-service named them last."""

municipalities = Table(
    "municipalities",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("code", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("sequence", BigInteger, nullable=False, server_default="0"),
    Column("region", Text, nullable=False, index=True),
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
    Index("municipalities_versions_idx", "code", "valid_from"),
)
municipality_mergers = Table(
    "municipality_mergers",
    metadata,
    Column("code", Text, primary_key=True),
    Column("successor", Text, nullable=False, index=True),
    Column("valid_from", Date, nullable=False),
    Column("event_id", Uuid, nullable=False, index=True),
)
reception_centres = Table(
    "reception_centres",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("azc", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("sequence", BigInteger, nullable=False, server_default="0"),
    Column("unit", Text, nullable=False),
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
    Index("reception_centres_versions_idx", "azc", "valid_from"),
)
staff = Table(
    "staff",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("staff_id", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("sequence", BigInteger, nullable=False, server_default="0"),
    Column("roles", ARRAY(Text), nullable=False),
    Column("places", ARRAY(Text), nullable=False),
    Column("gone", Boolean, nullable=False),
    Index("staff_versions_idx", "staff_id", "valid_from"),
)
"""Of places and staff a row per valid event. The last `valid_from` up to a day holds on that day,
of one day what was recorded last; `gone`: has left, with all that was planned for later."""

visits = Table(
    "visits",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("event_id", Uuid, nullable=False, index=True),
    Column("azc", Text, nullable=False),
    Column("organiser", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True)),
    Column("invited", ARRAY(Text), nullable=False),
    Column("cancelled_by", Uuid, index=True),
    Index("visits_azc_idx", "azc", "starts_at"),
)
"""Days on which municipalities come to a reception centre; `cancelled_by`: the event's id."""
