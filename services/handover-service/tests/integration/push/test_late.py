"""What is delivered long after it happened can be fetched as long as the receiver needs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from continuous_line.codes import Role
from continuous_line.testing.sinks import sink
from continuous_line.testing.somebody import Somebody
from handover_service.subscriptions.keeping import drop

ROERMOND = "GM0957"
TERM = timedelta(days=30)


@pytest.fixture
def owner(sign_in: Callable[..., Somebody]) -> Somebody:
    return sign_in([Role.MUNICIPAL_SYSTEM], ROERMOND, [ROERMOND])


async def cleaned(stand: Any) -> int:
    async with stand.resources.database.transaction() as tx:
        return await drop(tx, stand.now(), TERM)


async def test_an_event_that_is_delivered_after_its_term_is_fetched_for_three_days_more(
    stand: Any, clock: Any, eventually: Any, owner: Somebody
) -> None:
    (told,) = await stand.happens(await stand.person())
    async with sink() as server:
        one = await stand.subscribe(
            f"http://localhost:{server.port}/in", content="information-poor"
        )
        clock.move(stand.now() + timedelta(days=40))
        assert await cleaned(stand) == 0
        async with stand.at_work():
            await eventually(lambda: server.got)
            await eventually(lambda: nothing_waits(stand))
    assert await cleaned(stand) == 0
    path = f"/subscriptions/{one}/events/{told}"
    assert (await owner.get(path))["id"] == told
    clock.move(stand.now() + timedelta(days=4))
    assert await cleaned(stand) == 1
    assert await owner.refused(path, "GET") == (404, "not-found")
    assert await stand.sql("SELECT 1 FROM push_late") == []


async def test_of_what_is_delivered_in_time_nothing_is_kept_longer(
    stand: Any, clock: Any, eventually: Any
) -> None:
    await stand.happens(await stand.person())
    async with sink() as server:
        await stand.subscribe(f"http://localhost:{server.port}/in")
        async with stand.at_work():
            await eventually(lambda: server.got)
            await eventually(lambda: nothing_waits(stand))
    assert await stand.sql("SELECT 1 FROM push_late") == []
    clock.move(stand.now() + timedelta(days=31))
    assert await cleaned(stand) == 1


async def nothing_waits(stand: Any) -> bool:
    return bool(await stand.waiting() == 0)
