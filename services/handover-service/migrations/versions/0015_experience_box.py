"""The box of answers to how it went: numbers, and the day on which it was emptied."""

import sqlalchemy as sa
from alembic import op

revision = "0015_experience_box"
down_revision = "0014_signals"


def upgrade() -> None:
    op.create_table(
        "experience_box",
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("azc", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("well", sa.Integer(), nullable=False),
        sa.Column("mixed", sa.Integer(), nullable=False),
        sa.Column("badly", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "azc", name="experience_box_pkey"),
    )
    op.create_table(
        "experience_emptied",
        sa.Column("emptied_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("emptied_on", name="experience_emptied_pkey"),
    )


def downgrade() -> None:
    op.drop_table("experience_emptied")
    op.drop_table("experience_box")
