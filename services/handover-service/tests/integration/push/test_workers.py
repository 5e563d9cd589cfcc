"""Several workers, some of them killed in the middle: nothing is lost and nothing reordered."""

import asyncio
import os
import random
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import msgspec
import pytest

from continuous_line.config import Settings
from continuous_line.testing.sinks import sink

WORKER = """
import asyncio, signal
from continuous_line.config import Settings
from handover_service.resources import open_resources
from handover_service.subscriptions.config import Policy
from handover_service.subscriptions.forms import CLOUD_EVENTS, CloudEvents
from handover_service.subscriptions.push.opening import Pushing
from handover_service.subscriptions.secrets import Secrets

async def main():
    stop, settings = asyncio.Event(), Settings()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    policy = Policy(
        sink_hosts=("localhost",), sink_plain_http=True, sink_private_addresses=True,
        origin="us.example",
    )
    async with open_resources(settings) as given:
        given.vault.gate.open()
        print("ready", flush=True)
        await Pushing(
            settings, policy, given.database, given.clock, Secrets(given.vault),
            {CLOUD_EVENTS: CloudEvents()},
        ).run(stop)

asyncio.run(main())
"""


def environment(settings: Settings) -> dict[str, str]:
    names = (
        "environment", "database_url", "keys_database_url", "event_log_url", "issuer", "jwks",
        "secret", "public_url", "clock_file",
    )  # fmt: skip
    given = {f"DL_{name.upper()}": str(getattr(settings, name)) for name in names}
    assert settings.master_key is not None
    return {**os.environ, **given, "DL_MASTER_KEY": settings.master_key.get_secret_value()}


@asynccontextmanager
async def worker(settings: Settings) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WORKER, env=environment(settings), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    async with asyncio.timeout(90):
        while b"ready" not in await process.stdout.readline():
            pass
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


@pytest.mark.timeout(300)
async def test_workers_killed_in_the_middle_lose_and_reorder_nothing(
    stand: Any, settings: Settings, eventually: Any
) -> None:
    chance = random.Random(7)
    persons = await stand.persons(12)
    told: list[list[str]] = []

    async def slowly(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(chance.uniform(0, 0.05))
        writer.write(b"HTTP/1.1 204 x\r\nconnection: close\r\n\r\n")
        await writer.drain()

    async with sink(slowly) as one, sink(slowly) as other:
        for place, server in enumerate((one, other, one, other)):
            await stand.subscribe(f"http://localhost:{server.port}/{place}", most_under_way=4)
        for _ in range(3):
            async with worker(settings) as killed, worker(settings) as second:
                told += [await stand.happens(*persons) for _ in range(4)]
                already = len(one.got)
                await eventually(lambda: len(one.got) > already + 20, 60)  # noqa: B023
                await asyncio.sleep(chance.uniform(0, 0.1))
                killed.send_signal(signal.SIGKILL)
                await asyncio.sleep(chance.uniform(0, 0.5))
                second.send_signal(signal.SIGKILL)
        async with worker(settings) as last:
            await eventually(lambda: nothing_waits(stand), 90)
            last.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(last.wait(), 30) == 0
    expected = {str(person): [row[place] for row in told] for place, person in enumerate(persons)}
    for server, place in ((one, 0), (other, 1), (one, 2), (other, 3)):
        got = [request for request in server.got if request.target == f"/{place}"]
        assert in_order(got) == expected, "again is at once again: never after a later one"


def in_order(got: Sequence[Any]) -> dict[str, list[str]]:
    """Ids of what a sink got of each person, in order; what comes twice in a row counts once."""
    found: dict[str, list[str]] = {}
    for request in got:
        told = msgspec.json.decode(request.body)
        known = found.setdefault(told["subject"], [""])
        if told["id"] != known[-1]:
            known.append(told["id"])
    return {person: ids[1:] for person, ids in found.items()}


async def nothing_waits(stand: Any) -> bool:
    return bool(await stand.waiting() == 0)


async def test_two_workers_share_the_subscriptions_and_one_takes_over_what_the_other_had(
    stand: Any, settings: Settings, eventually: Any
) -> None:
    async with sink() as server:
        for _ in range(4):
            await stand.subscribe(f"http://localhost:{server.port}/in")
        async with worker(settings) as one, worker(settings) as other:
            await eventually(lambda: shares(stand, [2, 2]), 60)
            one.send_signal(signal.SIGKILL)
            await eventually(lambda: shares(stand, [4]), 20)
            await stand.happens(await stand.person())
            await eventually(lambda: len(server.got) == 4)
            assert other.returncode is None


async def test_a_worker_whose_leases_break_off_in_the_middle_loses_and_reorders_nothing(
    stand: Any, settings: Settings, eventually: Any
) -> None:
    persons = await stand.persons(12)
    told = [await stand.happens(*persons) for _ in range(8)]

    async def slowly(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.02)
        writer.write(b"HTTP/1.1 204 x\r\nconnection: close\r\n\r\n")
        await writer.drain()

    async with sink(slowly) as server:
        await stand.subscribe(f"http://localhost:{server.port}/in", most_under_way=4)
        async with worker(settings) as one, worker(settings) as other:
            for already in (10, 40, 70):
                await eventually(lambda: len(server.got) > already, 60)  # noqa: B023
                await eventually(lambda: broken_off(stand))
            await eventually(lambda: nothing_waits(stand), 60)
            assert (one.returncode, other.returncode) == (None, None)
    expected = {str(person): [row[place] for row in told] for place, person in enumerate(persons)}
    assert in_order(server.got) == expected


async def broken_off(stand: Any) -> int:
    """How many connections with leases the server has ended just now."""
    rows = await stand.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE application_name = 'handover-push' AND datname = current_database()"
    )
    return len(rows)


async def shares(stand: Any, expected: list[int]) -> bool:
    """How many leases each connection has."""
    rows = await stand.sql(
        "SELECT count(*) AS held FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 "
        "AND mode = 'ExclusiveLock' AND granted AND pid IN (SELECT pid FROM pg_stat_activity "
        "WHERE application_name = 'handover-push' AND datname = current_database()) GROUP BY pid"
    )
    return sorted(row.held for row in rows) == expected
