"""A row of a case says of which version of the stream it is, and how often the person was heard of.

Who waited for a lock on it can tell that what was read before is older. Rows leave room on their
page, because they are changed often.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017_rows_say_their_version"
down_revision = "0016_next_dates"

NEW = (("cases", "version"), ("cases", "heard"), ("residents", "heard"))


def upgrade() -> None:
    for table, name in NEW:
        column = sa.Column(name, sa.Integer(), nullable=False, server_default="0")
        op.add_column(table, column)
    for table in ("cases", "units"):
        op.execute(f"ALTER TABLE {table} SET (fillfactor = 70)")


def downgrade() -> None:
    for table in ("cases", "units"):
        op.execute(f"ALTER TABLE {table} RESET (fillfactor)")
    for table, name in NEW:
        op.drop_column(table, name)
