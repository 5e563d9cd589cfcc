"""Messages of DUO's form that are refused at the door are kept too, also what nobody can read."""

import sqlalchemy as sa
from alembic import op

revision = "0026_duo_refused"
down_revision = "0025_fetched"


def upgrade() -> None:
    op.add_column("duo_messages", sa.Column("sender", sa.Text()))
    op.add_column("duo_messages", sa.Column("addressee", sa.Text()))
    op.add_column("duo_messages", sa.Column("faults", sa.ARRAY(sa.Text())))
    for name in ("sent_as", "event", "registered_at"):
        op.alter_column("duo_messages", name, nullable=True)
    op.drop_constraint("duo_messages_sent_once", "duo_messages")


def downgrade() -> None:
    op.execute(
        "DELETE FROM duo_messages WHERE reason IN ('not-in-form', 'bericht-id-reused')"
        " OR event IS NULL"
    )
    op.execute(
        "DELETE FROM duo_messages m USING duo_messages n WHERE n.organisation = m.organisation"
        " AND n.sent_as = m.sent_as AND (n.received_at, n.message_id) < (m.received_at, m.message_id)"
    )
    op.create_unique_constraint(
        "duo_messages_sent_once", "duo_messages", ["organisation", "sent_as"]
    )
    for name in ("sent_as", "event", "registered_at"):
        op.alter_column("duo_messages", name, nullable=False)
    for name in ("faults", "addressee", "sender"):
        op.drop_column("duo_messages", name)
