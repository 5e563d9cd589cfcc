"""Signals, who has a case at the municipality, and the contacts that signals go to.

What others published is heard once more from the beginning.
"""

from alembic import op
from sqlalchemy import ARRAY, BigInteger, Boolean, Column, Date, DateTime, Text, Uuid

revision = "0014_signals"
down_revision = "0007_place_names"

MOMENT = DateTime(timezone=True)
_NAMED_BEFORE = """
    INSERT INTO case_client_managers (case_id, municipality, first_on, last_on, client_manager)
    WITH gone AS (
      SELECT coalesce(data #>> '{voids,id}', data #>> '{replaces,id}') AS id FROM events
      WHERE stream LIKE 'case-%'
    ), named AS (
      SELECT CAST(data ->> 'case_id' AS uuid) AS case_id, data ->> 'municipality' AS municipality,
        CAST(CAST(data ->> 'at' AS timestamptz) AT TIME ZONE 'Europe/Amsterdam' AS date) AS day,
        CAST(data ->> 'at' AS timestamptz) AS at, position,
        data ->> 'client_manager' AS client_manager
      FROM events WHERE kind = 'ClientManagerNamed'
        AND CAST(id AS text) NOT IN (SELECT id FROM gone WHERE id IS NOT NULL)
    ), last_of_day AS (
      SELECT DISTINCT ON (case_id, municipality, day) case_id, municipality, day, client_manager
      FROM named ORDER BY case_id, municipality, day, at DESC, position DESC
    )
    SELECT case_id, municipality, day,
      lead(day) OVER (PARTITION BY case_id, municipality ORDER BY day) - 1, client_manager
    FROM last_of_day
    """
"""Until now nobody stood in at a municipality: each has the case until the next one is named."""


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
        "case_client_managers",
        Column("case_id", Uuid, primary_key=True),
        Column("municipality", Text, primary_key=True),
        Column("first_on", Date, primary_key=True),
        Column("last_on", Date),
        Column("client_manager", Text, nullable=False, index=True),
    )
    op.execute(_NAMED_BEFORE)
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
    for table in ("contacts", "case_client_managers", "signals"):
        op.drop_table(table)
