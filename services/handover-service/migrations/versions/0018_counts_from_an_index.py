"""All that a work list counts is in the index of its place: counting looks up no row.

For that the server has to know of most pages that all see the same rows: it vacuums the table
when a fiftieth of it changed, instead of a fifth.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018_counts_from_an_index"
down_revision = "0017_rows_say_their_version"

DERIVED = {
    "members": (sa.Integer(), "cardinality(case_ids)"),
    "unowned_from": (
        sa.Date(),
        "CASE WHEN unowned OR owner IS NULL THEN '-infinity'::date "
        "WHEN owner_then IS NULL THEN owner_until + 1 ELSE NULL::date END",
    ),
    "unhoused_since": (sa.Date(), "CASE WHEN moved_on IS NULL THEN linked_on ELSE NULL::date END"),
}
COUNTED = [
    "part", "planned_for", "unowned_from", "move_on", "last_at", "unhoused_since", "members",
]  # fmt: skip
PLACES = ("azc", "municipality")


def upgrade() -> None:
    for name, (kind, sql) in DERIVED.items():
        op.add_column("units", sa.Column(name, kind, sa.Computed(sql, persisted=True)))
    for place in PLACES:
        op.drop_index(f"units_{place}_idx", "units")
        order = [place, "next_on", "case_id"]
        op.create_index(f"units_{place}_idx", "units", order, postgresql_include=COUNTED)
    op.execute("ALTER TABLE units SET (autovacuum_vacuum_scale_factor = 0.02)")


def downgrade() -> None:
    op.execute("ALTER TABLE units RESET (autovacuum_vacuum_scale_factor)")
    for place in PLACES:
        op.drop_index(f"units_{place}_idx", "units")
        op.create_index(f"units_{place}_idx", "units", [place, "next_on", "case_id"])
    for name in DERIVED:
        op.drop_column("units", name)
