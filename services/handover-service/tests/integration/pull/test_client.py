"""The Python client at a subscription of the real service: away for a week, crashed, gone on."""

import asyncio
import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import pytest

from continuous_line.codes import Role
from continuous_line.contracts import handover, type_name
from continuous_line.webhooks.rendering import Content
from doorlopende_lijn_client import AsyncClient, CloudEvent, FellBehind, Patience, Problem
from handover_service.subscriptions.standing import State

README = Path(__file__).parents[5] / "clients/python/README.md"
PHONED = type_name("handover", handover.HandoverByPhone)
ROERMOND = "GM0957"


@pytest.fixture
def system(token: Callable[..., str]) -> str:
    return token([Role.MUNICIPAL_SYSTEM], ROERMOND, [ROERMOND])


@pytest.fixture
async def client(address: str, system: str) -> Any:
    async with AsyncClient(address, system, patience=Patience(tries=2, first=0.01)) as made:
        yield made


class Receiver:
    """Keeps the position after it handled a batch, and knows an event by its id."""

    def __init__(self) -> None:
        self.since: str | None = None
        self.handled: dict[str, CloudEvent] = {}
        self.came = 0

    async def reads(self, client: AsyncClient, of: str, crash: Random | None = None) -> None:
        """To the end; with `crash` it may end anywhere, also between handling and keeping."""
        async for batch in client.follow(of, since=self.since, limit=7):
            for event in batch.events:
                self.came += 1
                self.handled.setdefault(event.id, event)
                if crash and crash.random() < 0.1:
                    return
            self.since = batch.next


async def test_who_was_away_for_a_week_and_crashes_has_each_event_once_and_in_order(
    town: Any, client: AsyncClient, clock: Any
) -> None:
    of = str(await town.subscribe(types=[PHONED]))
    persons = [uuid4() for _ in range(4)]
    for person in persons:
        await town.links(person)
    sent: dict[str, list[str]] = defaultdict(list)
    for days in range(8):
        clock.set((date(2026, 3, 1) + timedelta(days)).isoformat())
        for person in persons * 2:
            sent[str(person)].append(str((await town.phones(person)).id))
    receiver, chance = Receiver(), Random(7)
    for _ in range(6):
        await receiver.reads(client, of, chance)
    await receiver.reads(client, of)
    assert receiver.came > len(receiver.handled) == 64
    received: dict[str | None, list[str]] = defaultdict(list)
    for event in receiver.handled.values():
        received[event.subject].append(event.id)
    assert received == sent


async def test_who_follows_hears_what_happens_next(town: Any, client: AsyncClient) -> None:
    of, person = str(await town.subscribe(types=[PHONED])), uuid4()
    await town.links(person)
    heard = client.follow(of, wait=10)
    waiting = asyncio.ensure_future(anext(heard))
    await asyncio.sleep(0.2)
    called = await town.phones(person)
    batch = await waiting
    assert [event.id for event in batch.events] == [str(called.id)]


async def test_who_fell_behind_goes_on_from_the_earliest(town: Any, client: AsyncClient) -> None:
    of, person = str(await town.subscribe()), uuid4()
    await town.links(person)
    called = await town.phones(person)
    await town.forget_until(2)
    with pytest.raises(FellBehind) as behind:
        await client.batch(of)
    batch = await client.batch(of, since=behind.value.earliest)
    assert [event.id for event in batch.events] == [str(called.id)]


async def test_an_information_poor_event_is_read_whole(town: Any, client: AsyncClient) -> None:
    of, person = str(await town.subscribe(content=Content.INFORMATION_POOR)), uuid4()
    await town.links(person)
    event = (await client.batch(of)).events[-1]
    assert (event.data, event.dataref is None) == (None, False)
    assert (await client.whole(of, event)).data["municipality"] == ROERMOND


async def test_a_subscription_that_ended_is_told(town: Any, client: AsyncClient) -> None:
    of = await town.subscribe()
    await town.change(of, state=State.ENDED)
    with pytest.raises(Problem) as ended:
        await client.batch(str(of))
    assert ended.value.code == "subscription-ended"


async def test_the_ten_lines_of_the_readme_run_against_the_service(
    town: Any,
    address: str,
    system: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    of, person = await town.subscribe(), uuid4()
    await town.links(person)
    for name, value in {
        "HANDOVER_URL": address,
        "TOKEN": system,
        "SUBSCRIPTION": str(of),
        "POSITION_FILE": str(tmp_path / "position"),
    }.items():
        monkeypatch.setenv(name, value)
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    program = compile(code, "README.md", "exec")
    told = []
    for _ in range(2):
        await asyncio.to_thread(exec, program, {})
        lines = capsys.readouterr().out.splitlines()
        told.append([line for line in lines if line.endswith(f" of {person}")])
        await town.phones(person)
    assert told == [
        [f"StateTold of {person}", f"MunicipalityLinked of {person}"],
        [f"HandoverByPhone of {person}"],
    ]
