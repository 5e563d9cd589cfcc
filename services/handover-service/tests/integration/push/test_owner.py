"""What the owner reads and decides over HTTP, and what goes by itself."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from continuous_line.codes import Role
from continuous_line.testing.sinks import reply, sink
from continuous_line.testing.somebody import Somebody
from handover_service.subscriptions.push.cleaning import cleaning

ROERMOND, ZWOLLE = "GM0957", "GM0193"


@pytest.fixture
def owner(sign_in: Callable[..., Somebody]) -> Somebody:
    return sign_in([Role.MUNICIPAL_SYSTEM], ROERMOND, [ROERMOND])


@pytest.fixture
def stranger(sign_in: Callable[..., Somebody]) -> Somebody:
    return sign_in([Role.MUNICIPAL_SYSTEM], ZWOLLE, [ZWOLLE])


async def given_up(stand: Any, eventually: Any) -> tuple[str, list[str], UUID]:
    """Path of a subscription with a dead letter and one behind it; their ids, and the person."""
    person = await stand.person()
    told = await stand.happens(person, person)
    async with sink(reply(400)) as server:
        one = await stand.subscribe(f"http://localhost:{server.port}/in")
        async with stand.at_work():
            await eventually(lambda: stand.sql("SELECT 1 FROM push_trail"))
    await stand.sql("UPDATE push_deliveries SET state = 'dead' WHERE number = 1")
    return f"/subscriptions/{one}", told, person


async def test_the_owner_sees_what_waits_what_was_tried_and_what_was_given_up(
    stand: Any, eventually: Any, owner: Somebody
) -> None:
    path, told, _ = await given_up(stand, eventually)
    progress = await owner.get(f"{path}/progress")
    assert (progress["waiting"], progress["deadLetters"], progress["unread"]) == (1, 1, 0)
    (tried,) = (await owner.get(f"{path}/tries"))["items"]
    assert (tried["eventId"], tried["status"], tried["reason"]) == (told[0], 400, "refused")
    (letter,) = (await owner.get(f"{path}/dead-letters"))["items"]
    assert (letter["number"], letter["eventId"], letter["waitingBehind"]) == (1, told[0], 1)


async def test_the_owner_tries_one_again_all_or_leaves_one_out_with_a_reason(
    stand: Any, eventually: Any, owner: Somebody
) -> None:
    path, *_ = await given_up(stand, eventually)
    await owner.post(f"{path}/dead-letters/1/redrives")
    assert (await owner.get(f"{path}/dead-letters"))["items"] == []
    await stand.sql("UPDATE push_deliveries SET state = 'dead' WHERE number = 1")
    await owner.post(f"{path}/dead-letters/redrives")
    assert (await owner.get(f"{path}/dead-letters"))["items"] == []
    await stand.sql("UPDATE push_deliveries SET state = 'dead' WHERE number = 1")
    await owner.post(f"{path}/dead-letters/1/discards", reason="known-otherwise")
    (left,) = await stand.sql("SELECT number, head FROM push_deliveries")
    assert (left.number, left.head) == (2, True)
    changes = (await owner.get(f"{path}/changes"))["items"]
    assert [one["what"] for one in changes] == ["discarded", "redriven", "redriven"]
    assert changes[0]["details"] == {"number": 1, "reason": "known-otherwise"}
    assert {one["by"] for one in changes} != {"push"}


async def test_nobody_else_sees_or_decides_anything(
    stand: Any, eventually: Any, owner: Somebody, stranger: Somebody
) -> None:
    path, *_ = await given_up(stand, eventually)
    for read in ("progress", "tries", "dead-letters"):
        assert (await stranger.client.get(f"{path}/{read}")).status_code == 404
    why = {"reason": "known-otherwise"}
    for act, told in (("1/redrives", None), ("redrives", None), ("1/discards", why)):
        answer = await stranger.client.post(f"{path}/dead-letters/{act}", json=told)
        assert answer.status_code == 404
    (letter,) = (await owner.get(f"{path}/dead-letters"))["items"]
    assert (letter["number"], letter["waitingBehind"]) == (1, 1)
    assert (await owner.get(f"{path}/changes"))["items"] == []


async def clean(stand: Any) -> None:
    async with stand.resources.database.transaction() as tx:
        await cleaning(stand.resources)(tx)


async def test_of_an_erased_person_no_dead_letter_is_left_and_of_others_nothing_goes(
    stand: Any, eventually: Any
) -> None:
    *_, person = await given_up(stand, eventually)
    other = await stand.person()
    await stand.happens(other)
    await stand.sql(
        "INSERT INTO push_deliveries (subscription_id, number, permit_holder_id, made_at, state, "
        "head, next_try_at) SELECT subscription_id, 3, :other, :now, 'waiting', true, :now "
        "FROM subscriptions", other=other, now=stand.now(),
    )  # fmt: skip
    await stand.sql("DELETE FROM feed_rows WHERE permit_holder_id = :person", person=person)
    await clean(stand)
    (left,) = await stand.sql("SELECT number, permit_holder_id FROM push_deliveries")
    assert (left.number, left.permit_holder_id) == (3, other)


async def test_what_waited_for_an_ended_subscription_goes(stand: Any, eventually: Any) -> None:
    await given_up(stand, eventually)
    await stand.sql("UPDATE subscriptions SET state = 'ended'")
    await clean(stand)
    assert await stand.sql("SELECT 1 FROM push_deliveries") == []


async def test_the_end_of_a_link_is_told_although_a_dead_letter_stands_before_it(
    stand: Any, eventually: Any, ids: Any
) -> None:
    path, _, person = await given_up(stand, eventually)
    other = await stand.person()
    (kept,) = await stand.happens(other)
    stand.links[person] = None
    (end,) = await stand.happens(person)
    one = path.rsplit("/", 1)[1]
    async with sink(reply(400)) as server:
        await stand.sql(
            "UPDATE subscriptions SET sink = :sink, version = 2",
            sink=f"http://localhost:{server.port}/in",
        )
        async with stand.at_work():
            await eventually(lambda: kept in ids(server.got))
    await stand.sql("UPDATE push_deliveries SET state = 'dead' WHERE number = 3")
    await clean(stand)
    assert await dead(stand) == [1, 3], "who may be told of is kept"

    await stand.unlink(person)
    await clean(stand)
    assert await dead(stand) == [3]
    async with sink() as server:
        await stand.sql(
            "UPDATE subscriptions SET sink = :sink, version = 3",
            sink=f"http://localhost:{server.port}/in",
        )
        async with stand.at_work():
            await eventually(lambda: server.got)
    assert ids(server.got) == [end]
    (place,) = await stand.sql(
        "SELECT passed FROM push_places WHERE subscription_id = :one", one=one
    )
    assert place.passed == 2, "the letter, and what came before the end"


async def dead(stand: Any) -> list[int]:
    rows = await stand.sql(
        "SELECT number FROM push_deliveries WHERE state = 'dead' ORDER BY number"
    )
    return [row.number for row in rows]
