"""The tables of this service: the platform's, the read tables of profiles, and what it has heard.

`profiles`, `sendings`, `views`, `grants` and `activity_requests` are written in the transaction of
the events. The others hold what handover-service and directory-service published, as far as
decisions here need it.
"""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
)

from continuous_line.intake import tables as intakes
from continuous_line.migrations import platform

metadata = MetaData()
platform.declare(metadata)
intakes.declare(metadata)

profiles = Table(
    "profiles",
    metadata,
    Column("permit_holder_id", Uuid, primary_key=True),
    Column("opened_at", DateTime(timezone=True), nullable=False),
    Column("azc", Text, nullable=False, index=True),
    Column("granted_on", Date),
    Column("household_id", Uuid),
    Column("ended", Text),
    Column("missing", ARRAY(Text), nullable=False),
    Column("asked", ARRAY(Text), nullable=False),
    Column("of_required", Integer, nullable=False),
    Column("of_all", Integer, nullable=False),
    Column("completed_version", Integer),
    Column("talked_on", Date),
    Column("review_due_on", Date),
)
"""`missing`: required sections that are not in; `asked`: those a municipality waits for.

`talked_on`: the first participation talk.
"""

sendings = Table(
    "sendings",
    metadata,
    Column("permit_holder_id", Uuid, primary_key=True),
    Column("municipality", Text, primary_key=True),
    Column("profile_version", Integer, nullable=False),
    Column("sent_at", DateTime(timezone=True), nullable=False),
)
"""The last valid sending to each municipality."""

views = Table(
    "views",
    metadata,
    Column("link_id", Uuid, primary_key=True),
    Column("profile_version", Integer, primary_key=True),
    Column("permit_holder_id", Uuid, nullable=False, index=True),
    Column("viewed_at", DateTime(timezone=True), nullable=False),
)
"""The first reading of each version under each link."""

grants = Table(
    "grants",
    metadata,
    Column("grant_id", Uuid, primary_key=True),
    Column("permit_holder_id", Uuid, nullable=False, index=True),
    Column("party", Text, nullable=False, index=True),
    Column("purpose", Text, nullable=False),
    Column("sections", ARRAY(Text), nullable=False),
    Column("granted_at", DateTime(timezone=True), nullable=False),
    Column("expires_on", Date, nullable=False),
    Column("until", DateTime(timezone=True), nullable=False),
)
"""The valid grants; nothing is read under one from `until` on."""

activity_requests = Table(
    "activity_requests",
    metadata,
    Column("request_id", Uuid, primary_key=True),
    Column("permit_holder_id", Uuid, nullable=False, index=True),
    Column("activity_type", Text, nullable=False),
    Column("requested_at", DateTime(timezone=True), nullable=False),
    Column("answer", Text),
    Column("provider", Text),
    Column("answered_at", DateTime(timezone=True)),
)
"""The valid wishes for an activity; their words are sealed elsewhere."""

sealed_notes = Table(
    "sealed_notes",
    metadata,
    Column("note_id", Uuid, primary_key=True),
    Column("permit_holder_id", Uuid, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)
"""Words about a person (a wish, a result), sealed; see `notes`."""

section_contents = Table(
    "section_contents",
    metadata,
    Column("permit_holder_id", Uuid, primary_key=True),
    Column("section", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)
"""Every version of every section, sealed with the person's key; never changed."""

case_owners = Table(
    "case_owners",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("permit_holder_id", Uuid, nullable=False, index=True),
    Column("owner", Text),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("until", Date),
    Column("sequence", BigInteger, nullable=False),
)
"""What handover-service published about owners and is valid; nobody is one after an owner left."""

link_facts = Table(
    "link_facts",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("root_id", Uuid, nullable=False),
    Column("permit_holder_id", Uuid, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("municipality", Text),
    Column("moved_on", Date),
    Column("distance_km", Float),
)
"""What handover-service published about links and is valid; `root_id`: the first of corrections.

`moved_on` and `distance_km`: of a move; the distance is null where a place is unknown.
"""

links = Table(
    "links",
    metadata,
    Column("link_id", Uuid, primary_key=True),
    Column("permit_holder_id", Uuid, nullable=False, index=True),
    Column("municipality", Text, nullable=False, index=True),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("until", DateTime(timezone=True)),
    Column("closed_at", DateTime(timezone=True)),
)
"""Derived from `link_facts`: one after the other, without overlap."""

municipality_mergers = Table(
    "municipality_mergers",
    metadata,
    Column("code", Text, primary_key=True),
    Column("successor", Text, nullable=False, index=True),
    Column("valid_from", Date, nullable=False),
    Column("event_id", Uuid),
)
"""`event_id`: of the public event, by which the merger is taken back."""

place_names = Table(
    "place_names",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
)
"""Of municipalities and reception centres, as directory-service named them last."""

retention_runs = Table(
    "retention_runs",
    metadata,
    Column("run_id", Uuid, primary_key=True),
    Column("started_at", DateTime(timezone=True), nullable=False, index=True),
    Column("ended_at", DateTime(timezone=True)),
    Column("dry", Boolean, nullable=False),
    Column("due", Integer, nullable=False),
    Column("erased", Integer, nullable=False),
    Column("held_back", Integer, nullable=False),
    Column("processing_records", Integer, nullable=False),
    Column("sessions", Integer, nullable=False),
)
"""What the retention job did: counts only. `ended_at` is null while it runs, or was killed."""

_SHOWN = (profiles, sendings, views, grants, activity_requests)
FORGOTTEN = (
    *_SHOWN,
    *(
        table
        for table in metadata.tables.values()
        if {"permit_holder_id", "sealed"} <= set(table.c.keys())
    ),
)
"""The tables that hold nothing of a person any more once the personal data are erased: those of
lists, and every one that holds something sealed. What was heard of others stays, by its id."""
