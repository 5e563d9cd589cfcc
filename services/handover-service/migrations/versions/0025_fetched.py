"""How far a system that fetches its events has come, for the owner of the subscription."""

import sqlalchemy as sa
from alembic import op

revision = "0025_fetched"
down_revision = "0024_alerts"


def upgrade() -> None:
    op.add_column("subscriptions", sa.Column("fetched_to", sa.BigInteger()))
    op.add_column("subscriptions", sa.Column("fetched_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("subscriptions", "fetched_at")
    op.drop_column("subscriptions", "fetched_to")
