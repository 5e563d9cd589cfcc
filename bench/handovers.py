"""Recording handovers over HTTP against a bare FastAPI route that inserts one row.

Ours: token, roles, idempotency key, validation, the rules, events and read table committed. Both
sides are one web process; the worker, which is a process of its own where the system is deployed
and publishes afterwards, does not run meanwhile, nor do the other services.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from measure import report, side_by_side, workspace
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from wire import Wire, spread

from continuous_line.local.postgres import free_port
from continuous_line_embedded.demo.acts import TVS, Actor, case_manager
from continuous_line_embedded.stand import Stand

REQUESTS, ROUNDS = 300, 5
TALK = {
    "mode": "in-person",
    "attended": ["case-manager", "client-manager", "permit-holder"],
    "interpreter": True,
    "occurredAt": "2026-05-12T09:00:00+02:00",
}


def bearer(stand: Stand, actor: Actor) -> dict[str, str]:
    token = stand.token(actor.subject, actor.organisation, actor.roles, actor.places)
    return {"authorization": f"Bearer {token}"}


async def linked(stand: Stand, number: int) -> list[str]:
    """Paths of so many new cases."""
    headers, paths = bearer(stand, TVS), []
    async with Wire(stand.address("handover")) as wire:
        for _ in range(number):
            body = {"permitHolderId": str(uuid4()), "municipality": "GM0957", "azc": "weert",
                    "basis": "education", "occurredAt": "2026-03-02T09:00:00+01:00"}  # fmt: skip
            status, found, answer = await wire.request("POST", "/v1/links", headers, body)
            if status != 201:
                raise RuntimeError(answer)
            paths.append(found["location"])
    return paths


def talks(stand: Stand, cases: list[str]) -> Iterator[Any]:
    """A talk per case, each with a key of its own; every case is used up once."""
    headers = bearer(stand, case_manager("weert", 1))
    for _ in range(REQUESTS):
        key = {"idempotency-key": str(uuid4())}
        yield "POST", cases.pop() + "/handover-outcomes", headers | key, TALK


def rows() -> Iterator[Any]:
    for _ in range(REQUESTS):
        yield "POST", f"/rows/{uuid4()}", {}, TALK


async def bare_database(url: str) -> str:
    url = url.replace("postgresql://", "postgresql+asyncpg://")
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.execute(
            text("CREATE TABLE bare (n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
                 "id uuid UNIQUE, person uuid, data jsonb)")
        )  # fmt: skip
    await engine.dispose()
    return url


@contextmanager
def process(arguments: list[str], environment: Mapping[str, str]) -> Iterator[None]:
    """A Python program, until the end of the block."""
    started = subprocess.Popen(
        [sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        started.terminate()
        started.wait()


async def answering(address: str, path: str) -> None:
    """Wait until there is a 200; raises TimeoutError after half a minute."""
    async with asyncio.timeout(30):
        while True:
            with suppress(OSError, asyncio.IncompleteReadError):
                async with Wire(address) as wire:
                    if (await wire.request("GET", path, {}))[0] == 200:
                        return
            await asyncio.sleep(0.1)


async def main() -> None:
    with workspace("http") as folder:
        async with Stand(folder / "data") as stand:
            for name in ("profile", "directory", "report", "handover"):
                await stand.stop(name)
            url = await bare_database(stand.database_url("handover"))
            port = free_port()
            bare = [str(Path(__file__).with_name("bare_app.py")), str(port)]
            with (
                process(["-m", "handover_service", "web"], stand.environment("handover")),
                process(bare, os.environ | {"BARE_DATABASE_URL": url}),
            ):
                await answering(stand.address("handover"), "/health/ready")
                await answering(f"http://127.0.0.1:{port}", "/openapi.json")
                for connections in (1, 16):
                    await measure(stand, f"http://127.0.0.1:{port}", connections)


async def measure(stand: Stand, other: str, connections: int) -> None:
    cases = await linked(stand, REQUESTS * (ROUNDS + 1))
    found = await side_by_side(
        lambda: spread(stand.address("handover"), connections, talks(stand, cases)),
        lambda: spread(other, connections, rows()),
        ROUNDS,
    )
    report(f"http, {connections} connections", *found)


if __name__ == "__main__":
    asyncio.run(main())
