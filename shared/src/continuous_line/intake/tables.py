"""Where intakes are kept: how far each is, its rows sealed, what is wrong with them.

Only services that take files have these tables. Numbers of rows, codes and opaque ids are no
personal data; the rows are, and lie here sealed until the intake has ended.
"""

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
)


def declare(metadata: MetaData) -> tuple[Table, Table, Table]:
    """`intakes`, `intake_chunks`, `intake_faults`."""
    intakes = Table(
        "intakes",
        metadata,
        Column("intake_id", Uuid, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("dry_run", Boolean, nullable=False),
        Column("only_valid", Boolean, nullable=False),
        Column("total", Integer, nullable=False),
        Column("done", Integer, nullable=False),
        Column("next_chunk", Integer, nullable=False),
        Column("faulty", Integer, nullable=False),
        Column("faults", Integer, nullable=False),
        Column("notes", Integer, nullable=False),
        Column("applied", Integer, nullable=False),
        Column("refused", Integer, nullable=False),
        Column("tries", Integer, nullable=False),
        Column("failure", Text),
        Column("version", Integer, nullable=False),
        Column("subject", Text, nullable=False),
        Column("organisation", Text, nullable=False),
        Column("roles", ARRAY(Text), nullable=False),
        Column("places", ARRAY(Text), nullable=False),
        Column("correlation_id", Uuid, nullable=False),
        Column("traceparent", Text),
        Column("created_at", DateTime(timezone=True), nullable=False),
        Column("changed_at", DateTime(timezone=True), nullable=False),
        Column("forgotten", Boolean, nullable=False),
    )
    chunks = Table(
        "intake_chunks",
        metadata,
        Column("intake_id", Uuid, primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("sealed", LargeBinary),
        Column("rows", ARRAY(Integer), nullable=False),
        Column("faulty", ARRAY(Integer), nullable=False),
        Column("outcomes", LargeBinary),
    )
    faults = Table(
        "intake_faults",
        metadata,
        Column("intake_id", Uuid, primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("row", Integer, nullable=False),
        Column("column", Text, nullable=False),
        Column("code", Text, nullable=False),
        Column("detail", Text, nullable=False),
        Column("note", Boolean, nullable=False),
    )
    return intakes, chunks, faults
