"""The tables of the report: what is there once, and what every generation has of its own."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)

from continuous_line.migrations import platform

metadata = MetaData()
platform.declare(metadata)

generations = Table(
    "generations",
    metadata,
    Column("number", Integer, Identity(always=True), primary_key=True),
    Column("rules_version", Integer, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("dropped_at", DateTime(timezone=True), nullable=True),
)
serving = Table(
    "serving",
    metadata,
    Column("single", Boolean, primary_key=True, server_default=text("true")),
    Column("generation", ForeignKey("generations.number"), nullable=False),
    CheckConstraint("single", name="serving_single"),
)
rebuilds = Table(
    "rebuilds",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("state", Text, nullable=False),
    Column("generation", ForeignKey("generations.number"), nullable=True),
    Column("requested_by", Text, nullable=False),
    Column("requested_at", DateTime(timezone=True), nullable=False),
    Column("started_at", DateTime(timezone=True), nullable=True),
    Column("ended_at", DateTime(timezone=True), nullable=True),
    Column("total", BigInteger, nullable=False, server_default=text("0")),
    Column("done", BigInteger, nullable=False, server_default=text("0")),
    Column("rate", Float, nullable=False, server_default=text("0")),
    Column("digest", Text, nullable=True),
    Column("served_digest", Text, nullable=True),
    Column("reason", Text, nullable=True),
    Index(
        "rebuilds_one_at_a_time",
        text("(true)"),
        unique=True,
        postgresql_where=text("state IN ('requested', 'running', 'comparing')"),
    ),
)


@dataclass(frozen=True, slots=True)
class GenerationTables:
    """The tables of one generation, in a schema of its own.

    `facts` and `row` are msgpack (see codec); `first_on` and `last_on` bound the periods in which
    the person may count, `moved_on` is the last move.
    """

    metadata: MetaData
    person: Table
    place: Table


def schema_of(generation: int) -> str:
    return f"generation_{generation:04d}"


@lru_cache(maxsize=16)
def generation_tables(generation: int) -> GenerationTables:
    own = MetaData(schema=schema_of(generation))
    person = Table(
        "person",
        own,
        Column("permit_holder_id", Uuid, primary_key=True),
        Column("first_on", Date, nullable=True),
        Column("last_on", Date, nullable=True),
        Column("moved_on", Date, nullable=True),
        Column("facts", LargeBinary, nullable=False),
        Column("row", LargeBinary, nullable=False),
        Index("person_first_on", "first_on"),
        Index("person_moved_on", "moved_on"),
    )
    place = Table(
        "place",
        own,
        Column("code", Text, primary_key=True),
        Column("facts", LargeBinary, nullable=False),
    )
    return GenerationTables(own, person, place)
