"""The processing log, as a migration of every service makes it.

Its records are never changed; one goes only where the transaction says of itself that everything
that ended before a moment has had its term, and this record did.
"""

from continuous_line.migrations.platform_v1 import Operations

_STATEMENTS = (
    """
    CREATE TABLE processing_log (
      position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      trace_id text NOT NULL,
      span_id text NOT NULL,
      parent_span_id text,
      status text NOT NULL,
      name text NOT NULL,
      start_time timestamptz NOT NULL,
      end_time timestamptz NOT NULL,
      processing_activity_id text NOT NULL,
      data_subject_id uuid NOT NULL,
      data_subject_id_type text NOT NULL,
      subject text NOT NULL,
      organisation text NOT NULL,
      roles text[] NOT NULL,
      manner text NOT NULL,
      purpose text NOT NULL,
      sections text[],
      reason text)
    """,
    "CREATE INDEX processing_log_of_subject ON processing_log (data_subject_id, position)",
    "CREATE INDEX processing_log_end_time ON processing_log USING brin (end_time)",
    """
    CREATE FUNCTION refuse_processing_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND OLD.end_time < CAST(nullif(
        current_setting('continuous_line.processing_log_before', true), '') AS timestamptz)
      THEN
        RETURN OLD;
      END IF;
      RAISE EXCEPTION 'records of processing are never changed'
        USING ERRCODE = 'insufficient_privilege';
    END $$
    """,
    """
    CREATE TRIGGER processing_log_rows_stay BEFORE UPDATE OR DELETE ON processing_log
    FOR EACH ROW EXECUTE FUNCTION refuse_processing_change()
    """,
    """
    CREATE TRIGGER processing_log_stays BEFORE TRUNCATE ON processing_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_processing_change()
    """,
    "REVOKE UPDATE, TRUNCATE ON processing_log FROM CURRENT_USER, PUBLIC",
)


def upgrade(op: Operations) -> None:
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade(op: Operations) -> None:
    op.execute("DROP TABLE processing_log")
    op.execute("DROP FUNCTION refuse_processing_change")
