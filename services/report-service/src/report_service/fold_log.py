"""One partition number of all topics, read from offset 0 and folded: the fast path of a rebuild.

It decodes no more than the facts need: of an envelope the five attributes below, of an event
that gives no fact only what it may take back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from continuous_line.contracts import CONTRACTS, PublicEvent, type_name
from continuous_line.event_log.port import EventLog, LogRecord, TopicPartition
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


async def fold_partition(
    log: EventLog, number: int, ends: Mapping[TopicPartition, int], *, chunk: int = 5000
) -> Folded:
    """Read this partition number of all topics from 0 to where they ended.

    Raises LogUnavailable. An event that cannot be read costs only itself, as it does live.
    """
    folded = Folded(number)
    left = {at: end for at, end in ends.items() if at.partition == number and end > 0}
    async with log.reader(dict.fromkeys(left, 0)) as reader:
        while left:
            for at, records in (await reader.read(1.0, chunk)).items():
                wanted = records
                if records[-1].offset >= ends[at]:
                    wanted = [record for record in records if record.offset < ends[at]]
                if wanted:
                    folded.add(at.topic, wanted)
            for at in [at for at, end in left.items() if await reader.position(at) >= end]:
                del left[at]
    return folded
