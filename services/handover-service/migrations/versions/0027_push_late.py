"""An event that was delivered late stays until the receiver can have fetched it; and who shares a
sink is found by it."""

import sqlalchemy as sa
from alembic import op

revision = "0027_push_late"
down_revision = "0026_duo_refused"


def upgrade() -> None:
    op.create_table(
        "push_late",
        sa.Column("subscription_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subscription_id", "number"),
    )
    op.create_index(
        "subscriptions_sink_idx",
        "subscriptions",
        ["sink"],
        postgresql_where=sa.text("state = 'active'"),
    )


def downgrade() -> None:
    op.drop_index("subscriptions_sink_idx", "subscriptions")
    op.drop_table("push_late")
