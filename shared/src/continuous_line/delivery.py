"""One transaction: the effect of some records of one partition number, and the position after.

Whatever happens, either both are there or neither: a process may be killed anywhere.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog

from continuous_line import parking, positions
from continuous_line.clock import SystemClock
from continuous_line.contracts import Envelope, PublicEvent, data_of, decode
from continuous_line.database import Database, Tx
from continuous_line.errors import StaleOwner
from continuous_line.event_log.port import LogRecord
from continuous_line.handlers import Arrival, BatchHandler, GenerationOf
from continuous_line.parking import ParkedEvent, Refusal
from continuous_line.positions import START, Position
from continuous_line.retrying import TRIES, Backoff, NotReady, place_of, transient, tries

_logger = structlog.get_logger(__name__)


@dataclass(slots=True)
class Held:
    """What this owner believes about a partition number it holds."""

    number: int
    generation: str
    positions: dict[str, Position]

    def offset(self, topic: str) -> int:
        return self.positions.get(topic, START).offset


class Delivery:
    """All methods raise StaleOwner where another owner moved the position, and let through
    what says nothing about the event (see retrying); then nothing has been written."""

    def __init__(
        self,
        database: Database,
        *,
        consumer: str,
        handler: BatchHandler,
        generation: GenerationOf,
        hold_back: bool,
        patience: float,
    ) -> None:
        self._database, self._consumer, self._handler = database, consumer, handler
        self._generation, self._hold_back = generation, hold_back
        self._patience = patience
        self._clock = SystemClock()  # operators live in real time, whatever clock the data has

    async def hold(self, numbers: Sequence[int]) -> dict[int, Held]:
        """Take up these partition numbers where they were left."""
        async with self._database.transaction() as tx:
            generation = await self._generation(tx)
            stored = await positions.load(tx, self._consumer, generation, numbers)
        return {n: Held(n, generation, found) for n, found in stored.items()}

    async def deliver(self, held: Held, records: Sequence[LogRecord]) -> None:
        """Handle these records, all or none. What was seen before and unknown types are skipped;
        what belongs to a key that is held back waits."""
        async with self._moving(held) as (tx, after):
            fresh = [
                (record, *_read(record))
                for record in records
                if record.offset >= held.offset(record.topic)
            ]
            arrivals: list[Arrival] = []
            blocked = await self._blocked(tx, held, [record.key for record, _, _ in fresh])
            for record, envelope, event in fresh:
                if not _advance(after, record, envelope.number) or event is None:
                    continue
                if parking.storable(record.key) in blocked:
                    await self._keep(tx, held, record, envelope)
                else:
                    arrivals.append((envelope, event))
            if arrivals:
                await self._handler(tx, arrivals, held.generation)

    async def deliver_or_park(self, held: Held, record: LogRecord) -> bool:
        """Handle one record, or park it after a number of tries; whether it was parked."""
        refusal = await self._tried(lambda: self.deliver(held, [record]))
        if refusal is None:
            return False
        envelope = _envelope(record)
        async with self._moving(held) as (tx, after):
            _advance(after, record, envelope.number if envelope else 0)
            await self._keep(tx, held, record, envelope, refusal)
        _logger.warning(
            "event parked",
            consumer=self._consumer,
            key=record.key,
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
            error=refusal.error,
            at=refusal.at,
        )
        return True

    async def to_release(self, numbers: Sequence[int], generation: str) -> Sequence[int]:
        """The numbers with a redrive, a discard or something that waits in vain.

        Raises StaleOwner where another generation is read now.
        """
        async with self._database.transaction() as tx:
            await self._require(tx, generation)
            return await parking.numbers_to_release(tx, self._consumer, generation, numbers)

    async def release(self, held: Held) -> bool:
        """Execute the first wish of an operator, or let the first event flow on that waited;
        whether there was any."""
        found: list[ParkedEvent] = []
        refusal = await self._tried(lambda: self._release(held, found), found)
        if not found:
            return False
        event = found[-1]
        if refusal is not None:
            async with self._moving(held) as (tx, _after):
                await parking.fail_again(tx, event, refusal)
        _logger.info(
            "parked event released",
            consumer=self._consumer,
            id=str(event.id),
            key=event.key,
            was=event.state,
            error=refusal.error if refusal else None,
            at=refusal.at if refusal else None,
        )
        return True

    async def _release(self, held: Held, found: list[ParkedEvent]) -> None:
        async with self._moving(held) as (tx, _after):
            event = await parking.next_to_release(tx, self._consumer, held.generation, held.number)
            if event is None:
                return
            found.append(event)
            if event.state != "discard":
                envelope = decode(event.value)
                if (data := data_of(envelope)) is not None:
                    await self._handler(tx, [(envelope, data)], held.generation)
            await parking.finish(tx, event)

    async def _tried(
        self, action: Callable[[], Awaitable[None]], found: Sequence[ParkedEvent] = ()
    ) -> Refusal | None:
        """What is to blame on the event, if it fails for good; a redrive is one try."""
        attempts, backoff = 0, Backoff(0.005, 0.5)
        while True:
            try:
                await action()
            except StaleOwner:
                raise
            except Exception as error:
                attempts += 1
                again = bool(found) and found[-1].state == "redrive"
                allowed = tries(error, 1 if again else TRIES)
                if allowed is None:
                    raise
                if attempts >= allowed:
                    return Refusal(type(error).__name__, attempts, place_of(error))
                await backoff.pause(asyncio.Event())
            else:
                return None

    @asynccontextmanager
    async def _moving(self, held: Held) -> AsyncIterator[tuple[Tx, dict[str, Position]]]:
        """A transaction that owns the partition number; the positions given are those after."""
        after = dict(held.positions)
        async with self._database.transaction() as tx:
            await self._own(tx, held)
            yield tx, after
            if after != held.positions:
                await positions.save(
                    tx,
                    self._consumer,
                    held.generation,
                    held.number,
                    positions=after,
                    moved_at=self._clock.now(),
                )
        held.positions = after

    async def _own(self, tx: Tx, held: Held) -> None:
        try:
            await self._require(tx, held.generation)
            await positions.lock(
                tx,
                self._consumer,
                held.generation,
                held.number,
                held.positions,
                patience=self._patience,
            )
        except StaleOwner:
            raise
        except Exception as error:
            if transient(error):
                raise
            raise NotReady(type(error).__name__) from error

    async def _require(self, tx: Tx, generation: str) -> None:
        if await self._generation(tx) != generation:
            raise StaleOwner(f"{self._consumer}: another generation is read now")

    async def _blocked(self, tx: Tx, held: Held, keys: Sequence[str]) -> set[str]:
        if not self._hold_back or not keys:
            return set()
        return await parking.held_keys(tx, self._consumer, held.generation, keys)

    async def _keep(
        self,
        tx: Tx,
        held: Held,
        record: LogRecord,
        envelope: Envelope | None,
        refusal: Refusal | None = None,
    ) -> None:
        await parking.keep(
            tx,
            self._consumer,
            held.generation,
            record,
            type=envelope.type if envelope else None,
            event_id=envelope.id if envelope else None,
            parked_at=self._clock.now(),
            refusal=refusal,
        )


def _advance(after: dict[str, Position], record: LogRecord, sequence: int) -> bool:
    """Move on past the record; False where its sequence was seen before."""
    at = after.get(record.topic, START)
    after[record.topic] = Position(record.offset + 1, max(at.sequence, sequence))
    return sequence > at.sequence


def _read(record: LogRecord) -> tuple[Envelope, PublicEvent | None]:
    envelope = decode(record.value)
    return envelope, data_of(envelope)


def _envelope(record: LogRecord) -> Envelope | None:
    try:
        return decode(record.value)
    except ValueError:
        return None
