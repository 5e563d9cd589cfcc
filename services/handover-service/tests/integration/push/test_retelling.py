"""Who missed what is no longer kept is told anew how things stand."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from continuous_line.codes import Role
from continuous_line.testing.sinks import reply, sink
from continuous_line.testing.somebody import Somebody

ROERMOND = "GM0957"
STATE = "nl.doorlopendelijn.subscription.StateTold.v1"


@pytest.fixture
def owner(sign_in: Callable[..., Somebody]) -> Somebody:
    return sign_in([Role.MUNICIPAL_SYSTEM], ROERMOND, [ROERMOND])


async def goes(stand: Any) -> None:
    """What is in the feed is no longer kept."""
    await stand.sql("UPDATE feed_counters SET dropped = last")
    await stand.sql("DELETE FROM feed_rows")


def told(got: Any) -> list[tuple[str, str]]:
    """Type and subject of what a sink got."""
    found = [msgspec.json.decode(one.body) for one in got if one.method == "POST"]
    return [(one["type"], one["subject"]) for one in found]


async def test_a_push_subscription_that_fell_behind_gets_the_state_of_everybody_once(
    stand: Any, eventually: Any
) -> None:
    persons = await stand.persons(2)
    await stand.happens(*persons)
    async with sink(reply(204)) as server:
        one = await stand.subscribe(f"http://localhost:{server.port}/in")
        await goes(stand)
        async with stand.at_work():
            await eventually(lambda: len(told(server.got)) == 2)
            await stand.happens(persons[0])
            await eventually(lambda: len(told(server.got)) == 3)
    assert sorted(told(server.got)[:2]) == sorted((STATE, str(person)) for person in persons)
    assert await stand.changes(one) == ["missed"]


async def test_a_paused_push_subscription_whose_place_went_gets_it_when_resumed(
    stand: Any, eventually: Any, owner: Somebody
) -> None:
    person = await stand.person()
    await stand.happens(person)
    async with sink(reply(204)) as server:
        one = await stand.subscribe(f"http://localhost:{server.port}/in", state="paused")
        await goes(stand)
        await owner.post(f"/subscriptions/{one}/resumptions")
        async with stand.at_work():
            await eventually(lambda: told(server.got) == [(STATE, str(person))])
    assert await stand.changes(one) == ["resumed", "missed"]


@pytest.mark.parametrize(("paused_on", "states"), [("2026-01-05", 1), ("2026-03-01", 0)])
async def test_who_pulls_gets_it_when_resumed_after_more_than_the_term(
    stand: Any, owner: Somebody, clock: Any, paused_on: str, states: int
) -> None:
    clock.set(paused_on)
    await stand.person()
    one = await stand.subscribe(None, delivery="pull", permitted_at=None)
    await owner.post(f"/subscriptions/{one}/pauses")
    clock.set("2026-03-09")
    await owner.post(f"/subscriptions/{one}/resumptions")
    rows = await stand.sql("SELECT only_for FROM feed_rows WHERE type = :type", type=STATE)
    assert [row.only_for for row in rows] == [one] * states
