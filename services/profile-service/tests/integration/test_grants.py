"""Others than the linked municipality read what was granted to them, and nothing else."""

import pytest

from continuous_line.codes import Role

AZC = "weert"
ROERMOND = "GM0957"
SCHOOL = {
    "party": "taalschool",
    "purpose": "language-lessons",
    "sections": ["language", "education"],
    "expiresOn": "2026-06-30",
    "permitHolderAgreed": True,
}


@pytest.mark.scenario("S-P7")
async def test_a_school_reads_the_granted_sections_to_the_end_of_the_last_day(world, clock) -> None:
    profile, _ = await world.completed()
    await world.author.post(f"{profile}/grants", **SCHOOL)
    clock.set("2026-06-30", 21)
    found = await world.school.get(f"{profile}/granted-sections")
    assert [one["section"] for one in found["sections"]] == ["education", "language"]
    assert (found["profileVersion"], found["purposes"]) == (1, ["language-lessons"])
    assert found["sections"][1]["content"]["motherTongue"] == "ti"
    refused = await world.school.problem(f"{profile}/granted-sections/circumstances", "GET")
    assert (refused["status"], refused["code"]) == (403, "not-granted")
    assert refused["granted"] == ["education", "language"]
    clock.set("2026-06-30", 22)
    for path in ("granted-sections", "granted-sections/language"):
        problem = await world.school.problem(f"{profile}/{path}", "GET")
        assert (problem["status"], problem["code"]) == (403, "right-ended")
        assert "2026-06-30" in problem["detail"]
        assert problem["since"].startswith("2026-06-30T22:00")
        assert problem["ask"] == {"azc": AZC, "role": "case-manager"}


async def test_a_school_reads_nothing_else_and_another_school_learns_nothing(world) -> None:
    profile, _ = await world.completed()
    await world.author.post(f"{profile}/grants", **SCHOOL)
    for path in (profile, f"{profile}/events", f"{profile}/activities", f"{profile}/grants"):
        assert (await world.school.refused(path, "GET")) == (403, "role-missing"), path
    other = world.sign_in([Role.PROVIDER], "other-school")
    nameless = world.sign_in([Role.PROVIDER], "")
    for somebody in (other, nameless):
        found = await somebody.refused(f"{profile}/granted-sections", "GET")
        assert found == (404, "profile-unknown")
        assert (await somebody.get("/grants"))["items"] == []


async def test_a_school_reads_the_fields_for_its_purpose_of_the_version_that_was_completed(
    world,
) -> None:
    profile, _ = await world.completed()
    await world.author.post(f"{profile}/grants", **SCHOOL | {"purpose": "volunteering"})
    await world.record(profile, "language", level="C1", lessons=[], motherTongue="ti")
    found = (await world.school.get(f"{profile}/granted-sections/language"))["sections"]
    told = next(one["content"] for one in found if one["section"] == "language")
    assert told["level"] == "A1"
    schemas = {one["section"]: one for one in (await world.author.get("/section-schemas"))["items"]}
    for name, field in schemas["language"]["document"]["properties"].items():
        shared = "provider" in field["audience"] and "volunteering" in field["purposes"]
        assert shared or name not in told, name
    others = [one["content"] for one in found if one["section"] != "language"]
    assert others in ([], [None])


async def test_a_grant_that_is_revoked_ends_at_once(world, clock) -> None:
    profile, person = await world.completed()
    grant = await world.author.post(f"{profile}/grants", **SCHOOL)
    (own,) = (await world.school.get("/grants", holds="true"))["items"]
    assert (own["permitHolderId"], own["sections"]) == (str(person), ["education", "language"])
    clock.set("2026-03-05", 9)
    await world.author.post(f"{grant}/revocations")
    problem = await world.school.problem(f"{profile}/granted-sections", "GET")
    assert (problem["code"], problem["since"][:16]) == ("right-ended", "2026-03-05T09:00")
    assert (await world.school.get("/grants", holds="true"))["items"] == []
    (ended,) = (await world.school.get("/grants", holds="false"))["items"]
    assert (ended["holds"], ended["untilAt"][:16]) == (False, "2026-03-05T09:00")
    again = await world.author.refused(f"{grant}/revocations")
    assert again == (409, "grant-ended")


async def test_the_permit_holder_grants_and_revokes_too(world) -> None:
    profile, person = await world.completed()
    own = world.themselves(person)
    grant = await own.post(f"{profile}/grants", **SCHOOL)
    (listed,) = (await world.author.get(f"{profile}/grants"))["items"]
    assert listed == await own.get(grant)
    assert (await world.school.get(f"{profile}/granted-sections"))["profileVersion"] == 1
    await own.post(f"{grant}/revocations")
    assert (await own.get(grant))["holds"] is False
    assert (await world.author.types(profile))[-2:] == ["AccessGranted", "AccessRevoked"]
    other, _ = await world.opened()
    assert (await own.refused(f"{other}/grants", **SCHOOL)) == (404, "profile-unknown")


async def test_nobody_is_let_in_without_the_permit_holders_say(world) -> None:
    profile, _ = await world.opened()
    unasked = SCHOOL | {"permitHolderAgreed": False}
    assert (await world.author.refused(f"{profile}/grants", **unasked)) == (409, "not-agreed")
    late = SCHOOL | {"expiresOn": "2026-02-28"}
    assert (await world.author.refused(f"{profile}/grants", **late)) == (409, "grant-expired")


async def test_what_is_not_complete_yet_is_not_read_under_a_grant(world) -> None:
    profile, _ = await world.opened()
    await world.fill(profile, "language")
    await world.author.post(f"{profile}/grants", **SCHOOL)
    found = await world.school.get(f"{profile}/granted-sections")
    assert (found["profileVersion"], found["sections"]) == (None, [])


async def test_a_grant_that_was_voided_never_was(world) -> None:
    profile, _ = await world.completed()
    await world.author.post(f"{profile}/grants", **SCHOOL)
    given = await world.author.last(profile, "AccessGranted")
    await world.author.post(f"{profile}/events/{given['id']}/voidings", reason="wrong-person")
    found = await world.school.refused(f"{profile}/granted-sections", "GET")
    assert found == (404, "profile-unknown")
    assert (await world.school.get("/grants"))["items"] == []
