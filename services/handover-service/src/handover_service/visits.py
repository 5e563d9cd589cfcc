"""What directory-service tells of visits to a reception centre, and those that lie ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from continuous_line.codes_directory import VisitKind
from continuous_line.contracts import Envelope, PublicEvent, directory
from continuous_line.database import Tx
from handover_service.tables_places import visits as t

_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Visit:
    """`own`: the municipality organises it itself; else it is invited."""

    kind: VisitKind
    starts_at: datetime
    ends_at: datetime | None
    own: bool


async def hear(tx: Tx, envelope: Envelope, event: PublicEvent, gone: UUID | None) -> None:
    """`gone`: the event that is taken back, if any. Other events change nothing."""
    if gone is not None:
        await tx.execute(delete(t).where(t.c.event_id == gone))
        await tx.execute(update(t).where(t.c.cancelled_by == gone).values(cancelled_by=None))
    match event:
        case directory.VisitScheduled():
            row: dict[str, Any] = {
                "event_id": envelope.id,
                "azc": event.azc,
                "organiser": event.organiser,
                "kind": event.kind.value,
                "starts_at": event.starts_at,
                "ends_at": event.ends_at,
                "invited": list(event.invited),
                "cancelled_by": None,
            }
            kept = insert(t).values(visit_id=UUID(envelope.subject), **row)
            await tx.execute(kept.on_conflict_do_update(index_elements=["visit_id"], set_=row))
        case directory.VisitCancelled():
            cancelled = update(t).where(t.c.visit_id == UUID(envelope.subject))
            await tx.execute(cancelled.values(cancelled_by=envelope.id))
        case _:
            pass


async def ahead(tx: Tx, azc: str, municipality: str, now: datetime) -> Sequence[Visit]:
    """The next ones of that municipality at that reception centre, the first one first."""
    theirs = or_(t.c.organiser == municipality, literal(municipality) == t.c.invited.any_())
    chosen = select(t).where(
        t.c.azc == azc, theirs, t.c.cancelled_by.is_(None), t.c.starts_at > now
    )
    rows = (await tx.execute(chosen.order_by(t.c.starts_at).limit(_MOST))).all()
    return [
        Visit(VisitKind(row.kind), row.starts_at, row.ends_at, row.organiser == municipality)
        for row in rows
    ]
