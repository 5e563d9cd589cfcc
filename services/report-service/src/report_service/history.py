"""Whether the log reaches back to its beginning: asked before anything is built or verified."""

from collections.abc import Mapping, Sequence

import msgspec

from continuous_line.errors import HistoryIncomplete
from continuous_line.event_log.port import EventLog, TopicPartition


class _Head(msgspec.Struct, frozen=True, gc=False):
    sequence: str


_head = msgspec.json.Decoder(_Head).decode


async def require_history(
    log: EventLog, topics: Sequence[str], known: Mapping[str, int] | None = None
) -> Mapping[str, int]:
    """The sequence that each topic begins with, where it holds something.

    Raises HistoryIncomplete where a topic does not keep everything for ever, no longer starts at
    offset 0, or begins later than is `known` of it (as one that was made anew does). A service's
    first public event need not be its number 1: facts that are not public are numbered too.
    """
    await log.check_history(topics)
    ends = await log.end_offsets(topics)
    found, faults = dict[str, int](), []
    for topic in topics:
        first = await _first(
            log, {at: end for at, end in ends.items() if at.topic == topic and end}
        )
        began = (known or {}).get(topic)
        if first is not None:
            found[topic] = first
        if began is not None and first is None:
            faults.append(f"{topic}: is empty, and began with event {began} of its service")
        elif began is not None and first is not None and first > began:
            faults.append(f"{topic}: begins with event {first} of its service instead of {began}")
    if faults:
        raise HistoryIncomplete("; ".join(faults))
    return found


async def _first(log: EventLog, ends: Mapping[TopicPartition, int]) -> int | None:
    """The smallest sequence that a partition begins with; None where there is nothing, but for
    the markers of a broker's transactions."""
    waiting, found = set(ends), list[int]()
    if not waiting:
        return None
    async with log.reader(dict.fromkeys(ends, 0)) as reader:
        while waiting:
            for partition, records in (await reader.read(1.0, 500)).items():
                if partition in waiting:
                    waiting.discard(partition)
                    found.append(_sequence(records[0].value))
            for partition, end in ends.items():
                if await reader.position(partition) >= end:
                    waiting.discard(partition)
    return min(found, default=None)


def _sequence(value: bytes) -> int:
    """What cannot be read counts as the first: that is told where it is parked."""
    try:
        return int(_head(value).sequence)
    except ValueError:
        return 1
