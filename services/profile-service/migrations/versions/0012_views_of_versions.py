"""First readings by version: what was sent again is unopened until that is opened."""

from alembic import op
from sqlalchemy import Column, Integer

revision = "0012_views_of_versions"
down_revision = "0011_intakes"

_FILL = """
    INSERT INTO views (link_id, profile_version, permit_holder_id, viewed_at)
    SELECT CAST(e.data->>'link' AS uuid), CAST(e.data->>'profile_version' AS int),
      p.permit_holder_id, CAST(e.data->>'at' AS timestamptz)
    FROM profiles p JOIN events e ON e.stream = 'access-' || p.permit_holder_id
    WHERE e.kind IN ('ProfileViewed', 'VersionViewed')
    ORDER BY e.position ON CONFLICT DO NOTHING
    """


def upgrade() -> None:
    """From the events, as the projection would have it; none of who was erased."""
    op.execute("DELETE FROM views")
    op.add_column("views", Column("profile_version", Integer, nullable=False))
    op.drop_constraint("views_pkey", "views")
    op.create_primary_key("views_pkey", "views", ["link_id", "profile_version"])
    op.execute(_FILL)


def downgrade() -> None:
    op.execute(
        "DELETE FROM views v USING views first WHERE first.link_id = v.link_id "
        "AND first.profile_version < v.profile_version"
    )
    op.drop_constraint("views_pkey", "views")
    op.create_primary_key("views_pkey", "views", ["link_id"])
    op.drop_column("views", "profile_version")
