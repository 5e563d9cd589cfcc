"""One partition number of all topics, read from offset 0 and folded: the fast path of a rebuild.

It decodes no more than the facts need: of an envelope the five attributes below, of an event
that gives no fact only what it may take back.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

import msgspec

from continuous_line.contracts import CONTRACTS, PublicEvent, type_name
from continuous_line.event_log.port import EventLog, LogRecord, Reader, TopicPartition
from continuous_line.positions import Position
from report_service.domain.definitions import Definitions
from report_service.facts import NAMED, kind_of
from report_service.facts_places import NAMED as NAMED_OF_PLACES
from report_service.fold import Fold


class _Head(msgspec.Struct, frozen=True, gc=False):
    id: str
    type: str
    subject: str
    time: datetime
    sequence: str
    data: msgspec.Raw


_CHUNK = 5000
Belongs = Callable[[str, int, int, datetime], bool]
"""Whether what is at (topic, partition number, sequence, recorded at) is to be read. Both grow in
every partition: after the first that is not, none is."""
_head = msgspec.json.Decoder(_Head).decode
_Decoders = Mapping[str, Callable[[msgspec.Raw], PublicEvent]]


@lru_cache(maxsize=8)
def _decoders(kinds: frozenset[str]) -> _Decoders:
    """By type: the whole event where a fact needs it, else only what it may take back."""
    named = NAMED | NAMED_OF_PLACES
    return {
        type_name(contract.domain, event): msgspec.json.Decoder(
            event if event in named or kind_of(event) in kinds else PublicEvent
        ).decode
        for contract in CONTRACTS.values()
        for event in contract.events
    }


@dataclass(slots=True)
class Folded:
    """What one partition number came to; `refused` could not be read, and is to be parked.

    `enough`: the topics of which everything that belongs has been read.
    """

    number: int
    definitions: Definitions
    belongs: Belongs | None = None
    fold: Fold = field(init=False)
    positions: dict[str, Position] = field(default_factory=dict)
    refused: list[tuple[LogRecord, str]] = field(default_factory=list)
    events: int = 0
    enough: set[str] = field(default_factory=set)
    _events: _Decoders = field(init=False)

    def __post_init__(self) -> None:
        self.fold = Fold(self.definitions)
        self._events = _decoders(self.definitions.kinds)

    def add(self, topic: str, records: Sequence[LogRecord]) -> None:
        """Records of one topic, in order."""
        if self.belongs is not None:
            records = self._within(topic, records, self.belongs)
            if not records:
                return
        add, events, last = self.fold.add, self._events, ""
        for record in records:
            try:
                head = _head(record.value)
                decode = events.get(head.type)
                if decode is not None:
                    add(head, decode(head.data))
            except ValueError as error:
                self.refused.append((record, type(error).__name__))
            else:
                last = max(last, head.sequence)
        before = self.positions.get(topic, Position()).sequence
        self.positions[topic] = Position(records[-1].offset + 1, max(before, int(last or 0)))
        self.events += len(records)

    def _within(
        self, topic: str, records: Sequence[LogRecord], belongs: Belongs
    ) -> Sequence[LogRecord]:
        """Those that belong: where the last one does, all do. What cannot be read tells nothing."""
        if topic in self.enough:
            return ()
        if self._belongs(records[-1], belongs, otherwise=False):
            return records
        for place, record in enumerate(records):
            if not self._belongs(record, belongs, otherwise=True):
                self.enough.add(topic)
                return records[:place]
        return records

    def _belongs(self, record: LogRecord, belongs: Belongs, *, otherwise: bool) -> bool:
        try:
            head = _head(record.value)
            return belongs(record.topic, self.number, int(head.sequence), head.time)
        except ValueError:
            return otherwise


async def fold_partitions(
    log: EventLog,
    numbers: Sequence[int],
    ends: Mapping[TopicPartition, int],
    definitions: Definitions,
    belongs: Belongs | None = None,
) -> AsyncGenerator[Folded, None]:
    """Each of these partition numbers of all topics, from 0 to where they ended, or to the last
    that belongs.

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
                folded = Folded(number, definitions, belongs)
                await _fold(reader, folded, _ends_at(number, ends))
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


async def _fold(reader: Reader, folded: Folded, left: dict[TopicPartition, int]) -> None:
    ends = dict(left)
    while left:
        for at, records in (await reader.read(1.0, _CHUNK)).items():
            wanted = records
            if records[-1].offset >= ends[at]:
                wanted = [record for record in records if record.offset < ends[at]]
            if wanted:
                folded.add(at.topic, wanted)
        for at, end in list(left.items()):
            if at.topic in folded.enough or await reader.position(at) >= end:
                del left[at]
