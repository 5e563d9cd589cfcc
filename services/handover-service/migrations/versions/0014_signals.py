"""Signals, and the contacts that they go to.

What others published is heard once more from the beginning.
"""

from alembic import op
from sqlalchemy import ARRAY, BigInteger, Boolean, Column, Date, DateTime, Text, Uuid

revision = "0014_signals"
down_revision = "0013_notices"

MOMENT = DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "signals",
        Column("signal_id", Uuid, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("raised_by", Text, nullable=False),
        Column("answers", Text, nullable=False),
        Column("case_id", Uuid, index=True),
        Column("azc", Text, nullable=False, index=True),
        Column("municipality", Text, nullable=False, index=True),
        Column("owner", Text),
        Column("raised_at", MOMENT, nullable=False),
        Column("due_on", Date, nullable=False),
        Column("state", Text, nullable=False),
        Column("answered_at", MOMENT),
        Column("in_time", Boolean),
        Column("closed_at", MOMENT),
    )
    op.create_index("signals_order_idx", "signals", ["state", "due_on", "signal_id"])
    op.create_table(
        "contacts",
        Column("event_id", Uuid, primary_key=True),
        Column("contact_id", Uuid, nullable=False, index=True),
        Column("sequence", BigInteger, nullable=False),
        Column("kind", Text),
        Column("places", ARRAY(Text), nullable=False),
        Column("valid_from", Date, nullable=False),
        Column("valid_to", Date),
        Column("gone", Boolean, nullable=False),
    )
    op.execute("DELETE FROM consumer_positions WHERE consumer = 'handover'")


def downgrade() -> None:
    for table in ("contacts", "signals"):
        op.drop_table(table)
