"""The work list over HTTP: every open case is in it, once, with what it lacks and who acts."""

import asyncio
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import text

from continuous_line.codes import Role
from continuous_line.contracts import profile
from continuous_line.testing.told import envelope_of
from handover_service.reactions import Reactions
from handover_service.remaking import Remaking

AZC, ROERMOND, ZWOLLE = "azc-weert", "GM0957", "GM0193"
ALL = ["case-manager", "client-manager", "permit-holder"]


def parts(listed) -> dict[str, int]:
    assert sum(listed["parts"].values()) == listed["open"]
    return listed["parts"]


async def in_household(world, *persons) -> None:
    household = uuid4()
    for person in persons:
        joined = profile.HouseholdMemberJoined(
            occurred_at=world.resources.clock.now(), household_id=household
        )
        await world.hear(joined, str(person))


@pytest.mark.scenario("S-R4")
async def test_all_open_cases_show_what_is_missing_since_when_and_who_acts(world, clock) -> None:
    await world.employ("cm-1")
    cases = [await world.link(to=ROERMOND if n % 2 else ZWOLLE) for n in range(120)]
    for case in cases[:60]:
        await world.location_manager.post(f"{case}/owners", owner="cm-1")
    clock.set("2026-03-10")
    for case in cases[:7]:
        await world.case_manager.post(f"{case}/move-plans", plannedOn="2026-03-12")
    clock.set("2026-03-20")
    listed = await world.location_manager.get("/work-list", pageSize="200")
    assert (listed["open"], listed["persons"], len(listed["items"])) == (120, 120, 120)
    assert parts(listed) == {"noOwner": 60, "planned": 0, "reception": 60, "municipality": 0}
    assert listed["flags"]["late"] == 7
    assert [item["dueOn"] for item in listed["items"][:8]] == ["2026-03-12"] * 7 + [None]
    for item in listed["items"]:
        assert item["missing"]
        assert item["linkedOn"] == "2026-03-01"
        assert item["part"] in ("no-owner", "reception")
    seen = {item["caseId"] for item in listed["items"]}
    assert seen == {case.rpartition("/")[2] for case in cases}
    page = await world.location_manager.get("/work-list", pageSize="50", page="3")
    assert len(page["items"]) == 20


async def test_each_part_and_each_flag_lists_as_many_as_it_counts(world, clock) -> None:
    owned = [await world.owned() for _ in range(3)]
    await world.link()
    clock.set("2026-03-05")
    plan = {"mode": "in-person", "scenario": "combined", "scheduledFor": "2026-05-12T10:00:00Z"}
    await world.roermond.post(f"{owned[0]}/handovers", **plan)
    await world.case_manager.post(f"{owned[0]}/handover-confirmations")
    await world.case_manager.post(f"{owned[1]}/move-plans", plannedOn="2026-03-20")
    clock.set("2026-04-20")
    listed = await world.location_manager.get("/work-list")
    assert parts(listed) == {"noOwner": 1, "planned": 1, "reception": 2, "municipality": 0}
    for part in ("no-owner", "planned", "reception", "municipality"):
        shown = await world.location_manager.get("/work-list", part=part)
        name = "noOwner" if part == "no-owner" else part
        assert shown["shown"] == len(shown["items"]) == listed["parts"][name]
        for flag, number in shown["flags"].items():
            flagged = await world.location_manager.get("/work-list", part=part, flag=flag)
            assert flagged["shown"] == len(flagged["items"]) == number
    assert listed["flags"] == {"late": 1, "moving": 0, "undated": 2, "silent": 4, "long": 0}


async def test_a_household_is_one_row_until_one_of_them_is_linked_elsewhere(world, clock) -> None:
    mother, child = uuid4(), uuid4()
    case, other = await world.owned(mother), await world.owned(child)
    await in_household(world, mother, child)
    listed = await world.roermond.get("/work-list")
    assert (listed["open"], listed["persons"]) == (1, 2)
    [row] = listed["items"]
    assert set(row["permitHolderIds"]) == {str(mother), str(child)}
    clock.set("2026-03-10")
    await world.link(child, to=ZWOLLE)
    for reader, person in ((world.roermond, mother), (world.zwolle, child)):
        [row] = (await reader.get("/work-list"))["items"]
        assert row["permitHolderIds"] == [str(person)]
    assert (await world.location_manager.get("/work-list"))["open"] == 2
    assert {case, other} == {
        f"/cases/{row['caseId']}"
        for row in (await world.location_manager.get("/work-list"))["items"]
    }


async def test_a_closed_case_is_on_no_work_list_and_comes_back_when_the_closing_is_taken_back(
    world,
) -> None:
    case = await world.owned()
    closed = await world.case_manager.post(
        f"{case}/closings", outcome="other", overview="case-manager", reason="no-answer"
    )
    assert (await world.location_manager.get("/work-list"))["open"] == 0
    await world.case_manager.post(f"{closed}/voidings", reason="mistake")
    assert (await world.location_manager.get("/work-list"))["open"] == 1


async def test_the_owner_of_the_day_counts_also_after_a_stand_in(world, clock) -> None:
    case = await world.owned()
    await world.employ("cm-2")
    clock.set("2026-07-01")
    await world.location_manager.post(
        f"{case}/owners", owner="cm-2", reason="leave", until="2026-07-14"
    )
    mine = {"owner": "cm-2"}
    assert (await world.location_manager.get("/work-list", **mine))["open"] == 1
    clock.set("2026-07-15")
    assert (await world.location_manager.get("/work-list", **mine))["open"] == 0
    assert (await world.location_manager.get("/work-list", owner="cm-1"))["open"] == 1


async def test_a_household_is_found_by_who_has_any_of_its_cases(world, clock) -> None:
    # given a household of which the second case has an owner of its own, and a stand-in
    mother, child = uuid4(), uuid4()
    await world.owned(mother)
    clock.set("2026-03-02")
    other = await world.link(child)
    for name in ("cm-2", "cm-3"):
        await world.employ(name)
    await world.location_manager.post(f"{other}/owners", owner="cm-2")
    await world.location_manager.post(
        f"{other}/owners", owner="cm-3", reason="leave", until="2026-03-14"
    )
    await in_household(world, mother, child)
    for today, having, others in (
        ("2026-03-10", ("cm-1", "cm-3"), ("cm-2", "cm-4")),
        ("2026-03-15", ("cm-1", "cm-2"), ("cm-3", "cm-4")),
    ):
        clock.set(today)
        # then whoever has one of them finds the row, with counts that agree; nobody else does
        for name in having:
            listed = await world.location_manager.get("/work-list", owner=name)
            assert (listed["open"], listed["persons"], listed["shown"]) == (1, 2, 1), name
            assert len(listed["items"]) == sum(parts(listed).values()) == 1
            # and the row tells of both who have one, that of the first case first
            [row] = listed["items"]
            assert (row["owner"], row["owners"], row["clientManagers"]) == ("cm-1", [*having], [])
        for name in others:
            assert (await world.location_manager.get("/work-list", owner=name))["open"] == 0


async def test_nobody_sees_a_row_of_places_not_theirs_and_coordinators_see_no_list(world) -> None:
    await world.owned()
    elsewhere = world.sign_in([Role.CASE_MANAGER], "coa", ["azc-sneek"])
    assert (await elsewhere.get("/work-list"))["open"] == 0
    assert (await world.zwolle.get("/work-list"))["open"] == 0
    for role in (Role.REGIONAL_COORDINATOR, Role.UNIT_MANAGER, Role.ANALYST):
        somebody = world.sign_in([role], "divosa", [AZC])
        assert (await somebody.problem("/work-list", "GET"))["status"] == 403


async def test_what_profile_service_tells_reaches_the_list(world, clock) -> None:
    person = uuid4()
    await world.owned(person)
    now = world.resources.clock.now()
    listed = await world.roermond.get("/work-list", missing="profile")
    assert listed["open"] == 1
    sent = profile.ProfileSent(occurred_at=now, municipality=ROERMOND, profile_version=1)
    await world.hear(sent, str(person))
    assert (await world.roermond.get("/work-list", missing="profile"))["open"] == 0
    assert (await world.roermond.get("/work-list"))["parts"]["municipality"] == 1
    moved = profile.PermitHolderRelocated(occurred_at=now, from_azc=AZC, to_azc="azc-sneek")
    await world.hear(moved, str(person))
    assert (await world.location_manager.get("/work-list"))["open"] == 0
    assert date.fromisoformat((await world.roermond.get("/work-list"))["items"][0]["linkedOn"])


async def test_the_next_date_is_that_of_the_earliest_term_that_is_not_met(world, clock) -> None:
    case = await world.link()
    await world.look()
    [row] = (await world.location_manager.get("/work-list"))["items"]
    assert (row["dueOn"], row["dueWhat"]) == ("2026-03-03", "nl-default/owner")
    await world.employ("cm-1")
    await world.location_manager.post(f"{case}/owners", owner="cm-1")
    await world.look()
    [row] = (await world.location_manager.get("/work-list"))["items"]
    assert (row["dueOn"], row["dueWhat"]) == ("2026-03-08", "nl-default/profile-sent")
    clock.set("2026-03-08")
    assert (await world.location_manager.get("/work-list"))["flags"]["late"] == 0
    clock.set("2026-03-09")
    listed = await world.location_manager.get("/work-list")
    assert (listed["flags"]["late"], listed["flags"]["undated"]) == (1, 0)
    await world.case_manager.post(f"{case}/move-plans", plannedOn="2026-03-05")
    [row] = (await world.location_manager.get("/work-list"))["items"]
    assert (row["dueOn"], row["dueWhat"]) == ("2026-03-05", "move")


async def test_a_household_waits_for_the_earliest_term_of_any_of_its_members(world, clock) -> None:
    mother, child = uuid4(), uuid4()
    await world.owned(mother)
    clock.set("2026-03-05")
    await world.link(child)
    await in_household(world, mother, child)
    await world.look()
    [row] = (await world.roermond.get("/work-list"))["items"]
    assert (row["dueOn"], row["dueWhat"]) == ("2026-03-07", "nl-default/owner")


async def test_who_lives_in_another_azc_than_the_household_is_on_the_list_there(world) -> None:
    mother, child = uuid4(), uuid4()
    await world.owned(mother)
    await world.owned(child)
    await in_household(world, mother, child)
    moved = profile.PermitHolderRelocated(
        occurred_at=world.resources.clock.now(), from_azc=AZC, to_azc="azc-sneek"
    )
    await world.hear(moved, str(child))
    sneek = world.sign_in([Role.LOCATION_MANAGER], "coa", ["azc-sneek"])
    for reader, person in ((world.location_manager, mother), (sneek, child)):
        listed = await reader.get("/work-list")
        assert [row["permitHolderIds"] for row in listed["items"]] == [[str(person)]]
    assert (await world.roermond.get("/work-list"))["persons"] == 2


async def test_what_happens_to_two_of_a_household_at_once_is_both_in_its_row(world) -> None:
    """Each of two transactions reads the other's case as it was; the second waits for the first."""
    mother, child = uuid4(), uuid4()
    for person in (mother, child):
        await world.link(person)
    await in_household(world, mother, child)
    now, database = world.resources.clock.now(), world.resources.database
    sent = profile.ProfileSent(occurred_at=now, municipality=ROERMOND, profile_version=1)
    read = Reactions(world.resources.cases, world.resources.clock)
    first, second = (
        envelope_of(sent, str(person), domain="profile", time=now, number=number)
        for number, person in enumerate((mother, child), 1000)
    )

    async def hear_second() -> None:
        async with database.transaction() as tx:
            await read(tx, [(second, sent)])

    async with database.transaction() as tx:
        await read(tx, [(first, sent)])
        waiting = asyncio.create_task(hear_second())
        await asyncio.sleep(0.5)
    await waiting
    assert (await world.roermond.get("/work-list", missing="profile"))["open"] == 0


@pytest.mark.parametrize("left", ["UPDATE units SET unit_id = gen_random_uuid()", "TRUNCATE units"])
async def test_what_an_earlier_version_wrote_is_made_anew_and_nothing_of_it_stays(
    world, left
) -> None:
    mother, child = uuid4(), uuid4()
    await world.owned(mother)
    await world.owned(child)
    await in_household(world, mother, child)
    given = world.resources
    async with given.database.transaction() as tx:
        await tx.execute(text("UPDATE cases SET shape = 0, unit_id = NULL"))
        await tx.execute(text(left))
    remaking = Remaking(given.database, given.cases, given.clock)
    assert await remaking.all() == 2
    listed = await world.roermond.get("/work-list")
    assert (listed["open"], listed["persons"]) == (1, 2)
    assert await remaking.all() == 0
