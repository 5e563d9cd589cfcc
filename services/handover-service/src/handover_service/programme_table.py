"""The programmes that were loaded: taken from their files into a table, read from it by all.

A version never changes: another content under the same code and version is a fault. What has
faults is refused and named; what was loaded before stays.
"""

import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from continuous_line import telemetry
from continuous_line.database import Tx
from handover_service import timers
from handover_service.domain.programme import Programme, Programmes
from handover_service.programme_files import Found, read_text
from handover_service.tables_tracking import programmes, refused_programmes

_log = telemetry.logger("programmes")
_FRESH: Final = 3.0
_LOCK: Final = 740_701


class KnownProgrammes:
    """What the table holds, read again after a few seconds. One for each process."""

    def __init__(self) -> None:
        self._read, self._rows = Programmes(), list[Any]()
        self._until = 0.0
        self._parsed: dict[Any, Programme] = {}

    async def known(self, tx: Tx) -> Programmes:
        """As they were some seconds ago at most."""
        now = time.monotonic()
        if now >= self._until:
            await self.now(tx)
            self._until = now + _FRESH
        return self._read

    def forget(self) -> None:
        """Read them again at the next question."""
        self._until = 0.0

    async def now(self, tx: Tx) -> Programmes:
        """As this transaction sees them; what was read before is not read again."""
        t = programmes.c
        asked = select(t.code, t.version, t.digest).order_by(t.code, t.version)
        rows: list[Any] = list((await tx.execute(asked)).all())
        if rows != self._rows:
            for row in rows:
                if tuple(row) not in self._parsed:
                    await self._parse(tx, row)
            found = (self._parsed.get(tuple(row)) for row in rows)
            self._read, self._rows = Programmes(one for one in found if one), rows
        return self._read

    async def _parse(self, tx: Tx, row: Any) -> None:
        t = programmes.c
        body = select(t.body).where(t.code == row.code, t.version == row.version)
        found = read_text(row.code, str(await tx.scalar(body)))
        if found.programme is None:
            _log.error("not readable any more", code=row.code, faults=list(found.faults))
        else:
            self._parsed[tuple(row)] = found.programme


async def take(tx: Tx, found: Sequence[Found], now: datetime) -> list[Found]:
    """What is new goes into the table; given are the files with faults.

    Where anything changed, every open case is looked at again.
    """
    await tx.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    t = programmes.c
    rows = (await tx.execute(select(t.code, t.version, t.digest))).all()
    loaded = {(row.code, row.version): row.digest for row in rows}
    judged = [_against(loaded, one) for one in found]
    new = [
        one
        for one in judged
        if one.programme and (one.programme.code, one.programme.version) not in loaded
    ]
    if new:
        await tx.execute(insert(programmes), [_row(one, now) for one in new])
        await timers.touch_all_open(tx)
        _log.info("loaded", files=[one.name for one in new])
    refused = [one for one in judged if one.faults]
    await _note_refused(tx, refused, now)
    return refused


async def refused(tx: Tx) -> list[Found]:
    """The files that were last seen with faults."""
    rows = await tx.execute(select(refused_programmes).order_by(refused_programmes.c.file))
    return [Found(row.file, row.digest, tuple(row.faults)) for row in rows]


def _against(loaded: dict[tuple[str, int], str], one: Found) -> Found:
    if one.programme is None:
        return one
    digest = loaded.get((one.programme.code, one.programme.version), one.digest)
    if digest == one.digest:
        return one
    fault = "version: was loaded with another content; give the new content a version of its own"
    return Found(one.name, one.digest, (fault,))


def _row(one: Found, now: datetime) -> dict[str, object]:
    assert one.programme is not None  # noqa: S101 - what has faults was sorted out
    return {
        "code": one.programme.code,
        "version": one.programme.version,
        "valid_from": one.programme.valid_from,
        "valid_until": one.programme.valid_until,
        "digest": one.digest,
        "body": one.body,
        "file": one.name,
        "loaded_at": now,
    }


async def _note_refused(tx: Tx, refused: Sequence[Found], now: datetime) -> None:
    t = refused_programmes
    known = {row.file: row.digest for row in await tx.execute(select(t.c.file, t.c.digest))}
    for gone in known.keys() - {one.name for one in refused}:
        await tx.execute(delete(t).where(t.c.file == gone))
    for one in refused:
        row = {"digest": one.digest, "faults": list(one.faults), "refused_at": now}
        if known.get(one.name) != one.digest:
            _log.warning("refused", file=one.name, faults=list(one.faults))
        statement = insert(t).values(file=one.name, **row)
        await tx.execute(statement.on_conflict_do_update(index_elements=["file"], set_=row))
