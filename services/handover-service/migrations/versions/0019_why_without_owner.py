"""Why nobody has a case; and after the acceptance somebody at the municipality has to, too."""

import sqlalchemy as sa
from alembic import op

revision = "0019_why_without_owner"
down_revision = "0018_counts_from_an_index"

COUNTED = [
    "part", "planned_for", "unowned_from", "move_on", "last_at", "unhoused_since", "members",
]  # fmt: skip
PLACES = ("azc", "municipality")
AT_COA = (
    "CASE WHEN unowned OR owner IS NULL THEN '-infinity'::date "
    "WHEN owner_then IS NULL THEN owner_until + 1 ELSE NULL::date END"
)
ON_EITHER_SIDE = (
    f"LEAST({AT_COA}, CASE WHEN unreceived THEN '-infinity'::date "
    "WHEN accepted AND client_manager_then IS NULL THEN client_manager_until + 1 "
    "ELSE NULL::date END)"
)
GONE = ("owner_gone", "client_manager_gone")
FLAGS = ("accepted", "unreceived")


def upgrade() -> None:
    for table in ("cases", "units"):
        for name in GONE:
            op.add_column(table, sa.Column(name, sa.Text()))
    for name in FLAGS:
        column = sa.Column(name, sa.Boolean(), nullable=False, server_default="false")
        op.add_column("units", column)
    _unowned_from(ON_EITHER_SIDE)


def downgrade() -> None:
    _unowned_from(AT_COA)
    for name in FLAGS:
        op.drop_column("units", name)
    for table in ("cases", "units"):
        for name in GONE:
            op.drop_column(table, name)


def _unowned_from(sql: str) -> None:
    for place in PLACES:
        op.drop_index(f"units_{place}_idx", "units")
    op.drop_column("units", "unowned_from")
    computed = sa.Computed(sql, persisted=True)
    op.add_column("units", sa.Column("unowned_from", sa.Date(), computed))
    for place in PLACES:
        order = [place, "next_on", "case_id"]
        op.create_index(f"units_{place}_idx", "units", order, postgresql_include=COUNTED)
