"""What a rebuild cannot read is parked in its generation, as the live projection would do it."""

from datetime import datetime

from sqlalchemy import select

from continuous_line import parking
from continuous_line.database import Tx
from continuous_line.event_log.port import LogRecord
from continuous_line.parking import Refusal
from report_service.projections import CONSUMER
from report_service.tables import metadata

_parked = metadata.tables["parked_events"].c


async def park(tx: Tx, generation: int, record: LogRecord, *, error: str, at: datetime) -> None:
    """What an operator discarded in another generation stays discarded."""
    discarded = await tx.scalar(
        select(_parked.id).where(
            _parked.consumer == CONSUMER,
            _parked.topic == record.topic,
            _parked.partition == record.partition,
            _parked.offset_ == record.offset,
            _parked.state == "discarded",
        )
    )
    if discarded is None:
        await parking.keep(
            tx,
            CONSUMER,
            str(generation),
            record,
            type=None,
            event_id=None,
            parked_at=at,
            refusal=Refusal(error, 1),
        )
