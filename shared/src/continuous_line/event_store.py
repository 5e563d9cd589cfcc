"""The events of a service: appended once, in order per stream, never changed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Generic
from uuid import UUID

import msgspec
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

from continuous_line.database import Statement, Tx, alone, fetch
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


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """Who recorded an event, and what led to it. `subject` is the opaque subject of the token."""

    subject: str
    organisation: str
    roles: tuple[str, ...]
    correlation_id: UUID
    causation_id: UUID | None = None
    traceparent: str | None = None


class Stored(msgspec.Struct, Generic[E], frozen=True):
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
    "INSERT INTO events (stream, version, recorded_at, subject, organisation, roles, "
    "correlation_id, causation_id, traceparent, id, kind, data) "
)
_ABOUT = (
    "CAST($3 AS timestamptz), CAST($4 AS text), CAST($5 AS text), CAST($6 AS text[]), "
    "CAST($7 AS uuid), CAST($8 AS uuid), CAST($9 AS text)"
)
_FOLLOWS = "$2 = 0 OR EXISTS (SELECT FROM events WHERE stream = $1 AND version = $2)"
_APPEND_ONE = (
    f"WITH stored AS ({_INTO}"  # noqa: S608
    f"SELECT CAST($1 AS text), CAST($2 AS int) + 1, {_ABOUT}, CAST($10 AS uuid), "
    f"CAST($11 AS text), CAST(CAST($12 AS text) AS jsonb) WHERE {_FOLLOWS} RETURNING position) "
    "INSERT INTO unsequenced SELECT position FROM stored RETURNING position"
)
_APPEND_MANY = (
    f"WITH stored AS ({_INTO}"  # noqa: S608
    f"SELECT CAST($1 AS text), CAST($2 AS int) + g.n, {_ABOUT}, g.id, g.kind, "
    "CAST(g.data AS jsonb) "
    "FROM unnest(CAST($10 AS uuid[]), CAST($11 AS text[]), CAST($12 AS text[])) "
    f"WITH ORDINALITY AS g(id, kind, data, n) WHERE {_FOLLOWS} ORDER BY g.n RETURNING position), "
    "waiting AS (INSERT INTO unsequenced SELECT position FROM stored) "
    "SELECT position FROM stored ORDER BY position"
)
_APPEND_NEW = (
    f"WITH stored AS ({_INTO}"  # noqa: S608
    "SELECT g.stream, g.version, CAST($1 AS timestamptz), CAST($2 AS text), CAST($3 AS text), "
    "CAST($4 AS text[]), CAST($5 AS uuid), CAST($6 AS uuid), CAST($7 AS text), g.id, g.kind, "
    "CAST(g.data AS jsonb) "
    "FROM unnest(CAST($8 AS text[]), CAST($9 AS int[]), CAST($10 AS uuid[]), CAST($11 AS text[]), "
    "CAST($12 AS text[])) WITH ORDINALITY AS g(stream, version, id, kind, data, n) "
    "ORDER BY g.n RETURNING position) "
    "INSERT INTO unsequenced SELECT position FROM stored"
)
_ARGUMENTS = 12
_CONFLICT = "Somebody else changed this meanwhile: read it again and repeat the request."
_LOAD = f"SELECT {COLUMNS} FROM events e WHERE stream = $1 ORDER BY version"  # noqa: S608
_LOAD_MANY = (
    f"SELECT {COLUMNS} FROM events e "  # noqa: S608
    "WHERE stream = ANY(CAST($1 AS text[])) ORDER BY stream, version"
)
_BY_ID = text(f"SELECT {COLUMNS} FROM events e WHERE id = :id")  # noqa: S608


def stream_as_array(stream: str) -> str:
    """SQL of a whole stream in one value, in order, to be read along with other things.

    `stream` is SQL for its name; `EventStore.stored` takes each element.
    """
    of_it = f"SELECT {COLUMNS} FROM events e WHERE stream = {stream} ORDER BY version"  # noqa: S608
    return f"ARRAY(SELECT one FROM ({of_it}) one)"  # noqa: S608


class EventStore(Generic[E]):
    """The store of one service. `kinds`: its domain events; `upcasters`: see `event_codec`."""

    def __init__(
        self, kinds: Sequence[type[E]], upcasters: Mapping[str, Upcast] | None = None
    ) -> None:
        self._codec = Codec(kinds, upcasters or {})

    async def load(self, tx: Tx, stream: str) -> list[Stored[E]]:
        """The stream in order; its version is the length. Empty where it does not exist."""
        return [self.stored(row) for row in await alone(tx, _LOAD, stream)]

    async def load_many(self, tx: Tx, streams: Iterable[str]) -> dict[str, list[Stored[E]]]:
        """Each of the streams asked for, in one round trip."""
        found: dict[str, list[Stored[E]]] = {stream: [] for stream in streams}
        for row in await fetch(tx, _LOAD_MANY, list(found)):
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
        along: Sequence[Statement] = (),
    ) -> list[Stored[E]]:
        """Append in one statement; `expected_version` is the stream's version as it was loaded.

        `along`, each an INSERT, UPDATE or DELETE of another table, are part of that statement.

        Acts on several streams append to them in sorted order, or they may deadlock. Raises
        VersionConflict where the stream is no longer, or not yet, at that version; the
        transaction is then of no more use.
        """
        if not events:
            return []
        encoded = [self._codec.encode(event) for event in events]
        about = (
            stream,
            expected_version,
            recorded_at,
            context.subject,
            context.organisation,
            context.roles,
            context.correlation_id,
            context.causation_id,
            context.traceparent,
        )
        if len(events) == 1:
            positions = await _positions(tx, _APPEND_ONE, along, *about, events[0].id, *encoded[0])
        else:
            ids, kinds, data = [event.id for event in events], *zip(*encoded, strict=True)
            positions = await _positions(tx, _APPEND_MANY, along, *about, ids, kinds, data)
        return [
            Stored(position, stream, version, event, recorded_at, context)
            for version, (position, event) in enumerate(
                zip(positions, events, strict=True), expected_version + 1
            )
        ]

    async def append_new(
        self, tx: Tx, streams: Mapping[str, Sequence[E]], *, recorded_at: datetime, context: Context
    ) -> None:
        """Begin many streams in one statement, for bulk: the same rules as `append` at version 0.

        Raises VersionConflict where one of them exists.
        """
        names: list[str] = []
        versions: list[int] = []
        ids: list[UUID] = []
        encoded: list[tuple[str, str]] = []
        for stream in sorted(streams):
            for version, event in enumerate(streams[stream], 1):
                names.append(stream)
                versions.append(version)
                ids.append(event.id)
                encoded.append(self._codec.encode(event))
        if not encoded:
            return
        kinds, data = zip(*encoded, strict=True)
        about = (
            recorded_at,
            context.subject,
            context.organisation,
            context.roles,
            context.correlation_id,
            context.causation_id,
            context.traceparent,
        )
        await _or_conflict(tx, _APPEND_NEW, *about, names, versions, ids, kinds, data)

    def stored(self, values: Any) -> Stored[E]:
        """From a row that begins with COLUMNS."""
        (
            position, stream, version, kind, data, recorded_at,
            subject, organisation, roles, correlation_id, causation_id, traceparent,
        ) = values[:12]  # fmt: skip
        context = Context(
            subject=subject, organisation=organisation, roles=tuple(roles),
            correlation_id=correlation_id, causation_id=causation_id, traceparent=traceparent,
        )  # fmt: skip
        event = self._codec.decode(kind, data)
        return Stored(position, stream, version, event, recorded_at, context)


async def _positions(
    tx: Tx, sql: str, along: Sequence[Statement], *arguments: object
) -> Sequence[int]:
    if along:
        shapes = tuple((one.sql, len(one.arguments)) for one in along)
        sql = _with(shapes, sql)
        arguments = (*arguments, *(value for one in along for value in one.arguments))
    positions = [row[0] for row in await _or_conflict(tx, sql, *arguments)]
    if not positions:
        raise VersionConflict(_CONFLICT)
    return positions


async def _or_conflict(tx: Tx, sql: str, *arguments: object) -> Sequence[Any]:
    try:
        return await fetch(tx, sql, *arguments)
    except IntegrityError as error:
        if "events_stream_version_key" in str(error.orig):
            raise VersionConflict(_CONFLICT) from error
        raise


@lru_cache(maxsize=64)
def _with(along: tuple[tuple[str, int], ...], append: str) -> str:
    """The arguments of each of `along`, SQL and their number, come after those before it."""
    parts, taken = [], _ARGUMENTS
    for number, (sql, arguments) in enumerate(along):
        parts.append(f"along{number} AS ({_numbered_after(taken, sql)})")
        taken += arguments
    return append.replace("WITH stored", f"WITH {', '.join(parts)}, stored", 1)


def _numbered_after(taken: int, sql: str) -> str:
    return re.sub(r"\$(\d+)", lambda found: f"${int(found[1]) + taken}", sql)
