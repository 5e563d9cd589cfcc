"""What is kept of rebuilds: who asked, how far it is, and how it ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from continuous_line.database import Tx
from continuous_line.errors import NotFound, Refused
from report_service.pace import Pace
from report_service.projections import CONSUMER
from report_service.tables import metadata, rebuilds

State = Literal["requested", "running", "comparing", "switched", "ready", "failed", "cancelled"]
"""`ready`: built, but not switched to by itself (`reason` says why); an operator may."""
_UNFINISHED = ("requested", "running", "comparing")
_positions = metadata.tables["consumer_positions"]
_c = rebuilds.c


class AlreadyRunning(Refused):
    """One rebuild at a time."""

    code = "rebuild-running"


class Cancelled(Exception):
    """Somebody cancelled the rebuild meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildRecord:
    """`total`, `done` and `rate` are events, and events per second."""

    id: UUID
    state: State
    generation: int | None
    requested_by: str
    requested_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    total: int
    done: int
    rate: float
    digest: str | None
    served_digest: str | None
    reason: str | None

    @property
    def unfinished(self) -> bool:
        return self.state in _UNFINISHED

    @property
    def left(self) -> timedelta | None:
        """How long it goes on reading, at this rate; None: not known."""
        if self.state != "running" or self.rate <= 0:
            return None
        return timedelta(seconds=(self.total - self.done) / self.rate)

    def expected_end(self, now: datetime) -> datetime | None:
        """When it will have read everything, at this rate."""
        left = self.left
        return None if left is None else now + left


async def request(tx: Tx, rebuild: UUID, *, by: str, now: datetime) -> None:
    """Ask for a rebuild. Raises AlreadyRunning where one has not ended."""
    made = await tx.scalar(
        insert(rebuilds)
        .values(id=rebuild, state="requested", requested_by=by, requested_at=now)
        .on_conflict_do_nothing()
        .returning(_c.id)
    )
    if made is None:
        raise AlreadyRunning("Another rebuild has not ended yet.")


async def load(tx: Tx, rebuild: UUID) -> RebuildRecord:
    """Raises NotFound."""
    row = (await tx.execute(select(rebuilds).where(_c.id == rebuild))).one_or_none()
    if row is None:
        raise NotFound("There is no such rebuild.")
    return RebuildRecord(**row._mapping)


async def latest(tx: Tx, number: int = 50) -> list[RebuildRecord]:
    """The newest first."""
    rows = await tx.execute(select(rebuilds).order_by(_c.requested_at.desc()).limit(number))
    return [RebuildRecord(**row._mapping) for row in rows]


async def unfinished(tx: Tx) -> UUID | None:
    """The rebuild that was asked for or begun, and has not ended."""
    found: UUID | None = await tx.scalar(select(_c.id).where(_c.state.in_(_UNFINISHED)))
    return found


async def change(tx: Tx, rebuild: UUID, **values: Any) -> None:
    await tx.execute(update(rebuilds).where(_c.id == rebuild).values(**values))


async def go_on(tx: Tx, rebuild: UUID, state: State, **values: Any) -> None:
    """As `change`, of one that is under way. Raises Cancelled."""
    changed = await tx.execute(
        update(rebuilds)
        .where(_c.id == rebuild, _c.state.in_(_UNFINISHED))
        .values(state=state, **values)
        .returning(_c.id)
    )
    if changed.first() is None:
        raise Cancelled(rebuild)


async def advance(tx: Tx, rebuild: UUID, events: int, pace: Pace) -> tuple[int, int]:
    """So many events more are done, whoever did the others; `done` and `total` by now.

    Raises Cancelled.
    """
    rate = (_c.done + events - pace.skipped) / pace.seconds
    changed = await tx.execute(
        update(rebuilds)
        .where(_c.id == rebuild, _c.state == "running")
        .values(done=_c.done + events, rate=rate)
        .returning(_c.done, _c.total)
    )
    found = changed.one_or_none()
    if found is None:
        raise Cancelled(rebuild)
    done, total = found
    return int(done), int(total)


async def cancel(tx: Tx, rebuild: UUID, now: datetime) -> RebuildRecord:
    """Whoever is at work on it stops at the next partition number, and what was built goes.

    Raises NotFound, or Refused where it has ended.
    """
    record = await load(tx, rebuild)
    if record.state not in _UNFINISHED:
        raise Refused("This rebuild has ended.", code="rebuild-ended")
    await change(tx, rebuild, state="cancelled", reason="cancelled", ended_at=now)
    return record


async def finished(tx: Tx, generation: int) -> frozenset[int]:
    """The partition numbers of the generation that are built."""
    found = await tx.scalars(
        select(_positions.c.partition).where(
            _positions.c.consumer == CONSUMER, _positions.c.generation == str(generation)
        )
    )
    return frozenset(found)


async def require_finished(tx: Tx, generation: int) -> None:
    """Raises Refused where the generation is being built."""
    building = await tx.scalar(
        select(_c.id).where(_c.generation == generation, _c.state.in_(_UNFINISHED))
    )
    if building is not None:
        raise Refused("This generation is being built.", code="rebuild-unfinished")


async def mark_switched(tx: Tx, generation: int) -> None:
    """An operator switched to what a rebuild had only made ready."""
    await tx.execute(
        update(rebuilds)
        .where(_c.generation == generation, _c.state == "ready")
        .values(state="switched")
    )
