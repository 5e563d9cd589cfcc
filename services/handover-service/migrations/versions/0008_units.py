"""Rows of cases hold all that a list shows, and a work list has a row per household.

Rows that are there are made anew by the worker: their shape is 0.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008_units"
down_revision = "0007_place_names"

MOMENT = sa.DateTime(timezone=True)


def of_cases() -> list[sa.Column]:
    return [
        sa.Column("stage", sa.Text(), nullable=False, server_default="linked"),
        sa.Column("household_id", sa.Uuid()),
        sa.Column("granted_on", sa.Date()),
        sa.Column("linked_on", sa.Date()),
        sa.Column("move_on", sa.Date()),
        sa.Column("owner", sa.Text()),
        sa.Column("owner_until", sa.Date()),
        sa.Column("owner_then", sa.Text()),
        sa.Column("stand_in", sa.Boolean(), nullable=False, server_default="false"),
        sa.Column("client_manager", sa.Text()),
        sa.Column("client_manager_until", sa.Date()),
        sa.Column("client_manager_then", sa.Text()),
        sa.Column("due_on", sa.Date()),
        sa.Column("due_what", sa.Text()),
        sa.Column("last_at", MOMENT),
        sa.Column("unit_id", sa.Uuid()),
        sa.Column("shape", sa.Integer(), nullable=False, server_default="0"),
    ]


def of_residents() -> list[sa.Column]:
    return [
        sa.Column("completed_at", MOMENT),
        sa.Column("opened_by", sa.ARRAY(sa.Text()), nullable=False, server_default="{}"),
        sa.Column("opened_at", sa.ARRAY(MOMENT), nullable=False, server_default="{}"),
    ]


def upgrade() -> None:
    for column in of_cases():
        op.add_column("cases", column)
    for column in of_residents():
        op.add_column("residents", column)
    op.add_column("resident_facts", sa.Column("recorded_at", MOMENT))
    op.create_index("ix_cases_household_id", "cases", ["household_id"])
    op.create_index("ix_cases_unit_id", "cases", ["unit_id"])
    op.create_index("cases_shape_idx", "cases", ["shape"])
    op.create_table(
        "units",
        sa.Column("unit_id", sa.Uuid(), primary_key=True),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("case_ids", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("permit_holder_ids", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("azc", sa.Text()),
        sa.Column("municipality", sa.Text()),
        sa.Column("distance_km", sa.Float()),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("linked_on", sa.Date()),
        sa.Column("moved_on", sa.Date()),
        sa.Column("move_on", sa.Date()),
        sa.Column("planned_for", MOMENT),
        sa.Column("missing", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text()),
        sa.Column("owner_until", sa.Date()),
        sa.Column("owner_then", sa.Text()),
        sa.Column("unowned", sa.Boolean(), nullable=False),
        sa.Column("client_manager", sa.Text()),
        sa.Column("client_manager_until", sa.Date()),
        sa.Column("client_manager_then", sa.Text()),
        sa.Column("due_on", sa.Date()),
        sa.Column("due_what", sa.Text()),
        sa.Column("last_at", MOMENT, nullable=False),
    )
    op.create_index("units_azc_idx", "units", ["azc", "due_on", "case_id"])
    op.create_index("units_municipality_idx", "units", ["municipality", "due_on", "case_id"])


def downgrade() -> None:
    op.drop_table("units")
    op.drop_column("resident_facts", "recorded_at")
    for name in ("ix_cases_household_id", "ix_cases_unit_id", "cases_shape_idx"):
        op.drop_index(name, "cases")
    for column in of_residents():
        op.drop_column("residents", column.name)
    for column in of_cases():
        op.drop_column("cases", column.name)
