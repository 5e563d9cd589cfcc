"""What looks cost: few at a time, each in short snapshots, and so many of one organisation."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest

from continuous_line.auth import Principal
from continuous_line.codes import Role
from continuous_line.contracts import handover, type_name
from continuous_line.database import Tx
from handover_service.subscriptions import pulling

PHONED = type_name("handover", handover.HandoverByPhone)
SYSTEM = Principal("made-up", "GM0957", frozenset({Role.MUNICIPAL_SYSTEM}), frozenset())


class Watched:
    """The database, and the snapshots that are taken of it. `then`: done after each."""

    def __init__(self, database: Any) -> None:
        self.database = database
        self.taken = self.open = self.most = 0
        self.then: Callable[[], Awaitable[object]] | None = None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Tx]:
        self.taken, self.open = self.taken + 1, self.open + 1
        self.most = max(self.most, self.open)
        try:
            async with self.database.reading() as tx:
                yield tx
                await asyncio.sleep(0.02)
        finally:
            self.open -= 1
        if self.then:
            await self.then()

    def transaction(self) -> Any:
        return self.database.transaction()


@pytest.fixture
def watched(town: Any, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """What is read of, three rows at a time."""
    made = Watched(town.resources.database)
    monkeypatch.setattr(town.pulling, "_database", made)
    monkeypatch.setattr(pulling, "_AT_ONCE", 3)
    return made


@pytest.fixture
async def person(town: Any) -> UUID:
    """Linked to Roermond."""
    made = uuid4()
    await town.links(made)
    return made


async def test_however_many_look_at_once_two_have_a_snapshot(town: Any, watched: Watched) -> None:
    of = await town.subscribe()
    await town.ping(of)
    looks = [town.pulling.look(SYSTEM, of, None, 10) for _ in range(8)]
    assert [len(batch.told) for batch in await asyncio.gather(*looks)] == [1] * 8
    assert (watched.taken, watched.most) == (8, 2)


async def test_a_look_through_a_narrow_filter_ends_its_snapshot_after_so_many_rows(
    town: Any, watched: Watched, person: UUID
) -> None:
    of = await town.subscribe(types=["nl.doorlopendelijn.subscription.Ping.v1"])
    for _ in range(8):
        await town.phones(person)
    await town.ping(of)
    batch = await town.pulling.look(SYSTEM, of, None, 10)
    assert (len(batch.told), batch.more) == (1, False)
    assert (watched.taken, watched.most) == (4, 1)


async def test_who_is_unlinked_in_the_middle_of_a_look_is_not_told_of_from_there_on(
    town: Any, watched: Watched, person: UUID
) -> None:
    of = await town.subscribe(types=[PHONED])
    for _ in range(6):
        await town.phones(person)

    async def unlink() -> None:
        watched.then = None
        await town.unlinks(person)

    watched.then = unlink
    batch = await town.pulling.look(SYSTEM, of, None, 10)
    assert 0 < len(batch.told) < 6


async def test_what_goes_in_the_middle_of_a_look_is_missed_at_the_next_one(
    town: Any, watched: Watched, person: UUID
) -> None:
    of = await town.subscribe(types=[PHONED])
    sent = [(await town.phones(person)).id for _ in range(6)]

    async def forget() -> None:
        watched.then = None
        await town.forget_until(6)

    watched.then = forget
    batch = await town.pulling.look(SYSTEM, of, None, 10)
    assert (len(batch.told), batch.more) == (2, True)
    with pytest.raises(pulling.FellBehind) as behind:
        await town.pulling.look(SYSTEM, of, batch.next, 10)
    rest = await town.pulling.look(SYSTEM, of, behind.value.extra["earliest"], 10)
    assert len(rest.told) == 1
    assert str(sent[-1]).encode() in rest.told[0].body


async def test_a_look_takes_a_seat_as_waiting_does_and_gives_it_back(
    town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    of, reads, begun = await town.subscribe(), asyncio.Event(), asyncio.Semaphore(0)
    theirs, real = await town.subscribe(of="GM0193"), town.pulling.look

    async def slowly(who: Principal, *more: Any) -> Any:
        if who.organisation == "GM0957":
            begun.release()
            await reads.wait()
        return await real(who, *more)

    monkeypatch.setattr(town.pulling, "look", slowly)
    path = f"/subscriptions/{of}/events"
    looking = [asyncio.create_task(town.roermond.get(path)) for _ in range(2)]
    async with asyncio.timeout(10):
        for _ in looking:
            await begun.acquire()
    assert await town.roermond.refused(path, "GET") == (429, "too-many-waiting")
    assert (await town.zwolle.get(f"/subscriptions/{theirs}/events"))["events"] == []
    reads.set()
    await asyncio.gather(*looking)
    assert await town.roermond.refused(f"/subscriptions/{uuid4()}/events", "GET") == (
        404,
        "not-found",
    )
    assert not town.seats._taken
