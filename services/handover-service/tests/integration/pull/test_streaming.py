"""The feed as server-sent events, on a real port."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import orjson
import pytest

from continuous_line.codes import Role
from continuous_line.contracts import handover, subscription, type_name
from continuous_line.database import fetch
from handover_service.subscriptions.standing import State

PHONED = type_name("handover", handover.HandoverByPhone)
LINKED = type_name("handover", handover.MunicipalityLinked)
STATE = type_name("subscription", subscription.StateTold)
ROERMOND = "GM0957"
Frame = dict[str, str]


class Listener:
    """Reads frames as a browser does: one without data is none, but moves the last id."""

    def __init__(self, lines: AsyncIterator[str]) -> None:
        self._lines = lines
        self.last_id = ""

    async def hears(self) -> Frame:
        """The next frame with data. Raises StopAsyncIteration at the end."""
        frame: Frame = {}
        async with asyncio.timeout(15):
            while True:
                line = await anext(self._lines)
                if line:
                    name, _, value = line.partition(": ")
                    frame[name] = value
                    continue
                self.last_id = frame.get("id", self.last_id)
                if "data" in frame:
                    return frame
                frame = {}

    async def is_over(self) -> bool:
        try:
            await self.hears()
        except StopAsyncIteration:
            return True
        return False


@pytest.fixture
def system(token: Callable[..., str]) -> str:
    return token([Role.MUNICIPAL_SYSTEM], ROERMOND, [ROERMOND])


Listening = Callable[..., Any]


@pytest.fixture
def listens(address: str, system: str) -> Listening:
    """`async with listens(subscription, token=, last=)`: a Listener."""

    @asynccontextmanager
    async def listen(of: UUID, token: str = system, last: str = "") -> AsyncIterator[Listener]:
        headers = {"accept": "text/event-stream", "authorization": f"Bearer {token}"}
        if last:
            headers["last-event-id"] = last
        path = f"{address}/v1/subscriptions/{of}/events"
        async with (
            httpx.AsyncClient(timeout=20) as client,
            client.stream("GET", path, headers=headers) as answer,
        ):
            answer.raise_for_status()
            assert answer.headers["content-type"].startswith("text/event-stream")
            yield Listener(answer.aiter_lines())

    return listen


async def test_events_stream_as_they_come_and_go_on_from_the_last_id(
    town: Any, listens: Listening
) -> None:
    person, of = uuid4(), await town.subscribe()
    await town.links(person)
    async with listens(of) as listener:
        assert [(await listener.hears())["event"] for _ in range(2)] == [STATE, LINKED]
        called = await town.phones(person)
        frame = await listener.hears()
        assert orjson.loads(frame["data"])["id"] == str(called.id)
    async with listens(of, last=frame["id"]) as listener:
        again = await town.phones(person)
        assert orjson.loads((await listener.hears())["data"])["id"] == str(again.id)


async def test_what_the_filter_leaves_out_moves_the_last_id(town: Any, listens: Listening) -> None:
    person, of = uuid4(), await town.subscribe(types=[PHONED])
    await town.links(person)
    async with listens(of) as listener:
        called = await town.phones(person)
        first = await listener.hears()
        assert orjson.loads(first["data"])["id"] == str(called.id)
        await town.links(uuid4())
        await town.phones(person)
        second = await listener.hears()
    assert int(second["id"].rpartition("-")[2]) - int(first["id"].rpartition("-")[2]) == 3


async def test_rights_are_judged_at_every_batch(town: Any, listens: Listening) -> None:
    person, of = uuid4(), await town.subscribe(types=[PHONED])
    await town.links(person)
    async with listens(of) as listener:
        async with town.resources.database.transaction() as tx:
            await fetch(tx, "UPDATE consumer_progress SET caught_up_at = NULL")
        await town.phones(person)
        await town.unlinks(person)
        await town.fresh()
        await town.links(person)
        last = await town.phones(person)
        assert orjson.loads((await listener.hears())["data"])["id"] == str(last.id)


async def test_it_ends_with_the_subscription_and_says_why(town: Any, listens: Listening) -> None:
    of = await town.subscribe()
    async with listens(of) as listener:
        await town.change(of, state=State.ENDED)
        frame = await listener.hears()
        assert frame["event"] == "ended"
        assert orjson.loads(frame["data"])["code"] == "subscription-ended"
        assert await listener.is_over()
    with pytest.raises(httpx.HTTPStatusError, match="410"):
        async with listens(of):
            pass


async def test_it_ends_with_the_token(town: Any, listens: Listening, issuer: Any) -> None:
    of = await town.subscribe()
    short = issuer.token(
        "system", ROERMOND, [Role.MUNICIPAL_SYSTEM], [ROERMOND], lifetime=timedelta(seconds=1)
    )
    async with listens(of, token=short) as listener:
        assert orjson.loads((await listener.hears())["data"])["code"] == "invalid-token"
        assert await listener.is_over()


async def test_it_ends_when_the_process_is_asked_to_stop(
    town: Any, listens: Listening, app: Any
) -> None:
    of = await town.subscribe()
    async with listens(of) as listener:
        app.state.ending.set()
        assert await listener.is_over()


async def test_only_so_many_streams_are_open_and_each_seat_is_given_back(
    town: Any, listens: Listening
) -> None:
    of = await town.subscribe()
    for _ in range(3):
        async with listens(of), listens(of):
            with pytest.raises(httpx.HTTPStatusError, match="429"):
                async with listens(of):
                    pass
        async with asyncio.timeout(10):
            while town.seats._taken:  # noqa: ASYNC110 - nobody tells who left
                await asyncio.sleep(0.01)


async def test_a_stream_holds_no_connection_and_outlives_a_database_that_is_away(
    town: Any, listens: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, of = uuid4(), await town.subscribe(types=[PHONED])
    await town.links(person)
    pulling, looked = town.pulling, asyncio.Event()

    async def fails(*_: object) -> None:
        looked.set()
        raise OSError("away")

    monkeypatch.setattr("handover_service.subscriptions.streaming.PAUSE", 0.1)
    async with listens(of) as listener:
        monkeypatch.setattr(type(pulling), "look", fails)
        await looked.wait()
        monkeypatch.undo()
        await town.phones(person)
        assert (await listener.hears())["event"] == PHONED
        pool = town.resources.database.engine.pool
        async with asyncio.timeout(10):
            while pool.checkedout():  # noqa: ASYNC110 - it looks now and then, and gives it back
                await asyncio.sleep(0.01)
