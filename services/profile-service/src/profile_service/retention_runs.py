"""What the retention job did, as rows: who has the turn, and how many of what."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Row, insert, or_, select, text, tuple_, update

from continuous_line.database import Tx
from profile_service.tables import retention_runs

_TURN: Final = text("SELECT pg_advisory_xact_lock(7215003)")
_GIVEN_UP: Final = timedelta(hours=1)


@dataclass(slots=True)
class Counts:
    due: int = 0
    erased: int = 0
    held_back: int = 0
    processing_records: int = 0
    sessions: int = 0


async def begin(tx: Tx, now: datetime, *, dry: bool, every: timedelta | None = None) -> UUID | None:
    """None where another process had the turn within `every`; one that did not end within an
    hour was killed."""
    t = retention_runs
    await tx.execute(_TURN)
    if every is not None:
        alive = or_(t.c.ended_at.is_not(None), t.c.started_at > now - _GIVEN_UP)
        recent = select(t.c.run_id).where(
            t.c.dry.is_(False), t.c.started_at > now - every, t.c.started_at <= now, alive
        )
        if (await tx.execute(recent.limit(1))).first() is not None:
            return None
    run_id = uuid4()
    row = {"run_id": run_id, "started_at": now, "dry": dry} | asdict(Counts())
    await tx.execute(insert(t).values(row))
    return run_id


async def end(tx: Tx, run_id: UUID, counts: Counts, now: datetime) -> None:
    t = retention_runs
    values = asdict(counts) | {"ended_at": now}
    await tx.execute(update(t).where(t.c.run_id == run_id).values(values))


async def listed(tx: Tx, *, after: tuple[datetime, UUID] | None, limit: int) -> Sequence[Row[Any]]:
    """Newest first, after that one."""
    t = retention_runs
    chosen = select(t)
    if after is not None:
        chosen = chosen.where(tuple_(t.c.started_at, t.c.run_id) < after)
    ordered = chosen.order_by(t.c.started_at.desc(), t.c.run_id.desc())
    return (await tx.execute(ordered.limit(limit))).all()
