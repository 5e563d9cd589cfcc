"""Registering, activities, corrections, repeats and lists, over HTTP."""

import asyncio

import pytest

AZC = "weert"
GARDENING = {"activityType": "self-activity", "setting": "internal", "startedOn": "2026-02-02"}


@pytest.mark.scenario("S-P10")
async def test_work_from_before_the_permit_is_there_with_its_day_when_the_profile_is_read(
    world, clock
) -> None:
    profile, _ = await world.opened()
    await world.author.post(f"{profile}/activities", **GARDENING)
    assert (await world.author.get(profile))["grantedOn"] is None
    clock.set("2026-05-12")
    await world.tvs.post(f"{profile}/permits", grantedOn="2026-05-10")
    (activity,) = (await world.author.get(f"{profile}/activities"))["items"]
    assert (activity["startedOn"], activity["setting"]) == ("2026-02-02", "internal")
    assert (await world.author.get(profile))["grantedOn"] == "2026-05-10"


@pytest.mark.scenario("S-P12")
async def test_programmes_keep_their_own_codes(world) -> None:
    profile, _ = await world.opened()
    codes = ["v-inburgering", "voorwerk", "aan-de-slag"]
    for code in codes:
        await world.author.post(f"{profile}/activities", **GARDENING, programme=code)
    found = (await world.author.get(f"{profile}/activities"))["items"]
    assert [activity["programme"] for activity in found] == codes
    other = await world.author.problem(f"{profile}/activities", **GARDENING, programme="other")
    assert (other["status"], other["code"]) == (409, "programme-unknown")


async def test_an_activity_has_an_address_ends_and_is_corrected(world) -> None:
    profile, _ = await world.opened()
    address = await world.author.post(f"{profile}/activities", **GARDENING)
    recorded = await world.author.last(profile, "ActivityRecorded")
    corrected = {**GARDENING, "setting": "external", "replaces": recorded["id"]}
    assert await world.author.post(f"{profile}/activities", **corrected) == address
    await world.author.post(f"{address}/endings", endedOn="2026-02-20", reason="completed")
    found = await world.author.get(address)
    assert (found["setting"], found["endedOn"], found["endReason"]) == (
        "external", "2026-02-20", "completed",
    )  # fmt: skip
    history = (await world.author.get(f"{profile}/events"))["items"]
    assert history[1]["replacedBy"] == history[2]["id"]


async def test_only_the_organisation_that_recorded_a_fact_takes_it_back(world) -> None:
    profile, _ = await world.opened()
    permit = await world.tvs.post(f"{profile}/permits", grantedOn="2026-02-01")
    refused = await world.author.problem(f"{permit}/voidings", reason="mistake")
    assert (refused["status"], refused["code"]) == (403, "other-organisation")
    await world.tvs.post(f"{permit}/voidings", reason="mistake")
    again = await world.tvs.problem(f"{permit}/voidings", reason="mistake")
    assert (again["status"], again["code"]) == (409, "not-correctable")
    event = await world.tvs.get(permit)
    assert event["voidedBy"] == (await world.tvs.last(profile, "EventVoided"))["id"]
    assert (await world.author.get(profile))["grantedOn"] is None
    nothing = f"{profile}/events/00000000-0000-0000-0000-000000000000"
    assert (await world.tvs.problem(f"{nothing}/voidings", reason="mistake"))["status"] == 404


async def test_people_register_late_but_never_ahead(world, clock) -> None:
    clock.set("2026-05-20")
    profile, _ = await world.opened(occurredAt="2026-01-10T09:00:00+01:00")
    await world.tvs.post(f"{profile}/permits", grantedOn="2026-02-01")
    ahead = await world.tvs.problem(
        f"{profile}/relocations", toAzc="echt", occurredAt="2026-05-21T00:00:00Z"
    )
    assert (ahead["status"], ahead["code"]) == (409, "ahead-of-now")
    event = (await world.tvs.get(f"{profile}/events"))["items"][0]
    assert event["occurredAt"] == "2026-01-10T08:00:00Z"
    assert event["recordedAt"].startswith("2026-05-20")


async def test_a_repeated_request_is_done_once_and_another_body_is_refused(world) -> None:
    profile, _ = await world.opened()
    key = {"Idempotency-Key": "permit-1"}
    body = {"grantedOn": "2026-02-01"}
    first = await world.tvs.client.post(f"{profile}/permits", json=body, headers=key)
    second = await world.tvs.client.post(f"{profile}/permits", json=body, headers=key)
    assert first.status_code == second.status_code == 201
    assert first.headers["location"] == second.headers["location"]
    other = await world.tvs.client.post(
        f"{profile}/permits", json={"grantedOn": "2026-02-02"}, headers=key
    )
    assert (other.status_code, other.json()["code"]) == (409, "idempotency-key-reused")


async def test_of_two_who_write_at_once_one_is_told_to_read_again(world) -> None:
    profile, _ = await world.opened()
    headers = {"If-Match": '"1"'}
    answers = await asyncio.gather(
        *(
            world.author.client.put(
                f"{profile}/sections/{section}", json={"content": {}}, headers=headers
            )
            for section in ("work", "language")
        )
    )
    assert sorted(answer.status_code for answer in answers)[0] == 204
    assert sorted(answer.status_code for answer in answers)[1] in (409, 412)
    stale = await world.author.client.put(
        f"{profile}/sections/wishes", json={"content": {}}, headers=headers
    )
    assert stale.status_code == 412


async def test_a_household_and_the_end_of_a_stay_are_shown(world) -> None:
    profile, _ = await world.opened()
    household = "b2f7a3f0-0e21-4c38-8a13-2f7b1f0d7c11"
    await world.tvs.post(f"{profile}/household-memberships", householdId=household)
    assert (await world.author.get(profile))["householdId"] == household
    await world.tvs.post(f"{profile}/household-memberships/{household}/endings")
    await world.tvs.post(f"{profile}/stay-endings", reason="left")
    found = await world.author.get(profile)
    assert (found["householdId"], found["ended"], found["state"]) == (None, "left", "ended")


async def test_lists_show_the_own_azc_page_by_page(world) -> None:
    mine = sorted([(await world.opened())[0].rpartition("/")[2] for _ in range(5)])
    await world.opened("sneek")
    found, cursor = [], None
    while True:
        query = {"pageSize": "2", **({"cursor": cursor} if cursor else {})}
        page = await world.location_manager.get("/profiles", **query)
        found += [item["permitHolderId"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert found == mine
    assert len((await world.tvs.get("/profiles"))["items"]) == 6
    assert (await world.author.get("/profiles", azc="sneek"))["items"] == []


async def test_the_history_comes_in_pages_too(world) -> None:
    profile, _ = await world.opened()
    for section in ("work", "language", "wishes"):
        await world.record(profile, section)
    first = await world.author.get(f"{profile}/events", pageSize="3")
    second = await world.author.get(f"{profile}/events", pageSize="3", cursor=first["next"])
    types = [event["type"] for event in first["items"] + second["items"]]
    assert types == ["ProfileOpened", *["ProfileSectionRecorded"] * 3]
    assert second["next"] is None
