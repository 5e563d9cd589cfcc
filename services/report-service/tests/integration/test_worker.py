"""The worker: live, through the rebuild that an operator asks for, and on in what serves then."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

import httpx
import pytest

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.event_log.port import EventLog
from continuous_line.web import Service
from continuous_line.worker import working
from report_service.testing import History, Recorder
from report_service.testing.log import publish
from report_service.worker import ReportWorker

Ask = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def worker(
    app: Service, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[None]:
    """The process of a rebuild is started with these settings."""
    for name, value in settings.model_dump(mode="json", exclude_none=True).items():
        if name != "cors_origins":
            monkeypatch.setenv(f"DL_{name.upper()}", str(value))
    async with working(ReportWorker(app.state.resources)):
        yield


def moved(number: int) -> Sequence[History]:
    found = []
    for _ in range(number):
        person = History()
        person.opened("2018-11-01")
        person.permit("2019-01-05")
        person.moved("2019-06-01")
        found.append(person)
    return found


async def counted(ask: Ask, number: int, generation: int) -> None:
    """Wait until so many are counted in that generation."""
    async with asyncio.timeout(60):
        while True:
            answer = await ask(period="2019-H1")
            activity = next(f for f in answer["figures"] if f["metric"] == "activity")
            if (activity["denominator"], answer["generation"]) == (number, generation):
                return
            await asyncio.sleep(0.1)


async def test_live_goes_on_in_the_generation_that_a_rebuild_made(
    worker: None,
    log: EventLog,
    ask: Ask,
    client: httpx.AsyncClient,
    token: Callable[..., str],
) -> None:
    recorder = Recorder()
    await publish(log, recorder.of(moved(30)))
    await counted(ask, 30, generation=1)
    operator = {"Authorization": f"Bearer {token([Role.OPERATOR])}"}
    asked = await client.post("/v1/rebuilds", headers=operator)
    assert asked.status_code == 201
    await publish(log, recorder.of(moved(5)))
    await counted(ask, 35, generation=2)
    await publish(log, recorder.of(moved(7)))
    await counted(ask, 42, generation=2)
    ended = (await client.get(asked.headers["location"], headers=operator)).json()
    assert ended["state"] == "switched"
    assert ended["digest"] == ended["servedDigest"]
    back = await client.post("/v1/generations/1/switchings", headers=operator)
    assert back.status_code == 201
    await counted(ask, 42, generation=1)
