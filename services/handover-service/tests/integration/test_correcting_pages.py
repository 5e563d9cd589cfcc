"""*Verbeter* on the timeline: the form of what was recorded, filled in. Everything is made up."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from continuous_line.codes import Role
from continuous_line.testing.visiting import plain

AZC, ROERMOND = "azc-weert", "GM0957"
ALL_THREE = ["case-manager", "client-manager", "permit-holder"]
TWELFTH = {"talk_on-day": "12", "talk_on-month": "3", "talk_on-year": "2026", "talk_at": "10:00"}
FIFTEENTH = {"planned_on-day": "15", "planned_on-month": "4", "planned_on-year": "2026"}


@pytest.fixture
async def case(world: Any, clock: Any) -> str:
    await world.places()
    found: str = await world.owned()
    clock.set("2026-03-20")
    return found


@pytest.fixture
async def manager(visit: Callable[..., Any]) -> Any:
    return await visit([Role.CASE_MANAGER], "coa", [AZC])


async def talk_by_phone(world: Any, case: str) -> str:
    """The address of the page on which it is corrected."""
    await world.case_manager.post(
        f"{case}/handover-outcomes", mode="phone", reason="distance",
        occurredAt="2026-03-12T09:00:00Z",
    )  # fmt: skip
    talk = await world.case_manager.last(case, "HandoverByPhone")
    return f"{case}/events/{talk['id']}/correction"


async def test_a_talk_that_was_recorded_wrongly_is_recorded_as_it_was_in_one_act(
    world: Any, case: str, manager: Any
) -> None:
    page = await talk_by_phone(world, case)
    assert page in await manager.get(page.replace("correction", "voiding"))
    first = await manager.get(page)
    assert 'value="phone" checked' in first
    assert "komt in de plaats van wat eerder is vastgelegd" in plain(first)
    details = (await manager.post(page, {"talk_outcome": "together"})).text
    assert 'value="12"' in details
    assert 'value="10:00"' in details
    sent = {"talk_outcome": "together", "details": "1", "talk_attended": ALL_THREE} | TWELFTH
    assert "Telt als warme overdracht." in plain((await manager.post(page, sent)).text)
    assert "WarmHandoverHeld" not in await world.tvs.types(case)
    assert await manager.sends(page, sent | {"confirmed": "1"}) == f"{case}?done=corrected"
    told = plain(await manager.get(case))
    assert "(verbeterd)" in told
    assert "Warme overdracht, do 12 maart 2026, 10:00" in told
    wrong = await world.tvs.last(case, "HandoverByPhone")
    right = await world.tvs.last(case, "WarmHandoverHeld")
    assert wrong["replacedBy"] == right["id"]
    assert (await manager.client.get(page)).status_code == 409


async def test_a_planned_move_gets_another_day(world: Any, case: str, manager: Any) -> None:
    await world.case_manager.post(f"{case}/move-plans", plannedOn="2026-04-10")
    plan = await world.case_manager.last(case, "MovePlanned")
    page = f"{case}/events/{plan['id']}/correction"
    assert 'value="10"' in await manager.get(page)
    empty = await manager.post(page, {})
    assert (empty.status_code, "<title>Fout: " in empty.text) == (400, True)
    assert await manager.sends(page, FIFTEENTH) == f"{case}?done=corrected"
    right = await world.tvs.last(case, "MovePlanned")
    assert right["data"]["plannedOn"] == date(2026, 4, 15).isoformat()
    assert [one["replacedBy"] for one in (await world.tvs.get(f"{case}/events"))["items"]
            if one["id"] == plan["id"]] == [right["id"]]  # fmt: skip


async def test_only_who_recorded_it_corrects_it_and_only_what_has_a_form(
    world: Any, case: str, manager: Any, visit: Callable[..., Any]
) -> None:
    page = await talk_by_phone(world, case)
    town = await visit([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND])
    refused = await town.client.get(page)
    assert (refused.status_code, "other-organisation" in refused.text) == (403, True)
    await world.case_manager.post(f"{case}/first-contacts")
    contact = await world.case_manager.last(case, "FirstContactMade")
    other = f"{case}/events/{contact['id']}"
    assert (await manager.client.get(f"{other}/correction")).status_code == 409
    assert "Leg vast hoe het wel was" not in await manager.get(f"{other}/voiding")
