"""Of what is heard of a person also when: what was missed before anybody knew is not said at once."""

import sqlalchemy as sa
from alembic import op

revision = "0020_when_it_was_heard"
down_revision = "0019_why_without_owner"


def upgrade() -> None:
    op.add_column("resident_facts", sa.Column("heard_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("resident_facts", "heard_at")
