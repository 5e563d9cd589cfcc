"""The tables of this service: the platform's, the read tables of profiles, and what it has heard.

`profiles`, `sendings` and `views` are written in the transaction of the events. The others hold
what handover-service and directory-service published, as far as decisions here need it.
"""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Date,
    DateTime,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
)

from continuous_line.migrations import platform

metadata = MetaData()
platform.declare(metadata)

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
)
"""`missing`: required sections that are not in; `asked`: those a municipality waits for."""

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
    Column("permit_holder_id", Uuid, nullable=False, index=True),
    Column("viewed_at", DateTime(timezone=True), nullable=False),
)
"""The first reading under each link."""

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
)
"""What handover-service published about links and is valid; `root_id`: the first of corrections."""

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
