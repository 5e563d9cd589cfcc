"""What operators see of pushing, and that counting it stops nobody."""

import asyncio
from typing import Any

import pytest

from continuous_line.testing.sinks import sink
from handover_service.subscriptions.push.figures import Figures


async def hangs() -> None:
    await asyncio.Event().wait()


async def breaks() -> None:
    raise OSError


async def does() -> None: ...


@pytest.mark.parametrize("counting", [hangs, breaks, does])
async def test_however_counting_goes_what_is_due_is_sent_and_it_is_done_once_a_minute(
    stand: Any, eventually: Any, monkeypatch: pytest.MonkeyPatch, counting: Any
) -> None:
    counts: list[None] = []

    async def look(*_: Any) -> None:
        counts.append(None)
        await counting()

    monkeypatch.setattr(Figures, "look", look)
    person = await stand.person()
    async with sink() as server:
        await stand.subscribe(f"http://localhost:{server.port}/in")
        async with stand.at_work():
            for told in (1, 2):
                await stand.happens(person)
                await eventually(lambda: len(server.got) == told)  # noqa: B023
    assert len(counts) == 1


async def test_what_waits_and_what_is_dead_is_counted(stand: Any, eventually: Any) -> None:
    figures = Figures()
    await stand.happens(*await stand.persons(3))
    await stand.subscribe("https://sink.example")
    await stand.sql(
        "INSERT INTO push_deliveries (subscription_id, number, permit_holder_id, made_at, state, "
        "head, next_try_at) SELECT s.subscription_id, r.number, r.permit_holder_id, r.made_at, "
        "CASE r.number WHEN 1 THEN 'dead' ELSE 'waiting' END, true, :now "
        "FROM subscriptions s, feed_rows r", now=stand.now(),
    )  # fmt: skip
    given = stand.resources
    task = asyncio.create_task(figures.keep(given.database, given.clock))
    try:
        await eventually(lambda: figures.waiting._value.get() == 2)
    finally:
        task.cancel()
    assert figures.dead._value.get() == 1
