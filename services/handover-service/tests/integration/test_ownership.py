"""Who has a case, over HTTP."""

from datetime import UTC, date, datetime

import pytest

from continuous_line.codes import Role
from continuous_line.contracts import directory

AZC = "azc-weert"


@pytest.mark.scenario("S-H10")
async def test_a_case_is_without_owner_until_a_case_manager_of_the_azc_has_it(world) -> None:
    case = await world.link()
    listed = await world.location_manager.get("/cases", turn="no-owner")
    assert [f"/cases/{item['caseId']}" for item in listed["items"]] == [case]
    await world.employ("pcm-1", [Role.PARTICIPATION_CASE_MANAGER])
    await world.employ("sneek-1", places=["azc-sneek"])
    await world.employ("cm-1")
    owners = f"{case}/owners"
    refusals = {
        name: (await world.location_manager.refused(owners, owner=name))[1]
        for name in ("nobody-heard-of", "pcm-1", "sneek-1")
    }
    assert refusals == {
        "nobody-heard-of": "staff-unknown",
        "pcm-1": "participation-case-manager-never-owns",
        "sneek-1": "not-a-case-manager-there",
    }
    await world.location_manager.post(owners, owner="cm-1")
    assert (await world.location_manager.get("/cases", turn="no-owner"))["items"] == []
    mine = (await world.case_manager.get("/cases", owner="cm-1"))["items"]
    assert [(item["owner"], item["turn"]) for item in mine] == [("cm-1", "case-manager")]


@pytest.mark.scenario("S-H13")
async def test_who_decides_on_asylum_holds_no_case_and_reads_none(world) -> None:
    case = await world.link()
    roles = [Role.CASE_MANAGER, Role.ASYLUM_DECISION_MAKER]
    await world.employ("ind-1", roles)
    refusal = await world.location_manager.refused(f"{case}/owners", owner="ind-1")
    assert refusal == (409, "roles-exclude")
    decider = world.sign_in(roles, "ind", [AZC])
    problem = await decider.problem(case, "GET")
    assert (problem["status"], problem["code"]) == (403, "roles-exclude")


async def test_a_new_owner_needs_a_reason_and_leaves_no_gap(world, clock) -> None:
    case = await world.owned()
    await world.employ("cm-2")
    clock.set("2026-03-05")
    owners = f"{case}/owners"
    assert await world.location_manager.refused(owners, owner="cm-2") == (409, "reason-needed")
    unit_manager = world.sign_in([Role.UNIT_MANAGER], "coa", ["unit-zuid"])
    assert await unit_manager.refused(owners, owner="cm-2", reason="caseload") == (
        404, "case-unknown",
    )  # fmt: skip
    await world.places()
    await unit_manager.post(owners, owner="cm-2", reason="caseload")
    shown = await world.case_manager.get(case)
    assert [(o["owner"], o["firstOn"], o["lastOn"]) for o in shown["owners"]] == [
        ("cm-1", "2026-03-01", "2026-03-04"), ("cm-2", "2026-03-05", None),
    ]  # fmt: skip
    left = directory.StaffLeft(
        occurred_at=datetime.now(UTC), staff_id="cm-2", valid_from=date(2026, 3, 5)
    )
    await world.hear(left, "cm-2")
    shown = await world.case_manager.get(case)
    assert (shown["owner"], shown["turn"]) == (None, "no-owner")


async def test_the_first_owner_is_named_by_the_location_manager(world) -> None:
    await world.places()
    case = await world.link()
    await world.employ("cm-1")
    unit_manager = world.sign_in([Role.UNIT_MANAGER], "coa", ["unit-zuid"])
    refusal = await unit_manager.refused(f"{case}/owners", owner="cm-1")
    assert refusal == (403, "first-owner-by-location-manager")


@pytest.mark.scenario("S-H12")
async def test_after_a_stand_in_the_first_owner_has_the_case_back(world, clock) -> None:
    case = await world.owned()
    await world.employ("cm-2")
    clock.set("2026-07-01")
    await world.location_manager.post(
        f"{case}/owners", owner="cm-2", reason="leave", until="2026-07-14"
    )
    clock.set("2026-07-14")
    shown = await world.case_manager.get(case)
    assert (shown["owner"], shown["standIn"]) == ("cm-2", True)
    clock.set("2026-07-15")
    shown = await world.case_manager.get(case)
    assert (shown["owner"], shown["standIn"]) == ("cm-1", False)
    assert [o["owner"] for o in shown["owners"]] == ["cm-1", "cm-2", "cm-1"]
