"""A worker process that tests kill and pause: `python -m continuous_line.testing.counting_process`.

Arguments: name, database URL, log URL, topic prefix, session timeout, and where it stops once
with a line on its output: `polled` (records are read, no transaction yet), `effect` (the effect
is written, not committed) or `never`. It goes on from there
when it gets SIGCONT.
"""

import asyncio
import signal
import sys
import time
from typing import Any

from continuous_line.consumer import Consumer, Pace
from continuous_line.contracts import Envelope, PublicEvent
from continuous_line.database import Database, Tx
from continuous_line.event_log import open_event_log
from continuous_line.testing.counting import TOPICS, Counting

PACE = Pace(poll=0.1, look_for_wishes=0.2, check=0.5, note=0.2, leave_within=2, patience=1)


class Halt:
    """Blocks the whole process, heartbeats too, until it gets SIGCONT or is killed."""

    def __init__(self, place: str) -> None:
        self._place, self._continued = place, False
        signal.signal(signal.SIGCONT, self._go_on)

    def at(self, place: str) -> None:
        if place != self._place:
            return
        self._place = "never"
        print(f"at {place}", flush=True)  # noqa: T201
        while not self._continued:
            time.sleep(0.02)

    def _go_on(self, *_: object) -> None:
        self._continued = True


class HaltingMember:
    def __init__(self, member: Any, halt: Halt) -> None:
        self._member, self._halt = member, halt

    def __getattr__(self, name: str) -> Any:
        return getattr(self._member, name)

    async def __aenter__(self) -> Any:
        await self._member.__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._member.__aexit__(*error)

    async def poll(self, timeout: float, max_records: int = 500) -> Any:  # noqa: ASYNC109
        polled = await self._member.poll(timeout, max_records)
        if polled:
            self._halt.at("polled")
        return polled


class HaltingLog:
    def __init__(self, log: Any, halt: Halt) -> None:
        self._log, self._halt = log, halt

    def __getattr__(self, name: str) -> Any:
        return getattr(self._log, name)

    def member(self, group: str, topics: tuple[str, ...]) -> Any:
        return HaltingMember(self._log.member(group, topics), self._halt)


async def main(name: str, database_url: str, log_url: str, prefix: str, *rest: str) -> None:
    session_timeout, place = rest
    halt, counting = Halt(place), Counting(name)

    async def handler(tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
        await counting(tx, envelope, event)
        halt.at("effect")

    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    log = open_event_log(log_url, topic_prefix=prefix, session_timeout=float(session_timeout))
    async with Database(database_url) as database:
        consumer = Consumer(
            database,
            HaltingLog(log, halt),  # type: ignore[arg-type]
            name="counting",
            topics=TOPICS,
            handler=handler,
            pace=PACE,
        )
        await consumer.run(stop)
    await log.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
