"""The demo's half year with few persons, also while processes are killed under it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from continuous_line.testing.kafka import KafkaForTests
from continuous_line_embedded.demo import figures, replay, stories, tally
from continuous_line_embedded.demo.command import published, ready_requests, reference_places
from continuous_line_embedded.demo.counted import PUBLISHED as PERIOD
from continuous_line_embedded.demo.requests import Requests
from continuous_line_embedded.stand import Stand

PERSONS, SEED = 24, 7
# A connection whose server was killed while it was being made is closed by the collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def told(seed: int = SEED) -> list[stories.Story]:
    return stories.write(seed, PERSONS, reference_places(), published())


async def run(stand: Stand, requests: Requests, path: Path, seed: int = SEED) -> None:
    progress = replay.resume(path, seed, PERSONS)
    await replay.replay(told(seed), requests, stand.clock, progress, path, lambda _day, _acts: None)


async def test_the_report_counts_what_the_demo_caused_and_nobody_twice(
    stand: Stand, requests: Requests, tmp_path: Path
) -> None:
    path = tmp_path / "demo.json"
    before = await figures.reported(requests, PERIOD)
    await run(stand, requests, path)
    caused = added(before, tally.count(told()))
    assert figures.differences(await figures.settled(requests, PERIOD, caused), caused) == []
    path.unlink()
    await run(stand, requests, path)
    assert figures.differences(await figures.settled(requests, PERIOD, caused), caused) == []


async def test_the_ready_line_of_each_role_is_answered(stand: Stand, requests: Requests) -> None:
    for actor, service, address in ready_requests(reference_places()):
        path, _, query = address.partition("?")
        await requests.get(service, path, actor, **dict(parse_qsl(query)))


def added(
    before: dict[str, figures.Share], more: dict[str, figures.Share]
) -> dict[str, figures.Share]:
    """A reason that nobody had before has the denominator of all who moved out."""
    moved = figures.Share(0, before["warm-handover"].denominator)
    return {
        name: figures.Share(
            before.get(name, moved).numerator + share.numerator,
            before.get(name, moved).denominator + share.denominator,
        )
        for name, share in more.items()
    }


@asynccontextmanager
async def killing(stand: Stand) -> AsyncIterator[None]:
    """kill -9 of one service after the other, while the block runs."""

    async def kill() -> None:
        for name in ("handover", "report", "profile", "report", "handover"):
            await asyncio.sleep(0.7)
            await stand.kill(name)
            await stand.start(name)

    task = asyncio.create_task(kill())
    yield
    await task


@pytest.mark.timeout(300)
async def test_killed_services_lose_nothing_and_count_nobody_twice(
    stand: Stand, requests: Requests, tmp_path: Path
) -> None:
    path, seed = tmp_path / "demo.json", SEED + 1
    before = await figures.reported(requests, PERIOD)
    async with killing(stand):
        await _insist(stand, requests, path, seed)
    caused = added(before, tally.count(told(seed)))
    assert figures.differences(await figures.settled(requests, PERIOD, caused), caused) == []
    await stand.run("report", "rebuild")  # fails where the digests differ
    assert figures.differences(await figures.settled(requests, PERIOD, caused), caused) == []


async def _insist(stand: Stand, requests: Requests, path: Path, seed: int) -> None:
    """The client's part: on an error it sends the same again, with the same keys."""
    import httpx

    from continuous_line_embedded.demo.requests import DemoFailed

    for _ in range(60):
        try:
            await run(stand, requests, path, seed)
        except (httpx.TransportError, DemoFailed):
            await asyncio.sleep(0.3)
        else:
            return
    await run(stand, requests, path, seed)


@pytest.mark.parametrize("stand", ["kafka"], indirect=True)  # the embedded log has no broker
@pytest.mark.timeout(300)
async def test_commands_go_on_while_the_broker_is_away(
    kafka_server: KafkaForTests, stand: Stand, requests: Requests, tmp_path: Path
) -> None:
    path, seed = tmp_path / "demo.json", SEED + 2
    before = await figures.reported(requests, PERIOD)

    async def outage() -> None:
        await asyncio.sleep(1)
        await asyncio.to_thread(kafka_server.stop)
        await asyncio.sleep(2)
        await asyncio.to_thread(kafka_server.start)

    away = asyncio.create_task(outage())
    await _insist(stand, requests, path, seed)
    await away
    caused = added(before, tally.count(told(seed)))
    assert figures.differences(await figures.settled(requests, PERIOD, caused), caused) == []
    await stand.run("report", "rebuild")  # fails where the digests differ
