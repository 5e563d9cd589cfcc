"""Subscriptions, what they are signed with, and who changed what of them."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from handover_service.tables import metadata

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("subscription_id", Uuid, primary_key=True),
    Column("municipality", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("delivery", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("sink", Text),
    Column("mode", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("types", ARRAY(Text), nullable=False),
    Column("filters", JSONB, nullable=False),
    Column("most_under_way", Integer, nullable=False),
    Column("rate", Integer),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("starts_after", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("permitted_at", DateTime(timezone=True)),
    Column("credential", LargeBinary),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("created_by", Text, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Column("ended_at", DateTime(timezone=True)),
    Column("alert_to", LargeBinary),
    Column("alert_since", DateTime(timezone=True)),
    Column("alert_refused", Boolean, nullable=False, server_default=false()),
    Column("fetched_to", BigInteger),
    Column("fetched_at", DateTime(timezone=True)),
    Index("subscriptions_sink_idx", "sink", postgresql_where=text("state = 'active'")),
)
"""`municipality`: the organisation of the token that made it. `types`, `filters`: empty: all.
`rate`: requests a minute that the sink permits; null: as many as one likes. `permitted_at`: when
the sink agreed; null: not asked yet, or pull. `credential`: sealed. `starts_after`: the number in
the municipality's feed after which it begins. `alert_to`: sealed; what is wrong since `alert_since`
is told there by mail. `alert_refused`: the mail server knows no such address. `fetched_to`: the
number after which it was asked for events last, at about `fetched_at`."""

subscription_secrets = Table(
    "subscription_secrets",
    metadata,
    Column("secret_id", Uuid, primary_key=True),
    Column("subscription_id", Uuid, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("until", DateTime(timezone=True)),
)
"""`until`: the last moment of one that was replaced, while both sign; null: the current one."""

subscription_changes = Table(
    "subscription_changes",
    metadata,
    Column("place", BigInteger, Identity(always=True), primary_key=True),
    Column("subscription_id", Uuid, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("details", JSONB, nullable=False),
    Index("subscription_changes_idx", "subscription_id", "place"),
)
"""Who did what, and when; never a secret, nothing about a person."""
