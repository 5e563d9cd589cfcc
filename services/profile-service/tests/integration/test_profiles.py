"""From opening to sending and reading, over HTTP."""

import asyncio

import pytest

from continuous_line.codes import Role, Section, Verdict
from continuous_line.contracts import EventVoided, handover

AZC, OTHER_AZC = "weert", "sneek"
ROERMOND, ZWOLLE = "GM0957", "GM0193"


async def test_a_profile_is_opened_with_the_id_it_is_given_or_one_of_its_own(world) -> None:
    person = "5b0f5d7e-5a2c-4a4f-9a44-0d9f6f4d1a11"
    assert (
        await world.tvs.post("/profiles", azc=AZC, permitHolderId=person) == f"/profiles/{person}"
    )
    own, _ = await world.opened()
    found = await world.author.get(own)
    assert (found["azc"], found["state"], found["completeness"]) == (AZC, "open", 0)
    again = await world.tvs.problem("/profiles", azc=AZC, permitHolderId=person)
    assert (again["status"], again["code"]) == (409, "already-open")


@pytest.mark.scenario("S-P1")
async def test_three_of_four_required_sections_are_not_enough(world) -> None:
    profile, _ = await world.opened()
    await world.fill(profile, "education", "work", "language")
    problem = await world.author.problem(f"{profile}/completions")
    assert (problem["code"], problem["missing"]) == ("not-complete", ["wishes"])
    assert problem["percentOfRequired"] == 75
    found = await world.author.get(profile)
    assert (found["percentOfRequired"], found["missing"]) == (75, ["wishes"])
    await world.fill(profile, "wishes")
    await world.author.post(f"{profile}/completions")
    completed = await world.author.last(profile, "ProfileCompleted")
    assert completed["data"] == {"completeness": 50, "profileVersion": 1}


async def test_it_goes_to_the_municipality_that_is_linked_at_that_moment(world, clock) -> None:
    profile, person = await world.completed()
    problem = await world.author.problem(f"{profile}/sendings")
    assert (problem["status"], problem["code"]) == (409, "not-linked")
    await world.linked(person, ROERMOND)
    clock.set("2026-03-05")
    await world.unlinked(person, ROERMOND)
    await world.linked(person, ZWOLLE)
    clock.set("2026-03-06")
    await world.author.post(f"{profile}/sendings", occurredAt="2026-03-02T09:00:00+01:00")
    await world.author.post(f"{profile}/sendings")
    sendings = (await world.author.get(profile))["sendings"]
    assert [(s["municipality"], s["sentAt"][:10]) for s in sendings] == [
        (ROERMOND, "2026-03-02"),
        (ZWOLLE, "2026-03-06"),
    ]


async def test_it_goes_to_no_other_municipality_than_its_sender_means(world) -> None:
    profile, person = await world.completed()
    await world.linked(person, ROERMOND)
    problem = await world.author.problem(f"{profile}/sendings", municipality=ZWOLLE)
    assert (problem["status"], problem["code"]) == (409, "not-linked")
    await world.author.post(f"{profile}/sendings", municipality=ROERMOND)


@pytest.mark.scenario("S-P4")
async def test_an_unopened_profile_says_for_how_many_days_and_opening_it_is_one_event(
    world, clock
) -> None:
    clock.set("2026-03-03")
    profile, person = await world.sent()
    clock.set("2026-03-10")
    page = await world.roermond.get("/profiles", municipality=ROERMOND, state="sent")
    (listed,) = page["items"]
    assert (listed["permitHolderId"], listed["unopenedDays"]) == (str(person), 7)
    before = await world.author.client.get(profile)
    for _ in range(2):
        found = await world.roermond.get(f"/profiles/{listed['permitHolderId']}")
    assert found["sections"] is not None
    after = await world.author.client.get(profile)
    assert before.headers["etag"] == after.headers["etag"]
    assert (await world.author.types(profile)).count("ProfileViewed") == 1
    assert (await world.roermond.get("/profiles", state="sent"))["items"] == []
    (viewed,) = (await world.roermond.get("/profiles", state="viewed"))["items"]
    assert viewed["unopenedDays"] is None


async def test_opened_by_two_at_the_same_moment_is_one_event(world) -> None:
    profile, _ = await world.sent()
    found = await asyncio.gather(*(world.roermond.client.get(profile) for _ in range(4)))
    assert [answer.status_code for answer in found] == [200] * 4
    assert (await world.author.types(profile)).count("ProfileViewed") == 1


async def test_the_author_looking_is_no_opening_and_a_permit_holder_sees_the_own_profile(
    world,
) -> None:
    profile, person = await world.sent()
    await world.author.get(profile)
    own = world.sign_in([Role.PERMIT_HOLDER], "", [], person)
    assert (await own.get(profile))["permitHolderId"] == str(person)
    assert "ProfileViewed" not in await world.author.types(profile)
    other, _ = await world.opened()
    assert (await own.problem(other, "GET"))["status"] == 404


@pytest.mark.scenario("S-P6")
async def test_what_is_asked_for_is_on_the_authors_list_until_the_next_version(world) -> None:
    profile, _ = await world.sent(ZWOLLE)
    await world.zwolle.post(f"{profile}/supplement-requests", sections=["education"])
    (listed,) = (await world.author.get("/profiles", azc=AZC, missing="education"))["items"]
    assert listed["asked"] == ["education"]
    await world.record(profile, "education", level="higher", diplomas=[])
    await world.author.post(f"{profile}/completions")
    await world.author.post(f"{profile}/sendings")
    found = await world.zwolle.get(profile)
    assert [version["profileVersion"] for version in found["versions"]] == [1, 2]
    assert (found["asked"], found["profileVersion"]) == ([], 2)


@pytest.mark.scenario("S-H3")
async def test_a_handover_found_incomplete_asks_for_a_supplement_until_it_is_corrected(
    world,
) -> None:
    profile, person = await world.sent()
    await world.acknowledged(person, Verdict.USABLE)
    assert (await world.author.get(profile))["asked"] == []
    said = await world.acknowledged(person, Verdict.INCOMPLETE, Section.WORK)
    assert (await world.author.get(profile))["asked"] == ["work"]
    asked = await world.author.last(profile, "SupplementRequested")
    assert asked["organisation"] == ROERMOND
    voided = EventVoided(occurred_at=world.now, voids=said, reason="mistake")
    await world.hear(voided, person)
    assert (await world.author.get(profile))["asked"] == []


async def test_who_returns_to_another_azc_is_its_case_managers_until_that_is_corrected(
    world, clock
) -> None:
    profile, person = await world.sent()
    clock.set("2026-04-01")
    sneek = world.sign_in([Role.CASE_MANAGER], "coa", [OTHER_AZC])
    returned = handover.ReturnedToReception(occurred_at=world.now, azc=OTHER_AZC)
    event = await world.hear(returned, person)
    assert (await sneek.get(profile))["azc"] == OTHER_AZC
    assert (await sneek.get(profile))["municipality"] is None
    assert (await world.roermond.problem(profile, "GET"))["code"] == "right-ended"
    voided = EventVoided(occurred_at=world.now, voids=event, reason="mistake")
    await world.hear(voided, person)
    assert (await world.author.get(profile))["azc"] == AZC
    assert (await world.roermond.get(profile))["municipality"] == ROERMOND


async def test_a_corrected_link_is_the_same_link(world) -> None:
    profile, person = await world.sent()
    await world.roermond.get(profile)
    first = await world.linked(person, ZWOLLE)
    await world.linked(person, ROERMOND, replaces=first)
    await world.roermond.get(profile)
    assert (await world.author.types(profile)).count("ProfileViewed") == 1
