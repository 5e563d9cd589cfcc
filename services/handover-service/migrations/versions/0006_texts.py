"""The words of what is agreed and reported, sealed under the keys of the vault."""

import sqlalchemy as sa
from alembic import op

revision = "0006_texts"
down_revision = "0005_processing_log"


def upgrade() -> None:
    op.create_table(
        "texts",
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("about", name="texts_pkey"),
    )
    op.create_index("ix_texts_subject", "texts", ["subject"])


def downgrade() -> None:
    op.drop_table("texts")
