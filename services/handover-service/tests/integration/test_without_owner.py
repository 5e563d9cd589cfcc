"""A case that nobody has stands on top until somebody has it, on either side, over HTTP."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from continuous_line.codes import Role, VoidReason
from continuous_line.contracts import EventVoided, directory, profile
from continuous_line.testing.visiting import plain

AZC, SNEEK, ROERMOND = "azc-weert", "azc-sneek", "GM0957"


@pytest.fixture
def sneek(world) -> Any:
    return world.sign_in([Role.LOCATION_MANAGER], "coa", [SNEEK])


async def relocate(world, person: UUID, to: str = SNEEK) -> UUID:
    moved = profile.PermitHolderRelocated(
        occurred_at=world.resources.clock.now(), from_azc=AZC, to_azc=to
    )
    return await world.hear(moved, str(person))


async def leaves(world, staff_id: str, on: date) -> UUID:
    left = directory.StaffLeft(
        occurred_at=world.resources.clock.now(), staff_id=staff_id, valid_from=on
    )
    return await world.hear(left, staff_id)


async def accepted(world, person: UUID | None = None) -> str:
    """Address of a case that Roermond accepted, and that km-1 has there."""
    case = await world.owned(person)
    await world.employ("km-1", [Role.CLIENT_MANAGER], [ROERMOND])
    await world.roermond.post(f"{case}/client-managers", clientManager="km-1")
    await world.tvs.post(f"{case}/moves", movedOn="2026-03-01")
    await world.roermond.post(f"{case}/acceptances")
    return case


async def test_after_a_relocation_the_case_is_on_top_at_the_new_azc_until_it_has_an_owner(
    world, sneek, clock
) -> None:
    person = uuid4()
    case = await world.owned(person)
    await world.employ("sneek-1", places=[SNEEK])
    clock.set("2026-04-10")
    await relocate(world, person)
    listed = await sneek.get("/work-list")
    assert (listed["open"], listed["parts"]["noOwner"]) == (1, 1)
    [row] = listed["items"]
    assert (row["part"], row["owner"], row["ownerGone"]) == ("no-owner", None, "relocated")
    assert "owner" in row["missing"]
    assert (await world.location_manager.get("/work-list"))["open"] == 0
    said = await sneek.last(case, "CaseOwnerLeft")
    assert said["data"] | {"occurredAt": ""} == {
        "occurredAt": "", "owner": "cm-1", "because": "relocated",
    }  # fmt: skip
    clock.set("2026-04-12")
    await sneek.post(f"{case}/owners", owner="sneek-1", reason="relocation")
    shown = await sneek.get(case)
    assert (shown["owner"], shown["ownerGone"]) == ("sneek-1", None)
    assert [(o["owner"], o["firstOn"], o["lastOn"]) for o in shown["owners"]] == [
        ("cm-1", "2026-03-01", "2026-04-09"), ("sneek-1", "2026-04-12", None),
    ]  # fmt: skip
    assert (await sneek.get("/work-list"))["parts"]["noOwner"] == 0


async def test_who_works_at_the_new_azc_too_keeps_the_case(world, sneek, clock) -> None:
    person = uuid4()
    case = await world.owned(person)
    await world.employ("cm-1", places=[AZC, SNEEK])
    clock.set("2026-04-10")
    await relocate(world, person)
    assert (await sneek.get(case))["owner"] == "cm-1"
    assert "CaseOwnerLeft" not in await sneek.types(case)


async def test_the_same_relocation_heard_again_says_it_once(world, sneek, clock) -> None:
    person = uuid4()
    case = await world.owned(person)
    clock.set("2026-04-10")
    await relocate(world, person)
    await relocate(world, person)
    await world.employ("cm-1", since=date(2026, 4, 1))
    assert (await sneek.types(case)).count("CaseOwnerLeft") == 1


async def test_a_post_at_the_new_azc_that_is_told_late_gives_the_case_back(
    world, sneek, clock
) -> None:
    person = uuid4()
    case = await world.owned(person)
    clock.set("2026-04-10")
    await relocate(world, person)
    assert (await sneek.get(case))["owner"] is None
    await world.employ("cm-1", places=[AZC, SNEEK], since=date(2026, 4, 1))
    shown = await sneek.get(case)
    assert (shown["owner"], shown["ownerGone"]) == ("cm-1", None)
    assert [o["lastOn"] for o in shown["owners"]] == [None]
    assert (await sneek.get("/work-list"))["parts"]["noOwner"] == 0


async def test_a_post_at_the_new_azc_that_begins_later_gives_nothing_back(
    world, sneek, clock
) -> None:
    person = uuid4()
    case = await world.owned(person)
    clock.set("2026-04-10")
    await relocate(world, person)
    clock.set("2026-04-20")
    await world.employ("cm-1", places=[AZC, SNEEK], since=date(2026, 4, 20))
    assert (await sneek.get(case))["owner"] is None


async def test_a_relocation_that_was_taken_back_gives_the_case_back(world, clock) -> None:
    person = uuid4()
    case = await world.owned(person)
    opened = profile.ProfileOpened(occurred_at=world.resources.clock.now(), azc=AZC)
    await world.hear(opened, str(person))
    clock.set("2026-04-10")
    relocation = await relocate(world, person)
    voided = EventVoided(
        occurred_at=world.resources.clock.now(), voids=relocation, reason=VoidReason.MISTAKE
    )
    await world.hear(voided, str(person), "profile")
    assert (await world.location_manager.get(case))["owner"] == "cm-1"


async def test_who_comes_back_to_the_azc_has_nobody_by_itself(world, clock) -> None:
    person = uuid4()
    case = await world.owned(person)
    clock.set("2026-04-10")
    await relocate(world, person)
    clock.set("2026-04-12")
    await relocate(world, person, AZC)
    assert (await world.location_manager.get(case))["owner"] is None


async def test_a_stand_in_and_who_has_it_for_good_are_gone_with_the_relocation(
    world, sneek, clock
) -> None:
    person = uuid4()
    case = await world.owned(person)
    await world.employ("cm-2")
    clock.set("2026-04-01")
    await world.location_manager.post(
        f"{case}/owners", owner="cm-2", reason="leave", until="2026-04-30"
    )
    clock.set("2026-04-10")
    await relocate(world, person)
    assert (await sneek.get(case))["owner"] is None
    clock.set("2026-05-02")
    assert (await sneek.get(case))["owner"] is None


async def test_a_signal_after_a_relocation_goes_to_whoever_is_at_the_new_azc(
    world, sneek, clock
) -> None:
    person = uuid4()
    case = await world.owned(person)
    signal = await world.roermond.post(f"{case}/signals", kind="no-answer", text="Fictief.")
    await world.location_manager.post(f"{signal}/owners", owner="cm-1")
    clock.set("2026-04-10")
    await relocate(world, person)
    shown = await sneek.get(signal)
    assert shown["goesTo"]["goes"] == "location-manager"
    assert [one["signalId"] for one in (await sneek.get("/signals", mine=True))["items"]] == [
        signal.rpartition("/")[2]
    ]


async def test_a_post_that_changed_too_late_leaves_no_case_silently(world, clock) -> None:
    case = await world.owned()
    clock.set("2026-04-10")
    await world.employ("cm-1", places=[SNEEK], since=date(2026, 4, 5))
    shown = await world.location_manager.get(case)
    assert (shown["owner"], shown["ownerGone"]) == (None, "elsewhere")
    assert shown["owners"][0]["lastOn"] == "2026-04-04"


async def test_after_the_acceptance_a_case_whose_client_manager_left_is_on_top(
    world, clock
) -> None:
    case = await accepted(world)
    assert (await world.roermond.get("/work-list"))["parts"]["noOwner"] == 0
    clock.set("2026-04-01")
    await leaves(world, "km-1", date(2026, 4, 1))
    for filters in ({}, {"part": "no-owner"}, {"missing": "client-manager"}):
        [row] = (await world.roermond.get("/work-list", **filters))["items"]
        assert (row["part"], row["clientManager"]) == ("no-owner", None)
        assert (row["clientManagerGone"], row["ownerGone"]) == ("left", None)
        assert (row["missing"][0], "owner" in row["missing"]) == ("complete-profile", False)
    assert (await world.roermond.get("/work-list", missing="owner"))["open"] == 0
    shown = await world.roermond.get(case)
    assert "client-manager" in shown["missing"]
    assert (shown["owner"], shown["clientManagerGone"]) == ("cm-1", "left")
    said = (await world.roermond.last(case, "ClientManagerLeft"))["data"]
    assert (said["municipality"], said["clientManager"]) == (ROERMOND, "km-1")
    clock.set("2026-04-03")
    managers = f"{case}/client-managers"
    assert await world.roermond.refused(managers, clientManager="km-2") == (409, "reason-needed")
    await world.roermond.post(managers, clientManager="km-2", reason="other")
    assert (await world.roermond.get("/work-list"))["parts"]["noOwner"] == 0
    assert (await world.roermond.get(case))["clientManagerGone"] is None


async def test_a_client_manager_of_another_municipality_by_now_has_it_no_more(world, clock) -> None:
    case = await accepted(world)
    clock.set("2026-04-01")
    await world.employ("km-1", [Role.CLIENT_MANAGER], ["GM0193"], since=date(2026, 4, 1))
    assert (await world.roermond.get(case))["clientManagerGone"] == "elsewhere"


async def test_a_client_manager_of_the_successor_keeps_the_case(world, clock) -> None:
    case = await accepted(world)
    merged = directory.MunicipalityMerged(
        occurred_at=world.resources.clock.now(), code=ROERMOND, successor="GM1640",
        valid_from=date(2026, 4, 1),
    )  # fmt: skip
    await world.hear(merged, ROERMOND)
    clock.set("2026-04-01")
    await world.employ("km-1", [Role.CLIENT_MANAGER], ["GM1640"], since=date(2026, 4, 1))
    assert "ClientManagerLeft" not in await world.case_manager.types(case)


async def test_before_the_acceptance_a_client_manager_is_missing_and_the_turn_stays(
    world, clock
) -> None:
    case = await world.owned()
    await world.employ("km-1", [Role.CLIENT_MANAGER], [ROERMOND])
    await world.roermond.post(f"{case}/client-managers", clientManager="km-1")
    clock.set("2026-04-01")
    await leaves(world, "km-1", date(2026, 4, 1))
    [row] = (await world.roermond.get("/work-list"))["items"]
    assert (row["part"], row["clientManager"]) == ("reception", None)
    assert "client-manager" in row["missing"]


async def test_the_pages_say_why_nobody_has_the_case_and_ask_a_reason_for_another(
    world, visit, clock
) -> None:
    case = await accepted(world)
    clock.set("2026-04-01")
    await leaves(world, "km-1", date(2026, 4, 1))
    pages = await visit([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND])
    listed = plain(await pages.get("/cases?view=no-owner"))
    assert "gemeente: zonder eigenaar, de vorige klantmanager is weg" in listed
    shown = plain(await pages.get(case))
    assert "een klantmanager noemen" in shown
    assert "de vorige klantmanager is weg" in shown
    assert 'name="owner_reason"' in await pages.get(f"{case}/client-managers/new")


async def test_the_page_of_the_new_azc_says_that_the_former_owner_works_elsewhere(
    world, visit, clock
) -> None:
    person = uuid4()
    case = await world.owned(person)
    clock.set("2026-04-10")
    await relocate(world, person)
    pages = await visit([Role.LOCATION_MANAGER], "coa", [SNEEK])
    for address in (case, "/cases?view=no-owner"):
        told = plain(await pages.get(address))
        assert "verhuisd; de vorige eigenaar werkt elders" in told


async def test_what_the_owner_would_be_told_the_new_location_manager_is_told(
    world, sneek, clock
) -> None:
    person = uuid4()
    await world.owned(person)
    clock.set("2026-03-05")
    await relocate(world, person)
    clock.set("2026-03-07")
    await world.look()
    told = (await sneek.get("/notices"))["items"]
    assert [(one["milestone"], one["level"]) for one in told] == [("profile-sent", 1)]
