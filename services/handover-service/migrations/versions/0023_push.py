"""What push subscriptions have still to be sent, and what came of the last tries."""

import sqlalchemy as sa
from alembic import op

revision = "0023_push"
down_revision = "0022_duo"


def upgrade() -> None:
    op.create_table(
        "push_places",
        sa.Column("subscription_id", sa.Uuid(), primary_key=True),
        sa.Column("read_to", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False, server_default="0"),
        _moment("ask_at"),
        sa.Column("failures", sa.Integer(), nullable=False, server_default="0"),
        _moment("rest_until"),
        sa.Column("tries", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("delivered", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("passed", sa.BigInteger(), nullable=False, server_default="0"),
        _moment("delivered_at"),
    )
    op.create_table(
        "push_deliveries",
        sa.Column("subscription_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("permit_holder_id", sa.Uuid(), nullable=False),
        _moment("made_at", nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("head", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        _moment("next_try_at", nullable=False),
        _moment("failed_since"),
        _moment("last_at"),
        sa.Column("last_status", sa.Integer()),
        sa.Column("last_reason", sa.Text()),
        sa.PrimaryKeyConstraint("subscription_id", "number"),
    )
    _index("person", ["subscription_id", "permit_holder_id", "number"])
    _index("due", ["subscription_id", "next_try_at", "number"], "head AND state = 'waiting'")
    _index("dead", ["subscription_id", "number"], "state = 'dead'")
    op.create_table(
        "push_trail",
        sa.Column("subscription_id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        _moment("at", nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subscription_id", "slot"),
    )


def downgrade() -> None:
    for table in ("push_trail", "push_deliveries", "push_places"):
        op.drop_table(table)


def _moment(name: str, **more: object) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), **more)


def _index(name: str, columns: list[str], where: str | None = None) -> None:
    condition = None if where is None else sa.text(where)
    op.create_index(
        f"push_deliveries_{name}_idx", "push_deliveries", columns, postgresql_where=condition
    )
