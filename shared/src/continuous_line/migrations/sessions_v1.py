"""The table of sessions as a migration of every service makes it; see `sessions.py`."""

from continuous_line.migrations.platform_v1 import Operations

_STATEMENTS = (
    """
    CREATE TABLE sessions (
      id_hash bytea PRIMARY KEY,
      subject_hash bytea NOT NULL,
      issuer_session_hash bytea,
      sealed bytea NOT NULL,
      kept bytea,
      made_at timestamptz NOT NULL,
      seen_at timestamptz NOT NULL,
      ends_at timestamptz NOT NULL)
    """,
    "CREATE INDEX sessions_subject_hash_idx ON sessions (subject_hash)",
    "CREATE INDEX sessions_issuer_session_hash_idx ON sessions (issuer_session_hash)",
    "CREATE INDEX sessions_ends_at_idx ON sessions (ends_at)",
)


def upgrade(op: Operations) -> None:
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade(op: Operations) -> None:
    op.execute("DROP TABLE sessions")
