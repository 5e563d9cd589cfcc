"""What was tried and what was given up, on the console. All names are made up."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select

from continuous_line.codes import Role
from continuous_line.testing.visiting import Visiting, plain
from handover_service.subscriptions.push.tables import (
    push_deliveries,
    push_places,
    push_trail,
)

ROERMOND = "GM0957"
TYPE = "nl.doorlopendelijn.handover.MunicipalityLinked.v1"


@pytest.fixture
async def manager(visit: Any) -> Visiting:
    found: Visiting = await visit([Role.INTEGRATION_MANAGER], ROERMOND, [ROERMOND])
    return found


@pytest.fixture
async def one(subscribers: Any, world: Any) -> str:
    """A subscription that has given up two, about one person, with a third behind them."""
    made: str = await subscribers.push()
    subscription_id, person = UUID(made.rsplit("/", maxsplit=1)[-1]), uuid4()
    now = world.resources.clock.now()
    async with world.resources.database.transaction() as tx:
        place = {"subscription_id": subscription_id, "read_to": 5, "version": 1, "tries": 2}
        await tx.execute(insert(push_places).values(place | {"delivered": 1, "delivered_at": now}))
        for number, state, head in ((3, "dead", True), (4, "dead", False), (5, "waiting", False)):
            await tx.execute(
                insert(push_deliveries).values(
                    subscription_id=subscription_id,
                    number=number,
                    permit_holder_id=person,
                    made_at=now - timedelta(hours=5),
                    state=state,
                    head=head,
                    attempts=15,
                    next_try_at=now,
                    last_at=now,
                    last_status=503 if number == 3 else None,
                    last_reason="busy" if number == 3 else "timed-out",
                )
            )
        tried = {"number": 3, "event_id": uuid4(), "type": TYPE, "attempt": 15, "slot": 0}
        answered = {"milliseconds": 1234, "status": 503, "reason": "busy", "at": now}
        await tx.execute(
            insert(push_trail).values(subscription_id=subscription_id, **tried, **answered)
        )
    return made


async def states(world: Any) -> dict[int, str]:
    async with world.resources.database.reading() as tx:
        rows = await tx.execute(select(push_deliveries.c.number, push_deliveries.c.state))
        return {row.number: row.state for row in rows}


async def test_the_last_tries_are_told_with_answer_and_time(manager: Visiting, one: str) -> None:
    page = plain(await manager.get(one))
    assert f"{TYPE} nummer 3; poging 15" in page
    assert "503: het adres heeft het te druk 1.234 ms" in page
    assert "1; het oudste is 5 uur oud" in page
    assert "Opgegeven 2" in page
    listed = plain(await manager.get("/subscriptions"))
    assert "1 te gaan, oudste 5 uur" in listed
    assert "2 opgegeven" in listed


async def test_what_was_given_up_is_told_with_why_and_what_waits_behind_it(
    manager: Visiting, one: str
) -> None:
    page = plain(await manager.get(f"{one}/dead-letters"))
    assert "nummer 3; 2 wachten erachter" in page
    assert "nummer 4; 1 wachten erachter" in page
    assert "het adres antwoordde niet op tijd" in page
    assert "15 keer geprobeerd" in page


async def test_one_is_tried_again_or_all_past_a_page_with_their_number(
    manager: Visiting, one: str, world: Any
) -> None:
    await manager.sends(f"{one}/dead-letters/3/redrives")
    assert await states(world) == {3: "waiting", 4: "dead", 5: "waiting"}
    check = plain(await manager.get(f"{one}/dead-letters/redrives"))
    assert "Aantal dat u opnieuw laat proberen: 1." in check
    await manager.sends(f"{one}/dead-letters/redrives")
    assert await states(world) == dict.fromkeys((3, 4, 5), "waiting")
    assert "Er is niets opgegeven." in plain(await manager.get(f"{one}/dead-letters/redrives"))
    assert "Opnieuw laten proberen" in plain(await manager.get(one))


async def test_one_is_left_out_with_a_reason_past_a_check(
    manager: Visiting, one: str, world: Any
) -> None:
    address = f"{one}/dead-letters/3/discards"
    assert "wordt dan nooit meer gestuurd" in plain(await manager.get(address))
    missing = await manager.post(address)
    assert (missing.status_code, 'href="#sub_discard_reason"' in missing.text) == (400, True)
    said = {"sub_discard_reason": "known-otherwise"}
    check = await manager.post(address, said)
    assert check.status_code == 200
    assert "Wachten erachter en gaan door: 2." in plain(check.text)
    assert await states(world) == {3: "dead", 4: "dead", 5: "waiting"}
    await manager.sends(address, said | {"confirmed": "1"})
    assert await states(world) == {4: "dead", 5: "waiting"}
    history = plain(await manager.get(one)).partition("Wat er gebeurde")[2]
    assert "Weggelaten (wat erin staat is al langs een andere weg bekend)" in history
    await manager.get(address, 404)


async def test_nobody_else_decides_about_it(one: str, visit: Any, world: Any) -> None:
    other = await visit([Role.INTEGRATION_MANAGER], "GM0193", ["GM0193"])
    for path in ("3/redrives", "redrives", "3/discards"):
        assert (await other.post(f"{one}/dead-letters/{path}")).status_code == 404
    assert await states(world) == {3: "dead", 4: "dead", 5: "waiting"}
