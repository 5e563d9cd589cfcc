"""What places are called. What others published is heard once more from the beginning."""

import sqlalchemy as sa
from alembic import op

revision = "0007_place_names"
down_revision = "0006_texts"


def upgrade() -> None:
    op.create_table(
        "place_names",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="place_names_pkey"),
    )
    op.execute("DELETE FROM consumer_positions WHERE consumer = 'handover'")


def downgrade() -> None:
    op.drop_table("place_names")
