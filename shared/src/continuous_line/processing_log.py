"""The processing log: who did what with whose data, when and why, one record per data subject.

In the form of the standard Logboek Dataverwerkingen (Logius). A record is written in the
transaction of what it tells of, so it is there before the answer leaves. Records are never
changed; they go when their term has passed (`DL_PROCESSING_LOG_DAYS`).
"""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    MetaData,
    Table,
    Text,
    Uuid,
)

from continuous_line import telemetry
from continuous_line.auth import Principal
from continuous_line.codes import Purpose
from continuous_line.database import Database, Tx, alone, fetch
from continuous_line.processing_register import ENTRIES, Activity, SubjectType

TERM: Final = timedelta(days=1826)
_PART: Final = ","
_RECORD: Final = """
    INSERT INTO processing_log (trace_id, span_id, parent_span_id, status, name, start_time,
      end_time, processing_activity_id, data_subject_id, data_subject_id_type, subject,
      organisation, roles, manner, purpose, sections, reason)
    SELECT $1, $2, $3, $4, e.name, $5, $6, e.uri, e.person, e.person_type, $7, $8, $9,
      e.manner, e.purpose, string_to_array(nullif(e.sections, ''), ','), $10
    FROM unnest($11::text[], $12::text[], $13::uuid[], $14::text[], $15::text[], $16::text[],
      $17::text[]) AS e(name, uri, person, person_type, manner, purpose, sections)
    """
_OF_SUBJECT: Final = """
    SELECT position, trace_id, name, start_time, end_time, subject, organisation, roles, manner,
      purpose, coalesce(sections, '{}') AS sections, reason
    FROM processing_log WHERE data_subject_id = $1 AND position < $2
    ORDER BY position DESC LIMIT $3
    """
_BEFORE: Final = "SELECT set_config('continuous_line.processing_log_before', $1, true)"
_FORGET: Final = "DELETE FROM processing_log WHERE end_time < $1 RETURNING 1"
_NEWEST: Final = 2**62


class Manner(StrEnum):
    """What was done with somebody's data."""

    OPENED = "opened"
    LISTED = "listed"
    FOUND = "found"
    CHANGED = "changed"
    SENT = "sent"
    SHARED = "shared"
    EXPORTED = "exported"
    ERASED = "erased"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Processed:
    """One data subject of one action. `purpose` None: the usual one of the activity."""

    subject: UUID
    activity: Activity
    manner: Manner
    sections: tuple[str, ...] = ()
    purpose: Purpose | None = None

    @property
    def why(self) -> Purpose:
        return self.purpose or ENTRIES[self.activity].purpose

    @property
    def subject_type(self) -> SubjectType:
        return ENTRIES[self.activity].subject


@dataclass(frozen=True, slots=True)
class Processing:
    """A record as it is read back. `subject` is the token's: who did it; `reason` of a refusal."""

    position: int
    trace_id: str
    activity: Activity
    at: datetime
    subject: str
    organisation: str
    roles: tuple[str, ...]
    manner: Manner
    purpose: Purpose
    sections: tuple[str, ...]
    reason: str | None


def tables(metadata: MetaData) -> None:
    """Times in milliseconds, by the service's clock."""
    Table(
        "processing_log",
        metadata,
        Column("position", BigInteger, Identity(always=True), primary_key=True),
        Column("trace_id", Text, nullable=False),
        Column("span_id", Text, nullable=False),
        Column("parent_span_id", Text),
        Column("status", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("start_time", DateTime(timezone=True), nullable=False),
        Column("end_time", DateTime(timezone=True), nullable=False),
        Column("processing_activity_id", Text, nullable=False),
        Column("data_subject_id", Uuid, nullable=False),
        Column("data_subject_id_type", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column("organisation", Text, nullable=False),
        Column("roles", ARRAY(Text), nullable=False),
        Column("manner", Text, nullable=False),
        Column("purpose", Text, nullable=False),
        Column("sections", ARRAY(Text)),
        Column("reason", Text),
        Index("processing_log_of_subject", "data_subject_id", "position"),
        Index("processing_log_end_time", "end_time", postgresql_using="brin"),
    )


async def record(
    tx: Tx,
    who: Principal,
    entries: Sequence[Processed],
    *,
    now: datetime,
    reason: str | None = None,
    last: bool = False,
) -> None:
    """All in one statement; `now` is the service's clock. Without entries nothing is written.

    `last`: nothing is written after it, so where nothing was before it is committed at once.

    `reason`, the code of a problem, makes it a record of what failed.
    """
    if not entries:
        return
    trace = telemetry.current_trace()
    start, end = _in_milliseconds(now, time.monotonic() - trace.began)
    write = alone if last else fetch
    await write(
        tx, _RECORD, trace.trace_id, trace.span_id, trace.parent_span_id,
        "ok" if reason is None else "error", start, end,
        who.subject, who.organisation, sorted(role.value for role in who.roles), reason,
        [entry.activity.value for entry in entries],
        [entry.activity.uri for entry in entries],
        [entry.subject for entry in entries],
        [entry.subject_type.value for entry in entries],
        [entry.manner.value for entry in entries],
        [entry.why.value for entry in entries],
        [_PART.join(entry.sections) for entry in entries],
    )  # fmt: skip


async def record_refusal(
    database: Database,
    who: Principal,
    entries: Sequence[Processed],
    *,
    reason: str,
    now: datetime,
) -> None:
    """In a transaction of its own: that of what was refused is rolled back. Not inside another
    one: each would wait for the other's connection where the pool is empty."""
    refused = [
        Processed(each.subject, each.activity, Manner.REFUSED, each.sections, each.purpose)
        for each in entries
    ]
    async with database.transaction() as tx:
        await record(tx, who, refused, now=now, reason=reason)


async def of_subject(
    tx: Tx, subject: UUID, *, after: int | None = None, limit: int = 50
) -> list[Processing]:
    """What was done with this person's data, the newest first; `after`: the position of the
    last record of the page before."""
    rows = await fetch(tx, _OF_SUBJECT, subject, _NEWEST if after is None else after, limit)
    return [_processing(row) for row in rows]


async def forget_old(tx: Tx, before: datetime) -> int:
    """Remove what ended before that moment; how many records that were."""
    await fetch(tx, _BEFORE, before.isoformat())
    return len(await fetch(tx, _FORGET, before))


def cleaning(resources: Any) -> Callable[[Tx], Awaitable[int]]:
    """For `Worker(cleaning=...)`: by the service's clock and its setting."""

    async def clean(tx: Tx) -> int:
        term = timedelta(days=resources.settings.processing_log_days)
        return await forget_old(tx, resources.clock.now() - term)

    return clean


def _in_milliseconds(now: datetime, lasted: float) -> tuple[datetime, datetime]:
    start = now.replace(microsecond=now.microsecond // 1000 * 1000)
    return start, start + timedelta(milliseconds=round(lasted * 1000))


def _processing(row: Any) -> Processing:
    return Processing(
        row.position, row.trace_id, Activity(row.name), row.start_time, row.subject,
        row.organisation, tuple(row.roles), Manner(row.manner), Purpose(row.purpose),
        tuple(row.sections), row.reason,
    )  # fmt: skip
