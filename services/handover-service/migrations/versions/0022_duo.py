"""Messages of DUO's form: each once, with what became of it; its numbers sealed while it is open."""

import sqlalchemy as sa
from alembic import op

revision = "0022_duo"
down_revision = "0021_subscriptions"


def upgrade() -> None:
    op.create_table(
        "duo_messages",
        sa.Column("message_id", sa.Uuid, primary_key=True),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("sent_as", sa.Uuid, nullable=False),
        sa.Column("body_hash", sa.LargeBinary, nullable=False),
        sa.Column("municipality", sa.Text),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True)),
        sa.Column("permit_holder_id", sa.Uuid),
        sa.Column("case_id", sa.Uuid),
        sa.Column("event_id", sa.Uuid),
        sa.Column("sealed", sa.LargeBinary),
        sa.Column("sealed_for", sa.Uuid),
        sa.Column("discarded_because", sa.Text),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("decided_by", sa.Text),
        sa.UniqueConstraint("organisation", "sent_as", name="duo_messages_sent_once"),
    )
    op.create_index(
        "duo_messages_order_idx", "duo_messages", ["state", "received_at", "message_id"]
    )


def downgrade() -> None:
    op.drop_table("duo_messages")
