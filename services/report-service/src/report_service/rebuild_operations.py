"""What operators do about rebuilds and generations, over the API and on their page."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from continuous_line.database import Tx
from report_service import generations, rebuild_records
from report_service.catch_up import offsets_of
from report_service.rebuild_records import RebuildRecord


async def start(tx: Tx, *, by: str, now: datetime) -> UUID:
    """Ask for a rebuild; the worker starts it. Raises AlreadyRunning."""
    rebuild = uuid4()
    await rebuild_records.request(tx, rebuild, by=by, now=now)
    return rebuild


async def cancel(tx: Tx, rebuild: UUID, now: datetime) -> None:
    """It stops at the next partition number, and what it built goes.

    Raises NotFound, or Refused where it has ended.
    """
    record = await rebuild_records.cancel(tx, rebuild, now)
    if record.state == "requested" and record.generation is not None:
        await generations.drop(tx, record.generation, now)


async def switch(tx: Tx, generation: int) -> None:
    """Raises NotFound, or Refused where it is being built."""
    await rebuild_records.require_finished(tx, generation)
    await generations.switch(tx, generation)
    await rebuild_records.mark_switched(tx, generation)


async def drop(tx: Tx, generation: int, now: datetime) -> None:
    """Raises NotFound, or Refused where it serves or is being built."""
    await rebuild_records.require_finished(tx, generation)
    await generations.drop(tx, generation, now)


def building(records: Iterable[RebuildRecord]) -> RebuildRecord | None:
    """The rebuild that has not ended; one at a time."""
    return next((one for one in records if one.unfinished), None)


async def behind(tx: Tx, generation: int, serving: int) -> int:
    """How many events this generation has read fewer than the one that serves: offsets, so what
    marks a transaction counts too."""
    ahead = await offsets_of(tx, serving)
    own = await offsets_of(tx, generation)
    return sum(max(0, offset - own.get(at, 0)) for at, offset in ahead.items())
