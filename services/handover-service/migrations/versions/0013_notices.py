"""Who is told of what, and by which mail."""

import sqlalchemy as sa
from alembic import op

revision = "0013_notices"
down_revision = "0012_tracking"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("milestone", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Text()),
        sa.Column("role", sa.Text()),
        sa.Column("place", sa.Text()),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("read_at", MOMENT),
        sa.Column("done_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="notices_pkey"),
    )
    op.create_index("ix_notices_case_id", "notices", ["case_id"])
    op.create_index("notices_staff_idx", "notices", ["staff_id"])
    op.create_index("notices_place_idx", "notices", ["place", "role"])
    op.create_table(
        "mail_addresses",
        sa.Column("staff_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("staff_id", name="mail_addresses_pkey"),
    )
    op.create_table(
        "mail_digests",
        sa.Column("staff_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", MOMENT, nullable=False),
        sa.Column("claimed_at", MOMENT),
        sa.PrimaryKeyConstraint("staff_id", "day", name="mail_digests_pkey"),
    )


def downgrade() -> None:
    for table in ("mail_digests", "mail_addresses", "notices"):
        op.drop_table(table)
