"""All tables of the platform that are in the database of every service."""

from sqlalchemy import Column, DateTime, Index, Integer, LargeBinary, MetaData, Table, Text

from continuous_line import event_store, parking, positions, sequencing, watchdog


def declare(metadata: MetaData) -> None:
    """Declare them, so that the check of models against migrations sees them."""
    for module in (event_store, sequencing, positions, parking, watchdog):
        module.tables(metadata)
    if "idempotency" not in metadata.tables:
        _idempotency(metadata)


def _idempotency(metadata: MetaData) -> None:
    table = Table(
        "idempotency",
        metadata,
        Column("client", Text, primary_key=True),
        Column("route", Text, primary_key=True),
        Column("key", Text, primary_key=True),
        Column("body_hash", LargeBinary, nullable=False),
        Column("status", Integer, nullable=False),
        Column("location", Text),
        Column("etag", Text),
        Column("created_at", DateTime(timezone=True), nullable=False),
    )
    Index("idempotency_created_at_idx", table.c.created_at)
