"""All cases of somebody to others, in one act, over HTTP."""

from uuid import uuid4

from continuous_line.codes import Role
from continuous_line.contracts import profile

AZC, ROERMOND = "azc-weert", "GM0957"


async def owned_by_one(world, number: int) -> list[str]:
    cases = [await world.owned() for _ in range(number)]
    await world.employ("cm-2")
    await world.employ("cm-3")
    return cases


async def owners(world, cases: list[str]) -> list[str]:
    return [(await world.location_manager.get(case))["owner"] for case in cases]


async def test_everything_somebody_has_goes_to_others_and_loads_come_out_even(world, clock) -> None:
    cases = await owned_by_one(world, 5)
    clock.set("2026-06-01")
    body = {"holder": "cm-1", "reason": "illness", "to": ["cm-2", "cm-3"]}
    client = world.location_manager.client
    shown = (await client.post("/owner-change-previews", json=body)).json()
    assert {move["caseId"] for move in shown["moves"]} == {c.rpartition("/")[2] for c in cases}
    assert [(load["owner"], load["open"]) for load in shown["loads"]] == [("cm-2", 3), ("cm-3", 2)]
    assert await owners(world, cases) == ["cm-1"] * 5
    act = await world.location_manager.post("/owner-changes", **body)
    assert sorted(await owners(world, cases)) == ["cm-2", "cm-2", "cm-2", "cm-3", "cm-3"]
    recorded = await world.location_manager.get(act)
    assert {m["caseId"]: m["to"] for m in recorded["moves"]} == {
        m["caseId"]: m["to"] for m in shown["moves"]
    }
    for case in cases:
        spans = (await world.location_manager.get(case))["owners"]
        assert [span["lastOn"] for span in spans] == ["2026-05-31", None]
    assert await world.location_manager.refused("/owner-changes", **body) == (
        409, "nothing-to-hand-over",
    )  # fmt: skip


async def test_each_case_has_its_reason_and_may_go_to_somebody_chosen(world, clock) -> None:
    first, second = await owned_by_one(world, 2)
    clock.set("2026-06-01")
    chosen = [{"caseId": first.rpartition("/")[2], "owner": "cm-3", "reason": "relocation"}]
    await world.location_manager.post(
        "/owner-changes", holder="cm-1", reason="leave", to=["cm-2"], chosen=chosen
    )
    said = [
        (await world.location_manager.last(c, "CaseReassigned"))["data"] for c in (first, second)
    ]
    assert [(one["owner"], one["reason"]) for one in said] == [
        ("cm-3", "relocation"), ("cm-2", "leave"),
    ]  # fmt: skip


async def test_stand_ins_have_an_end_and_all_cases_go_back_by_themselves(world, clock) -> None:
    cases = await owned_by_one(world, 3)
    clock.set("2026-07-01")
    await world.location_manager.post(
        "/owner-changes", holder="cm-1", reason="leave", to=["cm-2"], until="2026-07-14"
    )
    assert await owners(world, cases) == ["cm-2"] * 3
    clock.set("2026-07-15")
    assert await owners(world, cases) == ["cm-1"] * 3


async def test_where_one_cannot_go_none_goes_and_each_is_named(world) -> None:
    cases = await owned_by_one(world, 2)
    await world.employ("pcm-1", [Role.PARTICIPATION_CASE_MANAGER])
    chosen = [{"caseId": cases[0].rpartition("/")[2], "owner": "pcm-1"}]
    body = {"holder": "cm-1", "reason": "caseload", "to": ["cm-2"], "chosen": chosen}
    problem = await world.location_manager.problem("/owner-changes", **body)
    assert (problem["status"], problem["code"]) == (409, "not-all-handed-over")
    assert [(one["caseId"], one["code"]) for one in problem["cases"]] == [
        (cases[0].rpartition("/")[2], "participation-case-manager-never-owns"),
    ]  # fmt: skip
    assert await owners(world, cases) == ["cm-1"] * 2


async def test_a_household_goes_to_one_and_cases_elsewhere_are_counted(world, clock) -> None:
    persons = [uuid4() for _ in range(3)]
    cases = [await world.owned(person) for person in persons]
    household = uuid4()
    now = world.resources.clock.now()
    for person in persons[:2]:
        joined = profile.HouseholdMemberJoined(occurred_at=now, household_id=household)
        await world.hear(joined, str(person))
    await world.employ("cm-1", places=[AZC, "azc-sneek"])
    moved = profile.PermitHolderRelocated(occurred_at=now, from_azc=AZC, to_azc="azc-sneek")
    await world.hear(moved, str(persons[2]))
    await world.employ("cm-2")
    await world.employ("cm-3")
    body = {"holder": "cm-1", "reason": "illness", "to": ["cm-2", "cm-3"]}
    shown = await world.location_manager.client.post("/owner-change-previews", json=body)
    assert shown.json()["elsewhere"] == 1
    clock.set("2026-06-01")
    await world.location_manager.post("/owner-changes", **body)
    assert await owners(world, cases[:2]) == ["cm-2", "cm-2"]
    sneek = world.sign_in([Role.LOCATION_MANAGER], "coa", ["azc-sneek"])
    assert (await sneek.get(cases[2]))["owner"] == "cm-1"


async def test_a_municipality_hands_over_the_cases_of_its_client_manager(world, clock) -> None:
    cases = [await world.owned() for _ in range(2)]
    for case in cases:
        await world.roermond.post(f"{case}/client-managers", clientManager="km-1")
    clock.set("2026-04-01")
    await world.roermond.post(
        "/owner-changes", holder="km-1", reason="leave", to=["km-2"], until="2026-04-10"
    )
    assert (await world.roermond.get("/work-list", owner="km-2"))["open"] == 2
    clock.set("2026-04-11")
    assert (await world.roermond.get("/work-list", owner="km-1"))["open"] == 2
    assert await owners(world, cases) == ["cm-1"] * 2


async def test_a_municipality_says_why_another_client_manager_has_the_case(world, clock) -> None:
    case = await world.owned()
    managers = f"{case}/client-managers"
    await world.roermond.post(managers, clientManager="km-1")
    clock.set("2026-04-01")
    problem = await world.roermond.problem("/owner-changes", holder="km-1", to=["km-2"])
    assert [one["code"] for one in problem["cases"]] == ["reason-needed"]
    assert await world.roermond.refused(managers, clientManager="km-2") == (409, "reason-needed")
    assert (await world.roermond.get("/work-list", owner="km-1"))["open"] == 1


async def test_a_unit_manager_names_no_first_owner_among_others_either(world) -> None:
    await world.places()
    owned, unowned = await world.owned(), await world.link()
    await world.employ("cm-2")
    unit_manager = world.sign_in([Role.UNIT_MANAGER], "coa", ["unit-zuid"])
    numbers = [case.rpartition("/")[2] for case in (owned, unowned)]
    body = {"cases": numbers, "to": ["cm-2"], "reason": "caseload"}
    problem = await unit_manager.problem("/owner-changes", **body)
    assert [(one["caseId"], one["code"]) for one in problem["cases"]] == [
        (numbers[1], "first-owner-by-location-manager"),
    ]  # fmt: skip
    await world.location_manager.post("/owner-changes", **body)
    assert await owners(world, [owned, unowned]) == ["cm-2", "cm-2"]
