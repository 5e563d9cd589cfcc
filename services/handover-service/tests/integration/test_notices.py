"""Who is told of what: by name or by role at a place, level by level."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from continuous_line.codes import Role

AZC = "azc-weert"


async def told(somebody, **query: str) -> list[tuple[str, str, int]]:
    items = (await somebody.get("/notices", **query))["items"]
    return [(item["milestone"], item["about"], item["level"]) for item in items]


@pytest.fixture
def owner(world, issuer, app) -> Any:
    """The token of cm-1, who has the cases."""
    from continuous_line.testing.somebody import Somebody

    made = Somebody(app, issuer.token("cm-1", "coa", [Role.CASE_MANAGER], [AZC]))
    world.owner = made
    return made


async def look_on(world, clock, *days: str) -> None:
    for day in days:
        clock.set(day)
        await world.look()


async def test_first_the_owner_then_after_a_week_the_location_manager_then_the_unit(
    world, clock, owner
) -> None:
    await world.places()
    await world.owned()
    unit = world.sign_in([Role.UNIT_MANAGER], "coa", ["unit-zuid"])
    await look_on(world, clock, "2026-03-07")
    assert await told(owner) == [("profile-sent", "near", 1)]
    await look_on(world, clock, "2026-03-09")
    assert await told(owner) == [("profile-sent", "missed", 1)]
    assert ("profile-sent", "missed", 1) in await told(world.roermond)
    assert await told(world.location_manager) == []
    await look_on(world, clock, "2026-03-15")
    assert await told(world.location_manager) == []
    await look_on(world, clock, "2026-03-16")
    assert await told(world.location_manager) == [("profile-sent", "missed", 2)]
    assert await told(unit) == []
    await look_on(world, clock, "2026-03-30")
    assert ("profile-sent", "missed", 3) in await told(unit)
    await owner.client.aclose()


async def test_a_notice_is_read_by_somebody_and_done_when_its_cause_has_ended(
    world, clock, owner
) -> None:
    case = await world.link()
    await look_on(world, clock, "2026-03-04")
    notices = await world.location_manager.get("/notices")
    assert [(n["milestone"], n["role"]) for n in notices["items"]] == [
        ("owner", "location-manager"),
    ]  # fmt: skip
    assert notices["unread"] == 1
    path = f"/notices/{notices['items'][0]['id']}/readings"
    assert (await owner.client.post(path)).status_code == 404
    assert (await world.location_manager.client.post(path)).status_code == 204
    after = await world.location_manager.get("/notices")
    assert after["unread"] == 0
    assert after["items"][0]["readAt"] is not None
    await world.employ("cm-1")
    await world.location_manager.post(f"{case}/owners", owner="cm-1")
    await world.look()
    assert await told(world.location_manager) == []
    assert await told(world.location_manager, done="true") == [("owner", "missed", 1)]
    await owner.client.aclose()


async def test_another_owner_is_told_instead_of_the_former_one(world, clock, owner) -> None:
    case = await world.owned()
    await world.employ("cm-2")
    await look_on(world, clock, "2026-03-09")
    assert await told(owner) == [("profile-sent", "missed", 1)]
    await world.location_manager.post(f"{case}/owners", owner="cm-2", reason="illness")
    await world.look()
    assert await told(owner) == []
    async with world.resources.database.reading() as tx:
        names = await tx.scalars(
            text("SELECT staff_id FROM notices WHERE done_at IS NULL AND staff_id IS NOT NULL")
        )
        assert set(names) == {"cm-2"}
    await owner.client.aclose()


@pytest.mark.scenario("S-H25")
async def test_the_eighth_day_without_contact_tells_the_worker(world, clock) -> None:
    await world.employ("w-1")
    case = await world.owned()
    await world.case_manager.post(f"{case}/programmes", programme="asp", worker="w-1")
    await look_on(world, clock, "2026-03-08", "2026-03-09")
    async with world.resources.database.reading() as tx:
        rows = await tx.execute(
            text("SELECT staff_id, milestone FROM notices WHERE about = 'flag' ORDER BY staff_id")
        )
        assert [tuple(row) for row in rows] == [("cm-1", "contact-late"), ("w-1", "contact-late")]


@pytest.mark.scenario("S-H16")
async def test_a_move_near_without_role_card_or_client_manager_is_on_the_owners_list(
    world, clock, owner
) -> None:
    case = await world.owned()
    await world.roermond.post(f"{case}/move-plans", plannedOn="2026-03-31")
    await look_on(world, clock, "2026-03-10")
    near = {milestone for milestone, about, _ in await told(owner) if about == "near"}
    assert {"role-card", "client-manager"} <= near
    number = case.rpartition("/")[2]
    items = (await owner.get("/notices"))["items"]
    assert {item["caseId"] for item in items} == {str(UUID(number))}
    await owner.client.aclose()
