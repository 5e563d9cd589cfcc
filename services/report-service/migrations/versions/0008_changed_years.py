"""How often something changed in the years of each generation."""

from alembic import op

revision = "0008_changed_years"
down_revision = "0007_log_beginnings"


def upgrade() -> None:
    op.execute("""
        CREATE TABLE changed_years (
            generation integer NOT NULL REFERENCES generations (number),
            year integer NOT NULL,
            onwards boolean NOT NULL,
            changes bigint NOT NULL,
            PRIMARY KEY (generation, year, onwards)
        )
    """)


def downgrade() -> None:
    op.execute("DROP TABLE changed_years")
