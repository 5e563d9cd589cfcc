"""Who has whose case at the municipality, too. What others published is heard once more."""

import sqlalchemy as sa
from alembic import op

revision = "0010_case_receivers"
down_revision = "0009_case_owners"

AGAIN = "DELETE FROM consumer_positions WHERE consumer = 'directory'"


def upgrade() -> None:
    op.drop_table("case_tenures")
    _create(
        [sa.Column("role", sa.Text(), primary_key=True)],
        [sa.Column("places", sa.ARRAY(sa.Text()), nullable=False)],
    )
    op.execute(AGAIN)


def downgrade() -> None:
    op.drop_table("case_tenures")
    _create([], [sa.Column("azc", sa.Text())])
    op.execute(AGAIN)


def _create(keys: list[sa.Column[str]], places: list[sa.Column[str]]) -> None:
    op.create_table(
        "case_tenures",
        sa.Column("permit_holder_id", sa.Uuid(), primary_key=True),
        *keys,
        sa.Column("first_on", sa.Date(), primary_key=True),
        sa.Column("last_on", sa.Date()),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        *places,
    )
    op.create_index("ix_case_tenures_owner", "case_tenures", ["owner"])
