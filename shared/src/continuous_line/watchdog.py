"""Does the consumer move? Progress per partition number, and how fresh what it wrote is."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)


def tables(metadata: MetaData) -> tuple[Table, ...]:
    """`caught_up_at`: the last moment up to which everything in the log is known to be handled.

    `behind`: offsets to go when it was checked. Times here are the system's, as with tokens.
    """
    return (
        Table(
            "consumer_progress",
            metadata,
            Column("consumer", Text, nullable=False),
            Column("partition", Integer, nullable=False),
            Column("generation", Text, nullable=False),
            Column("behind", BigInteger, nullable=False),
            Column("caught_up_at", DateTime(timezone=True), nullable=True),
            Column("moved_at", DateTime(timezone=True), nullable=True),
            Column("checked_at", DateTime(timezone=True), nullable=False),
            PrimaryKeyConstraint("consumer", "partition"),
        ),
    )
