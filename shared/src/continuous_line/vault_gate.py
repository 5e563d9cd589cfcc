"""Whether a vault is open: not before every erasure in the log was applied to its keys.

A keys database that was restored from a backup holds keys of persons who were forgotten since.
Its own position in the log tells: until it has reached the end that the log had at the start,
nothing is read.
"""

import asyncio
import time
from collections.abc import Mapping
from typing import Final

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from continuous_line import telemetry
from continuous_line.contracts import profile, type_name
from continuous_line.database import Database
from continuous_line.errors import LogUnavailable, VaultOpening
from continuous_line.event_log import EventLog

_log = telemetry.logger("vault")
_PAUSE: Final = 0.1
_POSITIONS: Final = text("""
    SELECT partition, CAST(positions -> :topic ->> 0 AS bigint) FROM consumer_positions
    WHERE consumer = :consumer AND positions ? :topic
    """)
_AGAIN: Final = text("""
    UPDATE parked_events SET state = 'redrive' WHERE consumer = :consumer AND state = 'parked'
    """)
_AGAIN_AFTER: Final = 5.0
_HELD: Final = text("""
    SELECT count(*) FROM parked_events WHERE consumer = :consumer AND type = :type
    AND state IN ('parked', 'waiting', 'redrive', 'discard')
    """)
_TYPE: Final = type_name("profile", profile.PersonalDataErased)


class Gate:
    """Closed until `open`; of one process."""

    def __init__(self) -> None:
        self.is_open = False

    def require(self) -> None:
        """Raises VaultOpening."""
        if not self.is_open:
            raise VaultOpening("The vault is not open yet: erasures are applied first; try later.")

    def open(self) -> None:
        self.is_open = True


async def open_when_caught_up(
    gate: Gate, database: Database, log: EventLog, *, consumer: str, topic: str
) -> None:
    """Opens the gate; waits as long as it takes for the log, the database and the consumer.

    What the consumer parked is tried again meanwhile: an erasure is never left out.
    """
    ends: Mapping[int, int] | None = None
    again_at, said = 0.0, False
    while not gate.is_open:
        try:
            if ends is None:
                ends = {each.partition: each.offset for each in await log.last_records(topic)}
            if time.monotonic() > again_at:
                async with database.transaction() as tx:
                    await tx.execute(_AGAIN, {"consumer": consumer})
                again_at = time.monotonic() + _AGAIN_AFTER
            behind = await _behind(database, ends, consumer=consumer, topic=topic)
        except (LogUnavailable, SQLAlchemyError, OSError, TimeoutError) as error:
            _log.warning("vault waits", error=error)
            await asyncio.sleep(10 * _PAUSE)
            continue
        if not behind:
            _log.info("vault open", consumer=consumer)
            gate.open()
            return
        if not said:
            _log.warning("vault waits for erasures", consumer=consumer, behind=behind)
            said = True
        await asyncio.sleep(_PAUSE)


async def _behind(database: Database, ends: Mapping[int, int], *, consumer: str, topic: str) -> int:
    """Partitions that were not read to that end, and erasures that could not be applied.

    Offsets of records are compared: in Kafka an end counts markers, which no position does.
    """
    async with database.reading() as tx:
        asked = {"consumer": consumer, "topic": topic}
        rows = (await tx.execute(_POSITIONS, asked)).all()
        held = int(await tx.scalar(_HELD, {"consumer": consumer, "type": _TYPE}) or 0)
    reached = {row[0]: int(row[1]) for row in rows}
    return held + sum(reached.get(number, 0) <= last for number, last in ends.items())
