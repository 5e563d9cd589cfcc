"""Days on which municipalities come to a reception centre, as directory-service tells of them.

What others published is heard once more from the beginning.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011_visits"
down_revision = "0009_owner_changes"


def upgrade() -> None:
    op.create_table(
        "visits",
        sa.Column("visit_id", sa.Uuid(), primary_key=True),
        sa.Column("event_id", sa.Uuid(), nullable=False, index=True),
        sa.Column("azc", sa.Text(), nullable=False),
        sa.Column("organiser", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True)),
        sa.Column("invited", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("cancelled_by", sa.Uuid(), index=True),
    )
    op.create_index("visits_azc_idx", "visits", ["azc", "starts_at"])
    op.execute("DELETE FROM consumer_positions WHERE consumer = 'handover'")


def downgrade() -> None:
    op.drop_table("visits")
