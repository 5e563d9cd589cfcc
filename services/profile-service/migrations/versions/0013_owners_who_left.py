"""Nobody owns a case whose owner left, until somebody is named."""

from alembic import op

revision = "0013_owners_who_left"
down_revision = "0012_views_of_versions"


def upgrade() -> None:
    op.alter_column("case_owners", "owner", nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM case_owners WHERE owner IS NULL")
    op.alter_column("case_owners", "owner", nullable=False)
