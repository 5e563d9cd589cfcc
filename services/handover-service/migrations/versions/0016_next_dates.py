"""The next date of a row of the work list is that of its terms, too."""

import sqlalchemy as sa
from alembic import op

revision = "0016_next_dates"
down_revision = "0015_experience_box"

NEXT_WHAT = "CASE WHEN term_on < due_on OR due_on IS NULL THEN term_what ELSE due_what END"
PLACES = ("azc", "municipality")


def upgrade() -> None:
    op.add_column("units", sa.Column("term_on", sa.Date()))
    op.add_column("units", sa.Column("term_what", sa.Text()))
    next_on = sa.Computed("LEAST(due_on, term_on)", persisted=True)
    op.add_column("units", sa.Column("next_on", sa.Date(), next_on))
    next_what = sa.Computed(NEXT_WHAT, persisted=True)
    op.add_column("units", sa.Column("next_what", sa.Text(), next_what))
    for place in PLACES:
        op.drop_index(f"units_{place}_idx", "units")
        op.create_index(f"units_{place}_idx", "units", [place, "next_on", "case_id"])


def downgrade() -> None:
    for place in PLACES:
        op.drop_index(f"units_{place}_idx", "units")
        op.create_index(f"units_{place}_idx", "units", [place, "due_on", "case_id"])
    for column in ("next_what", "next_on", "term_what", "term_on"):
        op.drop_column("units", column)
