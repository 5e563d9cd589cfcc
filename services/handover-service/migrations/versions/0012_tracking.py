"""Programmes, periods in them, terms, flags, and when a case is looked at again."""

import sqlalchemy as sa
from alembic import op

revision = "0012_tracking"
down_revision = "0011_visits"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _programmes()
    op.create_table(
        "timers",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("permit_holder_id", sa.Uuid(), nullable=False),
        sa.Column("fires_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="timers_pkey"),
    )
    op.create_index("ix_timers_case_id", "timers", ["case_id"])
    op.create_index("ix_timers_fires_at", "timers", ["fires_at"])
    _terms()
    op.add_column("residents", sa.Column("assessed_on", sa.Date()))
    op.execute(
        "INSERT INTO timers (case_id, permit_holder_id, fires_at) "
        "SELECT case_id, permit_holder_id, 'epoch' FROM cases"
    )


def _programmes() -> None:
    op.create_table(
        "programmes",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date()),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("loaded_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("code", "version", name="programmes_pkey"),
    )
    op.create_table(
        "refused_programmes",
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("faults", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("refused_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("file", name="refused_programmes_pkey"),
    )
    op.create_table(
        "case_periods",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("assigned_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("last_on", sa.Date()),
        sa.Column("worker", sa.Text()),
        sa.PrimaryKeyConstraint("case_id", "programme", "first_on", name="case_periods_pkey"),
    )
    op.create_index("case_periods_worker_idx", "case_periods", ["programme", "worker"])


def _terms() -> None:
    op.create_table(
        "case_terms",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("milestone", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("counted_on", sa.Date()),
        sa.Column("due_on", sa.Date()),
        sa.Column("near_on", sa.Date()),
        sa.Column("met_on", sa.Date()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("came_before", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("owed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint(
            "case_id", "programme", "period_from", "milestone", name="case_terms_pkey"
        ),
    )
    op.create_index("ix_case_terms_due_on", "case_terms", ["due_on"])
    op.create_table(
        "case_flags",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("worker", sa.Text()),
        sa.PrimaryKeyConstraint(
            "case_id", "programme", "period_from", "kind", name="case_flags_pkey"
        ),
    )


def downgrade() -> None:
    op.drop_column("residents", "assessed_on")
    for table in (
        "case_flags", "case_terms", "timers", "case_periods", "refused_programmes", "programmes",
    ):  # fmt: skip
        op.drop_table(table)
