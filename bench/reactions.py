"""From a profile event's commit to the change in the case's row, against a consumer that only
reads the log in the same run.

Persons move to another centre at a trickle; the answer of profile-service comes after its commit.
A clock starts there: ours stops when handover-service's row of the case shows the new centre,
the bare one when a reader of the topic has the event. In between lies what handover-service does:
its consumer, the checks of order and once, the row and its commit. "A second or so" is read as:
nine of ten within a second. The exit code says whether that held, on each of both logs.
"""

import asyncio
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import asyncpg
from handovers import bearer
from measure import workspace
from wire import Wire

from continuous_line.contracts import decode, profile
from continuous_line.event_log import PARTITIONS, TopicPartition, open_event_log
from continuous_line.testing.kafka import kafka_for_tests
from continuous_line_embedded.demo.acts import TVS
from continuous_line_embedded.stand import Stand

PERSONS, WARM_UP = 60, 5
PAUSE = 0.2  # seconds between two events
AT_MOST = 1.0  # seconds, for nine of ten
TURNED_UP = "SELECT azc FROM cases WHERE permit_holder_id = $1"


@dataclass
class Bare:
    """When a reader of the topic had a relocation, by person."""

    had: dict[str, float] = field(default_factory=dict)

    @asynccontextmanager
    async def reading(self, stand: Stand) -> AsyncIterator[None]:
        log = open_event_log(stand.event_log_url, topic_prefix=stand.topic_prefix)
        ends = await log.end_offsets([profile.TOPIC])
        at = {TopicPartition(profile.TOPIC, n): 0 for n in range(PARTITIONS)} | dict(ends)
        async with log.reader(at) as reader:

            async def read() -> None:
                while True:
                    for records in (await reader.read(1)).values():
                        now = time.perf_counter()
                        told = [decode(record.value) for record in records]
                        self.had |= {one.subject: now for one in told if "Relocated" in one.type}

            task = asyncio.create_task(read())
            try:
                yield
            finally:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
        await log.close()


async def made(wire: Wire, stand: Stand, path: str, body: Any) -> None:
    status, _, answer = await wire.request("POST", path, bearer(stand, TVS), body)
    if status != 201:
        raise RuntimeError(answer)


async def delays(stand: Stand) -> tuple[list[float], list[float]]:
    """Seconds of ours and of the bare reader, person by person."""
    persons = [str(uuid4()) for _ in range(PERSONS)]
    rows, bare = await asyncpg.connect(stand.database_url("handover")), Bare()
    ours, others = [], []
    async with Wire(stand.address("profile")) as profiles, Wire(stand.address("handover")) as cases:
        for person in persons:
            opened = {"permitHolderId": person, "azc": "weert"}
            await made(profiles, stand, "/v1/profiles", opened)
            linked = {"permitHolderId": person, "municipality": "GM0957", "azc": "weert",
                      "basis": "education"}  # fmt: skip
            await made(cases, stand, "/v1/links", linked)
        await asyncio.sleep(3)  # until what was opened is heard
        async with bare.reading(stand):
            for person in persons:
                path = f"/v1/profiles/{person}/relocations"
                await made(profiles, stand, path, {"toAzc": "echt"})
                committed = time.perf_counter()
                async with asyncio.timeout(60):
                    while await rows.fetchval(TURNED_UP, person) != "echt":  # noqa: ASYNC110
                        await asyncio.sleep(0.001)
                    ours.append(time.perf_counter() - committed)
                    while person not in bare.had:  # noqa: ASYNC110 - it is asked
                        await asyncio.sleep(0.001)
                others.append(max(bare.had[person] - committed, 0.0))
                await asyncio.sleep(PAUSE)
    await rows.close()
    return ours[WARM_UP:], others[WARM_UP:]


def p90(times: list[float]) -> float:
    return statistics.quantiles(times, n=10)[8]


def told(log: str, ours: list[float], bare: list[float]) -> bool:
    """Of times the ratio is ours to bare: how many times as long."""
    for name, pick in (("median", statistics.median), ("p90", p90)):
        our, other = pick(ours), pick(bare)
        print(
            f"reaction over {log}, {name}: ours {1000 * our:.0f} ms, "
            f"bare consumer {1000 * other:.0f} ms, ratio {our / other:.2f}"
        )
    fine = p90(ours) <= AT_MOST
    if not fine:
        print(f"nine of ten took {p90(ours):.2f} s, more than {AT_MOST} s", file=sys.stderr)
    return fine


async def on_log(name: str, url: str | None) -> bool:
    with workspace("reactions") as folder:
        async with Stand(folder / "data", event_log_url=url) as stand:
            for other in ("directory", "report"):
                await stand.stop(other)
            return told(name, *await delays(stand))


async def main() -> int:
    fine = await on_log("PostgreSQL", None)
    with kafka_for_tests() as broker:
        fine = await on_log("Kafka", broker.url) and fine
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
