"""What is heard of places, staff and residents is kept per event, in the order it was recorded.

A version that another one of the same day took the place of is there again when that one is
taken back.
"""

from alembic import op
from sqlalchemy import BigInteger, Column

revision = "0003_heard_in_order"
down_revision = "0002_cases"

VERSIONS = {"municipalities": "code", "reception_centres": "azc", "staff": "staff_id"}


def upgrade() -> None:
    for table in (*VERSIONS, "resident_facts"):
        op.add_column(table, Column("sequence", BigInteger, nullable=False, server_default="0"))
    for table, key in VERSIONS.items():
        op.drop_index(f"ix_{table}_event_id", table)
        op.drop_constraint(f"{table}_pkey", table)
        op.create_primary_key(f"{table}_pkey", table, ["event_id"])
        op.create_index(f"{table}_versions_idx", table, [key, "valid_from"])


def downgrade() -> None:
    for table, key in VERSIONS.items():
        op.drop_index(f"{table}_versions_idx", table)
        op.execute(
            f"DELETE FROM {table} AS one USING {table} AS later WHERE one.{key} = later.{key} "  # noqa: S608
            "AND one.valid_from = later.valid_from "
            "AND (one.sequence, one.event_id) < (later.sequence, later.event_id)"
        )
        op.drop_constraint(f"{table}_pkey", table)
        op.create_primary_key(f"{table}_pkey", table, [key, "valid_from"])
        op.create_index(f"ix_{table}_event_id", table, ["event_id"])
    for table in (*VERSIONS, "resident_facts"):
        op.drop_column(table, "sequence")
