"""How far each push subscription is, what waits to be sent to it, and its last tries."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)

from handover_service.tables import metadata

TRAIL: Final = 50
"""So many of its last tries are kept of each subscription."""

push_places = Table(
    "push_places",
    metadata,
    Column("subscription_id", Uuid, primary_key=True),
    Column("read_to", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("asked", Integer, nullable=False, server_default="0"),
    Column("ask_at", DateTime(timezone=True)),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("rest_until", DateTime(timezone=True)),
    Column("tries", BigInteger, nullable=False, server_default="0"),
    Column("delivered", BigInteger, nullable=False, server_default="0"),
    Column("passed", BigInteger, nullable=False, server_default="0"),
    Column("delivered_at", DateTime(timezone=True)),
)
"""`read_to`: the number in the feed up to which it is read. `version`: of the subscription when
`asked`, `ask_at`, `failures` and `rest_until` were noted: of another version they are void.
`asked`: how often the sink did not agree. `failures`: tries that failed since the last that did
not; until `rest_until` nothing is tried. `passed`: left out when they were to be sent.

Whoever writes to the deliveries of a subscription locks its row here first."""

push_deliveries = Table(
    "push_deliveries",
    metadata,
    Column("subscription_id", Uuid, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("permit_holder_id", Uuid, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("state", Text, nullable=False),
    Column("head", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_try_at", DateTime(timezone=True), nullable=False),
    Column("failed_since", DateTime(timezone=True)),
    Column("last_at", DateTime(timezone=True)),
    Column("last_status", Integer),
    Column("last_reason", Text),
    PrimaryKeyConstraint("subscription_id", "number"),
    Index("push_deliveries_person_idx", "subscription_id", "permit_holder_id", "number"),
    Index(
        "push_deliveries_due_idx",
        "subscription_id",
        "next_try_at",
        "number",
        postgresql_where=text("head AND state = 'waiting'"),
    ),
    Index(
        "push_deliveries_dead_idx",
        "subscription_id",
        "number",
        postgresql_where=text("state = 'dead'"),
    ),
)
"""What was delivered is gone from here. `state`: waiting, or dead: it is not tried any more.
`head`: no earlier one of the same person waits or is dead; only these are tried."""

push_late = Table(
    "push_late",
    metadata,
    Column("subscription_id", Uuid, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("until", DateTime(timezone=True), nullable=False),
    PrimaryKeyConstraint("subscription_id", "number"),
)
"""What was delivered so late that its event would go before the receiver has fetched it: it stays
`until` then."""

push_trail = Table(
    "push_trail",
    metadata,
    Column("subscription_id", Uuid, nullable=False),
    Column("slot", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("event_id", Uuid, nullable=False),
    Column("type", Text, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("milliseconds", Integer, nullable=False),
    Column("status", Integer),
    Column("reason", Text, nullable=False),
    PrimaryKeyConstraint("subscription_id", "slot"),
)
"""`slot`: the number of the try modulo the length of the trail, so an old one is written over."""
