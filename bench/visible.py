"""From a command's answer to the figure in the report's API, against bare produce-and-consume."""

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from continuous_line.testing.kafka import kafka_for_tests
from continuous_line_embedded.demo.acts import ANALYST, TVS
from continuous_line_embedded.stand import Stand
from handovers import bearer
from wire import Wire

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
            while await in_reception(stand, report) < counted:
                await asyncio.sleep(0.001)
            took.append(time.perf_counter() - answered)
    return took


async def in_reception(stand: Stand, report: Wire) -> int:
    _, _, answer = await report.request(
        "GET", "/v1/figures?period=2026-H1", bearer(stand, ANALYST)
    )
    figures = json.loads(answer)["figures"]
    return next(int(f["denominator"]) for f in figures if f["metric"] == "profile-sent")


async def bare(bootstrap: str) -> list[float]:
    """Seconds from sending a record to having read it, one after the other."""
    took = []
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


def line(name: str, our: Sequence[float], other: Sequence[float]) -> None:
    print(f"{name}: ours {1000 * our[0]:.0f} ms, other {1000 * other[0]:.1f} ms, "
          f"ratio {other[0] / our[0]:.3f}")  # fmt: skip


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-visible-") as folder, kafka_for_tests() as broker:
        Path(folder).chmod(0o755)
        async with Stand(Path(folder) / "data", event_log_url=broker.url) as stand:
            our, other = await ours(stand), await bare(broker.bootstrap)
    for name, pick in (("median", statistics.median), ("p99", lambda x: statistics.quantiles(x, n=100)[98])):
        line(f"visible, {name}", [pick(our)], [pick(other)])


if __name__ == "__main__":
    asyncio.run(main())
