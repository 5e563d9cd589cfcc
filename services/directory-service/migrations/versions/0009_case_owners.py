"""Who has whose case when. What others published is heard once more from the beginning."""

import sqlalchemy as sa
from alembic import op

revision = "0009_case_owners"
down_revision = "0008_imports"


def upgrade() -> None:
    op.create_table(
        "case_tenures",
        sa.Column("permit_holder_id", sa.Uuid(), primary_key=True),
        sa.Column("first_on", sa.Date(), primary_key=True),
        sa.Column("last_on", sa.Date()),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("azc", sa.Text()),
    )
    op.create_index("ix_case_tenures_owner", "case_tenures", ["owner"])
    op.execute("DELETE FROM consumer_positions WHERE consumer = 'directory'")


def downgrade() -> None:
    op.drop_table("case_tenures")
