"""From a command's answer to the figure in the report's API, against bare produce-and-consume."""

import asyncio
import json
import statistics
import time
from collections.abc import Sequence
from uuid import uuid4

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from handovers import bearer
from measure import workspace
from wire import Wire

from continuous_line.testing.kafka import kafka_for_tests
from continuous_line_embedded.demo.acts import ANALYST, TVS
from continuous_line_embedded.stand import Stand

TIMES = 60


async def ours(stand: Stand) -> list[float]:
    """Seconds until one more person in reception is counted, for each of many."""
    took = []
    async with Wire(stand.address("profile")) as profile, Wire(stand.address("report")) as report:
        counted = await in_reception(stand, report)
        for _ in range(TIMES):
            person = str(uuid4())
            body = {"permitHolderId": person, "azc": "weert", "occurredAt": "2026-01-02T09:00:00Z"}
            await profile.request("POST", "/v1/profiles", bearer(stand, TVS), body)
            path = f"/v1/profiles/{person}/permits"
            await profile.request("POST", path, bearer(stand, TVS), {"grantedOn": "2026-01-05"})
            answered = time.perf_counter()
            counted += 1
            while await in_reception(stand, report) < counted:  # noqa: ASYNC110 - it is asked
                await asyncio.sleep(0.001)
            took.append(time.perf_counter() - answered)
    return took


async def in_reception(stand: Stand, report: Wire) -> int:
    _, _, answer = await report.request("GET", "/v1/figures?period=2026-H1", bearer(stand, ANALYST))
    figures = json.loads(answer)["figures"]
    return next(int(f["denominator"]) for f in figures if f["metric"] == "profile-sent")


async def bare(bootstrap: str) -> list[float]:
    """Seconds from sending a record to having read it, one after the other."""
    took = []
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    await admin.create_topics([NewTopic("bare", 1, 1)])
    await admin.close()
    async with AIOKafkaProducer(bootstrap_servers=bootstrap) as producer:
        await producer.send_and_wait("bare", b"first")
        async with AIOKafkaConsumer(
            "bare", bootstrap_servers=bootstrap, auto_offset_reset="latest"
        ) as consumer:
            await asyncio.sleep(1)
            for _ in range(TIMES):
                started = time.perf_counter()
                await producer.send_and_wait("bare", b"x" * 575)
                await consumer.getone()
                took.append(time.perf_counter() - started)
    return took


def line(name: str, our: float, other: float) -> None:
    """Of times the ratio is other to ours, so that more is better here too."""
    times = f"ours {1000 * our:.0f} ms, other {1000 * other:.1f} ms"
    print(f"{name}: {times}, ratio {other / our:.3f}")


def p99(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=100)[98]


async def main() -> None:
    with workspace("visible") as folder, kafka_for_tests() as broker:
        async with Stand(folder / "data", event_log_url=broker.url) as stand:
            our, other = await ours(stand), await bare(broker.bootstrap)
    for name, pick in (("median", statistics.median), ("p99", p99)):
        line(f"visible, {name}", pick(our), pick(other))


if __name__ == "__main__":
    asyncio.run(main())
