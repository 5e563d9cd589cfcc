"""How much of the feed is read ahead: who fails does not take the room of the others."""

from typing import Any

import pytest

from handover_service.subscriptions.forms import CLOUD_EVENTS, CloudEvents
from handover_service.subscriptions.push.figures import Figures
from handover_service.subscriptions.push.filling import fill
from handover_service.subscriptions.push.looking import begin
from handover_service.subscriptions.push.tools import Tools
from handover_service.subscriptions.web.texts_codes import WORDS


@pytest.fixture
def tools(stand: Any) -> Tools:
    """As filling needs them: nothing is sent."""
    unused: Any = None
    return Tools(
        database=stand.resources.database, clock=stand.resources.clock, client=unused,
        secrets=stand.secrets, forms={CLOUD_EVENTS: CloudEvents()}, origin="us.example",
        source="handover-service",
        public_url="https://us.example", figures=Figures(),
    )  # fmt: skip


async def subscribed(stand: Any) -> Any:
    one = await stand.subscribe("https://sink.example")
    async with stand.resources.database.transaction() as tx:
        await begin(tx, [one])
    return one


async def numbers(stand: Any) -> list[int]:
    rows = await stand.sql("SELECT number FROM push_deliveries ORDER BY number")
    return [row.number for row in rows]


async def test_no_more_is_read_ahead_than_there_is_room_for(stand: Any, tools: Tools) -> None:
    await stand.happens(*await stand.persons(6))
    one = await subscribed(stand)
    assert await fill(tools, one, most_waiting=3)
    assert not await fill(tools, one, most_waiting=3)
    assert await numbers(stand) == [1, 2, 3]
    assert await stand.changes(one) == []


@pytest.mark.parametrize("stuck", ["state = 'dead'", "attempts = 1"])
async def test_what_waits_behind_somebody_who_fails_takes_no_room_of_others(
    stand: Any, tools: Tools, stuck: str
) -> None:
    bad, good = await stand.persons(2)
    await stand.happens(bad, bad, bad, good, good)
    one = await subscribed(stand)
    assert await fill(tools, one, most_waiting=3)
    await stand.sql(f"UPDATE push_deliveries SET {stuck} WHERE number = 1")
    assert await fill(tools, one, most_waiting=3)
    assert await numbers(stand) == [1, 2, 3, 4, 5]


async def test_where_all_together_is_too_much_nothing_is_added_and_the_owner_is_told_once(
    stand: Any, tools: Tools
) -> None:
    bad, good = await stand.persons(2)
    await stand.happens(bad, bad, bad, good, good)
    one = await subscribed(stand)
    assert await fill(tools, one, most_waiting=3, most_kept=4)
    await stand.sql("UPDATE push_deliveries SET state = 'dead' WHERE number = 1")
    assert await fill(tools, one, most_waiting=3, most_kept=4)
    for _ in range(2):
        assert not await fill(tools, one, most_waiting=3, most_kept=4)
    assert await numbers(stand) == [1, 2, 3, 4]
    assert await stand.changes(one) == ["full"]
    assert all("sub_what_full" in words for words in WORDS.values())
