"""Municipal systems subscribe: what they are told, in which order, and who changed what."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0021_subscriptions"
down_revision = "0020_when_it_was_heard"


def upgrade() -> None:
    _feed()
    _subscriptions()


def downgrade() -> None:
    for table in (
        "subscription_changes", "subscription_secrets", "subscriptions", "feed_mergers",
        "feed_erased", "feed_counters", "feed_rows", "feed_links", "feed_heard",
    ):  # fmt: skip
        op.drop_table(table)


def _moment(name: str, **more: object) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), **more)


def _feed() -> None:
    op.create_table(
        "feed_heard",
        sa.Column("event_id", sa.Uuid(), primary_key=True),
        sa.Column("permit_holder_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        _moment("recorded_at", nullable=False),
        sa.Column("lasting", sa.Boolean(), nullable=False),
        sa.Column("envelope", sa.LargeBinary(), nullable=False),
    )
    op.create_index("feed_heard_person_idx", "feed_heard", ["permit_holder_id"])
    passing = sa.text("NOT lasting")
    op.create_index(
        "feed_heard_passing_idx", "feed_heard", ["recorded_at"], postgresql_where=passing
    )
    op.create_table(
        "feed_links",
        sa.Column("link_id", sa.Uuid(), primary_key=True),
        sa.Column("permit_holder_id", sa.Uuid(), nullable=False, index=True),
        sa.Column("municipality", sa.Text(), nullable=False, index=True),
        _moment("since", nullable=False),
        _moment("until"),
        _moment("closed_at"),
        sa.Column("heard_from", sa.BigInteger(), nullable=False),
        _moment("recorded_at", nullable=False),
    )
    op.create_table(
        "feed_rows",
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("permit_holder_id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid()),
        sa.Column("only_for", sa.Uuid()),
        sa.Column("type", sa.Text(), nullable=False),
        _moment("made_at", nullable=False),
        sa.Column("envelope", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("municipality", "number"),
    )
    op.create_index("feed_rows_person_idx", "feed_rows", ["permit_holder_id"])
    event = ["event_id", "municipality", "link_id"]
    op.create_index("feed_rows_event_idx", "feed_rows", event, unique=True)
    op.create_index("feed_rows_made_idx", "feed_rows", ["made_at"])
    op.create_table(
        "feed_counters",
        sa.Column("municipality", sa.Text(), primary_key=True),
        sa.Column("last", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("dropped", sa.BigInteger(), nullable=False, server_default="0"),
        _moment("begun_at", nullable=False),
    )
    op.create_table("feed_erased", sa.Column("permit_holder_id", sa.Uuid(), primary_key=True))
    op.create_table(
        "feed_mergers",
        sa.Column("code", sa.Text(), primary_key=True),
        sa.Column("successor", sa.Text(), nullable=False, index=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False, index=True),
        sa.Column("told", sa.Boolean(), nullable=False, server_default="false"),
    )


def _subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("subscription_id", sa.Uuid(), primary_key=True),
        sa.Column("municipality", sa.Text(), nullable=False, index=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("sink", sa.Text()),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("types", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("filters", JSONB(), nullable=False),
        sa.Column("most_under_way", sa.Integer(), nullable=False),
        sa.Column("rate", sa.Integer()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("starts_after", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _moment("permitted_at"),
        sa.Column("credential", sa.LargeBinary()),
        _moment("created_at", nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        _moment("changed_at", nullable=False),
        _moment("ended_at"),
    )
    op.create_table(
        "subscription_secrets",
        sa.Column("secret_id", sa.Uuid(), primary_key=True),
        sa.Column("subscription_id", sa.Uuid(), nullable=False, index=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _moment("made_at", nullable=False),
        _moment("until"),
    )
    op.create_table(
        "subscription_changes",
        sa.Column("place", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("subscription_id", sa.Uuid(), nullable=False),
        _moment("at", nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("details", JSONB(), nullable=False),
    )
    op.create_index(
        "subscription_changes_idx", "subscription_changes", ["subscription_id", "place"]
    )
