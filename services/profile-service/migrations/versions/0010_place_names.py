"""Names of places, for people."""

from alembic import op
from sqlalchemy import Column, Text

revision = "0010_place_names"
down_revision = "0009_contents"


def upgrade() -> None:
    op.create_table(
        "place_names",
        Column("code", Text, primary_key=True),
        Column("name", Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("place_names")
