"""The events of a service: appended once, in order per stream, never changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    DateTime,
    Identity,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import IntegrityError

from continuous_line.database import Tx
from continuous_line.errors import VersionConflict
from continuous_line.event_codec import Codec, E, Upcast


def tables(metadata: MetaData) -> tuple[Table, ...]:
    """Declare the tables of the event store; the relay's are in `sequencing.tables`."""
    events = Table(
        "events",
        metadata,
        Column("position", BigInteger, Identity(always=True, cache=1), primary_key=True),
        Column("id", Uuid, nullable=False),
        Column("stream", Text, nullable=False),
        Column("version", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("data", JSONB, nullable=False),
        Column("recorded_at", DateTime(timezone=True), nullable=False),
        Column("subject", Text, nullable=False),
        Column("organisation", Text, nullable=False),
        Column("roles", ARRAY(Text), nullable=False),
        Column("correlation_id", Uuid, nullable=False),
        Column("causation_id", Uuid),
        Column("traceparent", Text),
        UniqueConstraint("id", name="events_id_key"),
        UniqueConstraint("stream", "version", name="events_stream_version_key"),
    )
    unsequenced = Table(
        "unsequenced",
        metadata,
        Column("position", BigInteger, primary_key=True, autoincrement=False),
    )
    return events, unsequenced


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Who recorded an event, and what led to it. `subject` is the opaque subject of the token."""

    subject: str
    organisation: str
    roles: tuple[str, ...]
    correlation_id: UUID
    causation_id: UUID | None = None
    traceparent: str | None = None


@dataclass(frozen=True, slots=True)
class Stored(Generic[E]):
    """An event as stored; `event.id` is its stored id, `version` counts from 1 in its stream."""

    position: int
    stream: str
    version: int
    event: E
    recorded_at: datetime
    context: Context


COLUMNS = (
    "e.position, e.stream, e.version, e.kind, CAST(e.data AS text) AS data, e.recorded_at, "
    "e.subject, e.organisation, e.roles, e.correlation_id, e.causation_id, e.traceparent"
)
_INTO = (
    "INSERT INTO events (id, stream, version, kind, data, recorded_at, subject, organisation, "
    "roles, correlation_id, causation_id, traceparent) "
)
_ABOUT = (
    "CAST(:recorded_at AS timestamptz), CAST(:subject AS text), CAST(:organisation AS text), "
    "CAST(:roles AS text[]), CAST(:correlation_id AS uuid), CAST(:causation_id AS uuid), "
    "CAST(:traceparent AS text)"
)
_FOLLOWS = (
    "CAST(:expected AS int) = 0 OR EXISTS "
    "(SELECT FROM events WHERE stream = CAST(:stream AS text) AND version = :expected)"
)
_APPEND_ONE = text(
    f"WITH stored AS ({_INTO}"  # noqa: S608
    "SELECT CAST(:id AS uuid), CAST(:stream AS text), CAST(:expected AS int) + 1, "
    f"CAST(:kind AS text), CAST(CAST(:data AS text) AS jsonb), {_ABOUT} WHERE {_FOLLOWS} "
    "RETURNING position) "
    "INSERT INTO unsequenced SELECT position FROM stored RETURNING position"
)
_APPEND_MANY = text(
    f"WITH stored AS ({_INTO}"  # noqa: S608
    "SELECT g.id, CAST(:stream AS text), CAST(:expected AS int) + g.n, g.kind, "
    f"CAST(g.data AS jsonb), {_ABOUT} "
    "FROM unnest(CAST(:id AS uuid[]), CAST(:kind AS text[]), CAST(:data AS text[])) "
    f"WITH ORDINALITY AS g(id, kind, data, n) WHERE {_FOLLOWS} ORDER BY g.n RETURNING position), "
    "waiting AS (INSERT INTO unsequenced SELECT position FROM stored) "
    "SELECT position FROM stored ORDER BY position"
)
_LOAD = text(f"SELECT {COLUMNS} FROM events e WHERE stream = :stream ORDER BY version")  # noqa: S608
_LOAD_MANY = text(
    f"SELECT {COLUMNS} FROM events e "  # noqa: S608
    "WHERE stream = ANY(CAST(:streams AS text[])) ORDER BY stream, version"
)
_BY_ID = text(f"SELECT {COLUMNS} FROM events e WHERE id = :id")  # noqa: S608


class EventStore(Generic[E]):
    """The store of one service. `kinds`: its domain events; `upcasters`: see `event_codec`."""

    def __init__(
        self, kinds: Sequence[type[E]], upcasters: Mapping[str, Upcast] | None = None
    ) -> None:
        self._codec = Codec(kinds, upcasters or {})

    async def load(self, tx: Tx, stream: str) -> list[Stored[E]]:
        """The stream in order; its version is the length. Empty where it does not exist."""
        rows = await tx.execute(_LOAD, {"stream": stream})
        return [self.stored(row) for row in rows]

    async def load_many(self, tx: Tx, streams: Iterable[str]) -> dict[str, list[Stored[E]]]:
        """Each of the streams asked for, in one round trip."""
        found: dict[str, list[Stored[E]]] = {stream: [] for stream in streams}
        for row in await tx.execute(_LOAD_MANY, {"streams": list(found)}):
            found[row.stream].append(self.stored(row))
        return found

    async def by_id(self, tx: Tx, stored_id: UUID) -> Stored[E] | None:
        """The event with this stored id."""
        row = (await tx.execute(_BY_ID, {"id": stored_id})).first()
        return None if row is None else self.stored(row)

    async def append(
        self,
        tx: Tx,
        stream: str,
        events: Sequence[E],
        *,
        expected_version: int,
        recorded_at: datetime,
        context: Context,
    ) -> list[Stored[E]]:
        """Append in one statement; `expected_version` is the stream's version as it was loaded.

        Acts on several streams append to them in sorted order, or they may deadlock. Raises
        VersionConflict where the stream is no longer, or not yet, at that version; the
        transaction is then of no more use.
        """
        if not events:
            return []
        encoded = [self._codec.encode(event) for event in events]
        about: dict[str, Any] = {
            "stream": stream,
            "expected": expected_version,
            "recorded_at": recorded_at,
            "subject": context.subject,
            "organisation": context.organisation,
            "roles": context.roles,
            "correlation_id": context.correlation_id,
            "causation_id": context.causation_id,
            "traceparent": context.traceparent,
        }
        if len(events) == 1:
            statement = _APPEND_ONE
            about |= {"id": events[0].id, "kind": encoded[0][0], "data": encoded[0][1]}
        else:
            statement = _APPEND_MANY
            about |= {
                "id": [event.id for event in events],
                "kind": [kind for kind, _ in encoded],
                "data": [data for _, data in encoded],
            }
        positions = await _positions(tx, statement, about)
        return [
            Stored(position, stream, version, event, recorded_at, context)
            for version, (position, event) in enumerate(
                zip(positions, events, strict=True), expected_version + 1
            )
        ]

    def stored(self, row: Any) -> Stored[E]:
        """From a row with COLUMNS."""
        context = Context(
            subject=row.subject,
            organisation=row.organisation,
            roles=tuple(row.roles),
            correlation_id=row.correlation_id,
            causation_id=row.causation_id,
            traceparent=row.traceparent,
        )
        event = self._codec.decode(row.kind, row.data)
        return Stored(row.position, row.stream, row.version, event, row.recorded_at, context)


async def _positions(tx: Tx, statement: Any, parameters: Mapping[str, Any]) -> Sequence[int]:
    conflict = "Somebody else changed this meanwhile: read it again and repeat the request."
    try:
        positions = (await tx.execute(statement, parameters)).scalars().all()
    except IntegrityError as error:
        if "events_stream_version_key" in str(error.orig):
            raise VersionConflict(conflict) from error
        raise
    if not positions:
        raise VersionConflict(conflict)
    return positions
