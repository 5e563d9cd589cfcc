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
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from continuous_line.migrations import platform

metadata = MetaData()
platform.declare(metadata)

generations = Table(
    "generations",
    metadata,
    Column("number", Integer, Identity(always=True), primary_key=True),
    Column("code_version", Integer, nullable=False),
    Column("definitions", Text, nullable=False),
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
log_beginnings = Table(
    "log_beginnings",
    metadata,
    Column("topic", Text, primary_key=True),
    Column("sequence", BigInteger, nullable=False),
)
changed_years = Table(
    "changed_years",
    metadata,
    Column("generation", ForeignKey("generations.number"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("onwards", Boolean, primary_key=True),
    Column("changes", BigInteger, nullable=False),
)
editions = Table(
    "editions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Integer, Identity(always=True), nullable=False),
    Column("as_of", DateTime(timezone=True), nullable=False),
    Column("code_version", Integer, nullable=False),
    Column("definitions", Text, nullable=False),
    Column("definitions_version", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=True),
    Column("requested_at", DateTime(timezone=True), nullable=False),
    Column("started_at", DateTime(timezone=True), nullable=True),
    Column("made_at", DateTime(timezone=True), nullable=True),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("total", BigInteger, nullable=False, server_default=text("0")),
    Column("done", BigInteger, nullable=False, server_default=text("0")),
    Column("rate", Float, nullable=False, server_default=text("0")),
    Column("refused", Integer, nullable=False, server_default=text("0")),
    Column("vector", JSONB, nullable=False, server_default=text("'{}'")),
    UniqueConstraint("as_of", "code_version", "definitions_version", name="editions_key"),
)
"""`vector`: by partition number that is finished, topic → last sequence. `total`, `done` and `rate`
are events, and events per second; `refused` could not be read."""


@dataclass(frozen=True, slots=True)
class GenerationTables:
    """The tables of one generation, or of one edition, in a schema of its own.

    `facts` are msgpack (see codec). `person` holds those of persons, `subject` those of whatever
    else events are about, `place` those of the map. `observed` is what may be counted of them, in
    the columns of domain.observation.Observation; `derived` in the first two is its digest.

    An edition holds no subjects, and of persons only who named several municipalities: a later
    merger has them derived anew.
    """

    metadata: MetaData
    person: Table
    subject: Table
    place: Table
    observed: Table


def schema_of(generation: int) -> str:
    return f"generation_{generation:04d}"


def generation_tables(generation: int) -> GenerationTables:
    return _tables_in(schema_of(generation))


def schema_of_edition(number: int) -> str:
    return f"edition_{number:04d}"


def edition_tables(number: int) -> GenerationTables:
    return _tables_in(schema_of_edition(number))


@lru_cache(maxsize=64)
def _tables_in(schema: str) -> GenerationTables:
    own = MetaData(schema=schema)
    person = Table(
        "person",
        own,
        Column("permit_holder_id", Uuid, primary_key=True),
        Column("facts", LargeBinary, nullable=False),
        Column("derived", LargeBinary, nullable=False),
    )
    subject = Table(
        "subject",
        own,
        Column("code", Text, primary_key=True),
        Column("facts", LargeBinary, nullable=False),
        Column("derived", LargeBinary, nullable=False),
    )
    place = Table(
        "place",
        own,
        Column("code", Text, primary_key=True),
        Column("facts", LargeBinary, nullable=False),
    )
    observed = Table(
        "observed",
        own,
        Column("permit_holder_id", Uuid, nullable=True),
        Column("subject", Text, nullable=True),
        Column("population", Text, nullable=False),
        Column("from_on", Date, nullable=False),
        Column("until_on", Date, nullable=True),
        Column("present_until", Date, nullable=True),
        Column("azc", Text, nullable=False),
        Column("municipality", Text, nullable=False),
        Column("band", Text, nullable=False),
        Column("basis", Text, nullable=True),
        Column("marks", ARRAY(Text), nullable=False),
        Column("days", Integer, nullable=True),
        Column("others", ARRAY(Text), nullable=True),
        Index("observed_of_person", "permit_holder_id"),
        Index("observed_of_subject", "subject", postgresql_where=text("subject IS NOT NULL")),
        Index("observed_on", "population", "from_on"),
    )
    return GenerationTables(own, person, subject, place, observed)
