"""One partition number of all topics, read from offset 0 and folded: the fast path of a rebuild.

It decodes no more than the facts need: of an envelope the five attributes below, of an event
that gives no fact only what it may take back.
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from continuous_line.contracts import CONTRACTS, PublicEvent, type_name
from continuous_line.event_log.port import EventLog, LogRecord, Reader, TopicPartition
from continuous_line.positions import Position
from report_service.facts import FACT_EVENTS
from report_service.fold import Fold


class _Head(msgspec.Struct, frozen=True, gc=False):
    id: str
    type: str
    subject: str
    time: datetime
    sequence: str
    data: msgspec.Raw


_CHUNK = 5000
_head = msgspec.json.Decoder(_Head).decode
_events = {
    type_name(contract.domain, event): msgspec.json.Decoder(
        event if event in FACT_EVENTS else PublicEvent
    ).decode
    for contract in CONTRACTS.values()
    for event in contract.events
}


@dataclass(slots=True)
class Folded:
    """What one partition number came to; `refused` could not be read, and is to be parked."""

    number: int
    fold: Fold = field(default_factory=Fold)
    positions: dict[str, Position] = field(default_factory=dict)
    refused: list[tuple[LogRecord, str]] = field(default_factory=list)
    events: int = 0

    def add(self, topic: str, records: Sequence[LogRecord]) -> None:
        """Records of one topic, in order."""
        add, last = self.fold.add, ""
        for record in records:
            try:
                head = _head(record.value)
                decode = _events.get(head.type)
                if decode is not None:
                    add(head, decode(head.data))
            except ValueError as error:
                self.refused.append((record, type(error).__name__))
            else:
                last = max(last, head.sequence)
        before = self.positions.get(topic, Position()).sequence
        self.positions[topic] = Position(records[-1].offset + 1, max(before, int(last or 0)))
        self.events += len(records)


async def fold_partitions(
    log: EventLog, numbers: Sequence[int], ends: Mapping[TopicPartition, int]
) -> AsyncGenerator[Folded, None]:
    """Each of these partition numbers of all topics, from 0 to where they ended.

    While one is folded, the reader of the next opens and fetches ahead. Raises LogUnavailable.
    An event that cannot be read costs only itself, as it does live.
    """
    upcoming = asyncio.create_task(_open(log, numbers[0], ends)) if numbers else None
    try:
        for place, number in enumerate(numbers, start=1):
            if upcoming is None:
                return
            closing, reader = await upcoming
            following = numbers[place] if place < len(numbers) else None
            upcoming = (
                None if following is None else asyncio.create_task(_open(log, following, ends))
            )
            async with closing:
                folded = await _fold(reader, number, _ends_at(number, ends))
            yield folded
    finally:
        if upcoming is not None:
            upcoming.cancel()
            (opened,) = await asyncio.gather(upcoming, return_exceptions=True)
            if isinstance(opened, tuple):
                await opened[0].aclose()


def _ends_at(number: int, ends: Mapping[TopicPartition, int]) -> dict[TopicPartition, int]:
    return {at: end for at, end in ends.items() if at.partition == number and end > 0}


async def _open(
    log: EventLog, number: int, ends: Mapping[TopicPartition, int]
) -> tuple[AsyncExitStack, Reader]:
    async with AsyncExitStack() as stack:
        reader = await stack.enter_async_context(
            log.reader(dict.fromkeys(_ends_at(number, ends), 0))
        )
        return stack.pop_all(), reader


async def _fold(reader: Reader, number: int, left: dict[TopicPartition, int]) -> Folded:
    folded, ends = Folded(number), dict(left)
    while left:
        for at, records in (await reader.read(1.0, _CHUNK)).items():
            wanted = records
            if records[-1].offset >= ends[at]:
                wanted = [record for record in records if record.offset < ends[at]]
            if wanted:
                folded.add(at.topic, wanted)
        for at in [at for at, end in left.items() if await reader.position(at) >= end]:
            del left[at]
    return folded
