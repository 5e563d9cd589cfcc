"""What was heard of persons, their links, and the numbered rows of each municipality's feed."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)

from handover_service.tables import metadata

feed_heard = Table(
    "feed_heard",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("permit_holder_id", Uuid, nullable=False),
    Column("type", Text, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("lasting", Boolean, nullable=False),
    Column("envelope", LargeBinary, nullable=False),
    Index("feed_heard_person_idx", "permit_holder_id"),
    Index("feed_heard_passing_idx", "recorded_at", postgresql_where=text("NOT lasting")),
)
"""Every public event about a person, as published. `lasting`: links and what is told of the past
rest on it, so it stays until the person is erased; the others have the feed's retention."""

feed_links = Table(
    "feed_links",
    metadata,
    Column("link_id", Uuid, primary_key=True),
    Column("permit_holder_id", Uuid, nullable=False, index=True),
    Column("municipality", Text, nullable=False, index=True),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("until", DateTime(timezone=True)),
    Column("closed_at", DateTime(timezone=True)),
    Column("heard_from", BigInteger, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)
"""Derived from what was heard: one after the other, without overlap. `heard_from`, `recorded_at`:
sequence and moment of the event with which it began to be known."""

feed_rows = Table(
    "feed_rows",
    metadata,
    Column("municipality", Text, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("event_id", Uuid, nullable=False),
    Column("permit_holder_id", Uuid, nullable=False),
    Column("link_id", Uuid),
    Column("only_for", Uuid),
    Column("type", Text, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("envelope", LargeBinary),
    PrimaryKeyConstraint("municipality", "number"),
    Index("feed_rows_person_idx", "permit_holder_id"),
    Index("feed_rows_event_idx", "event_id", "municipality", "link_id", unique=True),
    Index("feed_rows_made_idx", "made_at"),
)
"""Numbered per municipality in the order of commits, given without a gap. `link_id`: the link under
which it is told; null: it is told whoever is linked (a ping, the end of a link). `only_for`: one
subscription. `envelope`: of what was made for this feed; null: it is in `feed_heard`."""

feed_counters = Table(
    "feed_counters",
    metadata,
    Column("municipality", Text, primary_key=True),
    Column("last", BigInteger, nullable=False, server_default="0"),
    Column("dropped", BigInteger, nullable=False, server_default="0"),
    Column("begun_at", DateTime(timezone=True), nullable=False),
)
"""Of the municipalities that subscribe: the last number given, and the last one removed."""

feed_erased = Table(
    "feed_erased",
    metadata,
    Column("permit_holder_id", Uuid, primary_key=True),
)
"""Of whom nothing is heard any more: topics have no order, and what is older may come later."""

feed_mergers = Table(
    "feed_mergers",
    metadata,
    Column("code", Text, primary_key=True),
    Column("successor", Text, nullable=False, index=True),
    Column("valid_from", Date, nullable=False),
    Column("event_id", Uuid, nullable=False, index=True),
    Column("told", Boolean, nullable=False, server_default="false"),
)
"""`told`: the successor's feed has the state of everybody who was linked to `code`."""
