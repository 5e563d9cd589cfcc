"""Parked events over HTTP, for operators only."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from continuous_line.clock import SystemClock
from continuous_line.config import Settings
from continuous_line.consumer import Consumer
from continuous_line.database import Database
from continuous_line.event_log import EventLog
from continuous_line.local.issuer import Issuer
from continuous_line.parking_routes import parking_routes
from continuous_line.testing.counting import PROFILE, Counting, publish, records
from continuous_line.testing.reading import until
from continuous_line.web import create_service

Running = Callable[..., AbstractAsyncContextManager[Consumer]]
on_one_log = pytest.mark.parametrize("log_url", ["postgresql"], indirect=True)


@dataclass
class Resources:
    database: Database
    clock: SystemClock


@pytest.fixture(scope="session")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Issuer:
    return Issuer(tmp_path_factory.mktemp("issuer"))


@pytest.fixture
async def client(
    database: Database, fresh_database: str, issuer: Issuer
) -> AsyncIterator[httpx.AsyncClient]:
    settings = Settings(
        environment="embedded",
        database_url=fresh_database,
        event_log_url=fresh_database,
        issuer=issuer.address,
        jwks=str(issuer.jwks),
        secret="secret of the tests",
    )

    @asynccontextmanager
    async def lifespan(root: FastAPI) -> AsyncIterator[None]:
        root.state.resources = Resources(database, SystemClock())
        yield

    app = create_service(
        name="sample",
        title="Sample",
        settings=settings,
        routers=[parking_routes()],
        lifespan=lifespan,
    )
    token = issuer.token("operator-1", "coa", ["operator"])
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app),
            base_url="http://service",
            headers={"Authorization": f"Bearer {token}"},
        ) as client,
    ):
        yield client


@on_one_log
async def test_an_operator_sees_what_is_parked_page_by_page_and_has_it_redriven(
    client: httpx.AsyncClient, log: EventLog, running: Running
) -> None:
    handler = Counting(poisoned={"a", "b", "c"})
    await publish(log, records(PROFILE, ["a", "a", "b", "c"]))
    async with running(handler):
        first = await page(client, "?pageSize=2", 2)
        rest = (await client.get(f"/v1/parked-events?pageSize=2&cursor={first['next']}")).json()
        assert rest["next"] is None
        items = {one["key"]: one for one in first["items"] + rest["items"]}
        assert sorted(items) == ["a", "b", "c"]
        assert (items["a"]["error"], items["a"]["attempts"]) == ("ValueError", 3)
        assert "nobody's business" not in str(items)

        handler.poisoned.clear()
        address = f"/v1/parked-events/{items['a']['id']}"
        answer = await client.post(f"{address}/redrives")
        assert (answer.status_code, answer.headers["Location"]) == (201, address)
        await reaches(client, address, "done")
        assert (await client.post(f"{address}/redrives")).status_code == 409

        address = f"/v1/parked-events/{items['b']['id']}"
        assert (await client.post(f"{address}/discards", json={"reason": "x"})).status_code == 400
        answer = await client.post(f"{address}/discards", json={"reason": "test-data"})
        assert answer.status_code == 201
        await reaches(client, address, "discarded")

        answer = await client.post("/v1/parked-event-redrives", json={"error": "ValueError"})
        assert answer.status_code == 201
        await reaches(client, f"/v1/parked-events/{items['c']['id']}", "done")
        assert (await client.get("/v1/parked-events")).json()["items"] == []
        done = (await client.get("/v1/parked-events?state=done")).json()["items"]
        assert sorted(one["key"] for one in done) == ["a", "a", "c"]


@on_one_log
async def test_an_operator_sees_how_far_each_consumer_is(
    client: httpx.AsyncClient, running: Running
) -> None:
    assert (await client.get("/v1/consumers")).json() == {"items": []}
    async with running(Counting()):

        async def all_known() -> bool:
            return len((await client.get("/v1/consumers")).json()["items"]) == 12

        await until(all_known)
    items = (await client.get("/v1/consumers")).json()["items"]
    assert {one["behind"] for one in items} == {0}


async def test_nobody_else_may(client: httpx.AsyncClient, issuer: Issuer) -> None:
    token = issuer.token("somebody", "coa", ["case-manager"])
    headers = {"Authorization": f"Bearer {token}"}
    for path in ("/v1/parked-events", "/v1/consumers"):
        assert (await client.get(path, headers=headers)).status_code == 403
        assert (await client.get(path, headers={"Authorization": ""})).status_code == 401


async def page(client: httpx.AsyncClient, query: str, number: int) -> dict[str, Any]:
    found: dict[str, Any] = {}

    async def full() -> bool:
        found.update((await client.get(f"/v1/parked-events{query}")).json())
        return len(found["items"]) >= number and found["next"] is not None

    await until(full)
    return found


async def reaches(client: httpx.AsyncClient, address: str, state: str) -> None:
    async def reached() -> bool:
        return bool((await client.get(address)).json()["state"] == state)

    await until(reached)
