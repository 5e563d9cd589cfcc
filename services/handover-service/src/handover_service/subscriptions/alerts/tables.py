"""What owners were told by mail, and when."""

from sqlalchemy import Column, Date, DateTime, Integer, Table, Text, Uuid

from handover_service.tables import metadata

subscription_alerts = Table(
    "subscription_alerts",
    metadata,
    Column("subscription_id", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_at", DateTime(timezone=True), nullable=False),
    Column("upto", DateTime(timezone=True), nullable=False),
)
"""`claimed` before the server is asked, so that nobody is told twice. `upto`: what was noted until
then is told."""
