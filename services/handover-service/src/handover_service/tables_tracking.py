"""The tables of the tracking: programmes, periods in them, terms, flags, and when to look again."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
)

from handover_service.tables import metadata

programmes = Table(
    "programmes",
    metadata,
    Column("code", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    Column("digest", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("loaded_at", DateTime(timezone=True), nullable=False),
)
"""What was loaded, as its file said it: a version never changes."""

refused_programmes = Table(
    "refused_programmes",
    metadata,
    Column("file", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("faults", ARRAY(Text), nullable=False),
    Column("refused_at", DateTime(timezone=True), nullable=False),
)
"""Files that were last seen with faults; what they would replace stays."""

case_periods = Table(
    "case_periods",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("programme", Text, primary_key=True),
    Column("first_on", Date, primary_key=True),
    Column("assigned_at", DateTime(timezone=True), nullable=False),
    Column("version", Integer, nullable=False),
    Column("last_on", Date),
    Column("worker", Text),
    Index("case_periods_worker_idx", "programme", "worker"),
)
"""Who is in which programme, with whom; written in the transaction of the events."""

timers = Table(
    "timers",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("permit_holder_id", Uuid, nullable=False),
    Column("fires_at", DateTime(timezone=True), nullable=False, index=True),
)
"""When a case is looked at again. A change adds a row, so that no request waits for the worker;
who looks takes all that are due and leaves one for the next day on which anything changes."""

case_terms = Table(
    "case_terms",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("programme", Text, primary_key=True),
    Column("period_from", Date, primary_key=True),
    Column("milestone", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("counted_on", Date),
    Column("due_on", Date, index=True),
    Column("near_on", Date),
    Column("met_on", Date),
    Column("state", Text, nullable=False),
    Column("came_before", ARRAY(Text), nullable=False),
    Column("owed_by", Text, nullable=False),
)
"""The terms of every case as they were when it was last looked at."""

case_flags = Table(
    "case_flags",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("programme", Text, primary_key=True),
    Column("period_from", Date, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("since", Date, nullable=False),
    Column("worker", Text),
)
"""`since` may lie ahead: raised from that day on, if nothing happens until then."""

notices = Table(
    "notices",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("programme", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("milestone", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("level", Integer, nullable=False),
    Column("staff_id", Text),
    Column("role", Text),
    Column("place", Text),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("read_at", DateTime(timezone=True)),
    Column("done_at", DateTime(timezone=True)),
    Index("notices_staff_idx", "staff_id"),
    Index("notices_place_idx", "place", "role"),
)
"""For one member of staff, or for whoever has a role at a place. Done where its cause has ended."""

mail_addresses = Table(
    "mail_addresses",
    metadata,
    Column("staff_id", Text, primary_key=True),
    Column("subject", Uuid, nullable=False),
    Column("language", Text, nullable=False),
    Column("refused", Boolean, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)
"""Who wants a digest; the address itself is in the vault under a key of `subject`."""

mail_digests = Table(
    "mail_digests",
    metadata,
    Column("staff_id", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_at", DateTime(timezone=True), nullable=False),
    Column("claimed_at", DateTime(timezone=True)),
)
"""`claimed` before it is sent, so that no two workers and no second try send it twice."""
