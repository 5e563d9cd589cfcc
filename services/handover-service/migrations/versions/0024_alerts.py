"""Where the owner of a subscription is told by mail what is wrong with it, and what was told."""

import sqlalchemy as sa
from alembic import op

revision = "0024_alerts"
down_revision = "0023_push"


def upgrade() -> None:
    for column in (
        sa.Column("alert_to", sa.LargeBinary()),
        sa.Column("alert_since", sa.DateTime(timezone=True)),
        sa.Column("alert_refused", sa.Boolean(), nullable=False, server_default=sa.false()),
    ):
        op.add_column("subscriptions", column)
    op.create_table(
        "subscription_alerts",
        sa.Column("subscription_id", sa.Uuid(), primary_key=True),
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("upto", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("subscription_alerts")
    for column in ("alert_refused", "alert_since", "alert_to"):
        op.drop_column("subscriptions", column)
