"""The tables of signals, and of the contacts that they go to."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Index,
    Table,
    Text,
    Uuid,
)

from handover_service.tables import metadata

signals = Table(
    "signals",
    metadata,
    Column("signal_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("raised_by", Text, nullable=False),
    Column("answers", Text, nullable=False),
    Column("case_id", Uuid, index=True),
    Column("azc", Text, nullable=False, index=True),
    Column("municipality", Text, nullable=False, index=True),
    Column("owner", Text),
    Column("raised_at", DateTime(timezone=True), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("answered_at", DateTime(timezone=True)),
    Column("in_time", Boolean),
    Column("closed_at", DateTime(timezone=True)),
    Index("signals_order_idx", "state", "due_on", "signal_id"),
)
"""`answers`: the side that has to. `owner` null: whoever has the case today, else of that side
whoever comes first. `case_id` null: about nobody."""

contacts = Table(
    "contacts",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("contact_id", Uuid, nullable=False, index=True),
    Column("sequence", BigInteger, nullable=False),
    Column("kind", Text),
    Column("places", ARRAY(Text), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("gone", Boolean, nullable=False),
)
"""Of the contacts that signals go to a row per valid event; the last one described holds, until
the day from which one says that it is `gone`."""
