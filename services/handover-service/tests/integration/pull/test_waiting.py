"""Answers that are kept back until there is something to tell."""

import asyncio
import time
from typing import Any
from uuid import UUID, uuid4

import pytest

from continuous_line.contracts import handover, type_name

PHONED = type_name("handover", handover.HandoverByPhone)


@pytest.fixture
async def person(town: Any) -> UUID:
    """Linked to Roermond."""
    made = uuid4()
    await town.links(made)
    return made


@pytest.fixture
async def of(town: Any, person: UUID) -> UUID:
    found: UUID = await town.subscribe(types=[PHONED])
    return found


async def waits(town: Any, of: UUID, seconds: int = 20) -> dict[str, Any]:
    found: dict[str, Any] = await town.roermond.get(
        f"/subscriptions/{of}/events", wait=str(seconds)
    )
    return found


async def everybody_waits(town: Any, many: int) -> None:
    bell = town.bell
    async with asyncio.timeout(10):
        while len(bell._waiting) < many:  # noqa: ASYNC110 - nobody tells who waits
            await asyncio.sleep(0.01)


async def test_who_waits_is_answered_once_there_is_something(
    town: Any, of: UUID, person: UUID
) -> None:
    began = time.monotonic()
    waiting = asyncio.create_task(waits(town, of))
    await everybody_waits(town, 1)
    called = await town.phones(person)
    batch = await waiting
    assert [event["id"] for event in batch["events"]] == [str(called.id)]
    assert time.monotonic() - began < 15


async def test_what_the_filter_leaves_out_wakes_nobody_for_good(
    town: Any, of: UUID, person: UUID
) -> None:
    waiting = asyncio.create_task(waits(town, of, 3))
    await everybody_waits(town, 1)
    await town.links(uuid4())
    batch = await waiting
    assert (batch["events"], batch["more"]) == ([], False)
    called = await town.phones(person)
    rest = await town.roermond.get(f"/subscriptions/{of}/events", since=batch["next"])
    assert [event["id"] for event in rest["events"]] == [str(called.id)]


async def test_who_waits_holds_no_connection(town: Any, of: UUID, person: UUID) -> None:
    waiting = [asyncio.create_task(waits(town, of)) for _ in range(2)]
    await everybody_waits(town, 2)
    assert town.resources.database.engine.pool.checkedout() == 0
    await town.phones(person)
    assert all(batch["events"] for batch in await asyncio.gather(*waiting))


async def test_only_so_many_of_one_organisation_wait(town: Any, of: UUID, person: UUID) -> None:
    waiting = [asyncio.create_task(waits(town, of)) for _ in range(2)]
    await everybody_waits(town, 2)
    refused = await town.roermond.problem(f"/subscriptions/{of}/events?wait=9", "GET")
    assert (refused["status"], refused["code"], refused["most"]) == (429, "too-many-waiting", 2)
    assert await town.roermond.refused(f"/subscriptions/{of}/events", "GET") == (
        429,
        "too-many-waiting",
    )
    theirs = await town.subscribe(of="GM0193")
    assert (await town.zwolle.get(f"/subscriptions/{theirs}/events", wait="1"))["events"] == []
    await town.phones(person)
    await asyncio.gather(*waiting)
    assert (await waits(town, of, 1))["events"]


async def test_nobody_waits_for_a_process_that_is_asked_to_stop(
    town: Any, of: UUID, app: Any
) -> None:
    waiting = asyncio.create_task(waits(town, of))
    await everybody_waits(town, 1)
    app.state.ending.set()
    async with asyncio.timeout(10):
        assert (await waiting)["events"] == []
        assert (await waits(town, of))["events"] == []


async def test_who_is_unlinked_while_somebody_waits_is_not_told_of(
    town: Any, of: UUID, person: UUID
) -> None:
    await town.phones(person)
    waiting = asyncio.create_task(waits(town, of, 3))
    assert len((await waiting)["events"]) == 1
    await town.unlinks(person)
    assert (await waits(town, of, 1))["events"] == []
