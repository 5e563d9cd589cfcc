"""Reading a topic back from its beginning."""

import asyncio
from collections.abc import Awaitable, Callable

from continuous_line.contracts import Envelope, decode
from continuous_line.event_log import PARTITIONS, EventLog, TopicPartition


async def envelopes(log: EventLog, topic: str, at_least: int = 0) -> list[Envelope]:
    """All that committed readers see, in order of each partition (and so of each key).

    Waits until they are `at_least` so many: a log may show a transaction a moment after it is
    committed. Raises TimeoutError.
    """
    found: list[Envelope] = []
    async with (
        asyncio.timeout(20),
        log.reader({TopicPartition(topic, n): 0 for n in range(PARTITIONS)}) as reader,
    ):
        ends = await log.end_offsets([topic])
        while len(found) < at_least or any(
            [await reader.position(at) < end for at, end in ends.items()]
        ):
            for records in (await reader.read(0.2)).values():
                found += [decode(record.value) for record in records]
    return found


async def until(
    true: Callable[[], bool] | Callable[[], Awaitable[bool]], seconds: float = 60
) -> None:
    """Wait until it is so. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while True:
            found = true()
            if found if isinstance(found, bool) else await found:
                return
            await asyncio.sleep(0.02)
