"""Who may read a profile, and until when, over HTTP."""

from datetime import timedelta

import pytest

from continuous_line.codes import Role
from continuous_line.contracts import directory

AZC, OTHER_AZC = "weert", "sneek"
ROERMOND, ZWOLLE = "GM0957", "GM0193"


async def test_a_municipality_sees_no_sections_before_it_was_sent_the_profile(world) -> None:
    profile, person = await world.completed()
    await world.linked(person, ROERMOND)
    found = await world.roermond.get(profile)
    assert (found["state"], found["sections"], found["versions"]) == ("completed", None, [])
    assert "ProfileViewed" not in await world.author.types(profile)


@pytest.mark.scenario("S-P8")
async def test_a_minute_after_relinking_the_former_municipality_is_told_since_when(
    world, clock
) -> None:
    profile, person = await world.sent()
    clock.set("2026-03-05", 9)
    await world.unlinked(person, ROERMOND)
    await world.linked(person, ZWOLLE)
    clock.set("2026-03-05", 9, 1)
    problem = await world.roermond.problem(profile, "GET")
    assert (problem["status"], problem["code"]) == (403, "right-ended")
    assert problem["since"].startswith("2026-03-05")
    assert problem["ask"] == {"azc": AZC, "role": "case-manager"}
    assert (await world.roermond.get("/profiles"))["items"] == []
    assert (await world.zwolle.get(profile))["municipality"] == ZWOLLE


async def test_who_never_had_business_with_a_person_learns_nothing(world) -> None:
    profile, _ = await world.sent()
    stranger = world.sign_in([Role.CASE_MANAGER], "coa", [OTHER_AZC])
    for somebody in (world.zwolle, stranger):
        for path in (profile, f"{profile}/events", f"{profile}/activities"):
            problem = await somebody.problem(path, "GET")
            assert (problem["status"], problem["code"]) == (404, "profile-unknown"), path
    missing = await world.zwolle.problem("/profiles/00000000-0000-0000-0000-000000000000", "GET")
    known = await world.zwolle.problem(profile, "GET")
    assert missing["detail"] == known["detail"]


async def test_after_a_relocation_the_former_azc_is_told_whom_to_ask(world, clock) -> None:
    profile, _ = await world.opened()
    clock.set("2026-03-04")
    await world.tvs.post(f"{profile}/relocations", toAzc=OTHER_AZC)
    problem = await world.author.problem(f"{profile}/sections/work", "PUT", content={})
    assert (problem["status"], problem["ask"]["azc"]) == (403, OTHER_AZC)


async def test_a_right_that_rests_on_late_events_is_refused_and_comes_back(world) -> None:
    profile, person = await world.completed()
    await world.linked(person, ROERMOND)
    await world.caught_up(timedelta(minutes=6))
    for path, somebody, method in (
        (profile, world.roermond, "GET"),
        (f"{profile}/sendings", world.author, "POST"),
    ):
        problem = await somebody.problem(path, method)
        assert (problem["status"], problem["code"]) == (503, "access-unknown"), path
    assert (await world.roermond.problem("/profiles", "GET"))["status"] == 503
    assert len((await world.author.get("/profiles"))["items"]) == 1
    await world.caught_up()
    assert len((await world.roermond.get("/profiles"))["items"]) == 1
    await world.author.post(f"{profile}/sendings")


async def test_whose_events_are_parked_is_read_by_no_municipality(world) -> None:
    profile, person = await world.sent()
    await world.sent()
    await world.park(person)
    problem = await world.roermond.problem(profile, "GET")
    assert (problem["status"], problem["code"]) == (503, "access-unknown")
    listed = (await world.roermond.get("/profiles"))["items"]
    assert len(listed) == 1
    assert listed[0]["permitHolderId"] != str(person)
    assert len((await world.author.get("/profiles"))["items"]) == 2


async def test_a_municipality_that_took_over_another_reads_what_was_linked_to_it(world) -> None:
    profile, _ = await world.sent("GM0370")
    purmerend = world.sign_in([Role.CLIENT_MANAGER], "GM0439", ["GM0439"])
    assert (await purmerend.problem(profile, "GET"))["status"] == 404
    merged = directory.MunicipalityMerged(
        occurred_at=world.now, code="GM0370", successor="GM0439", valid_from=world.now.date()
    )
    await world.hear(merged, "GM0370")
    assert (await purmerend.get(profile))["municipality"] == "GM0370"


async def test_a_municipality_does_not_learn_to_which_others_the_profile_went(world) -> None:
    profile, person = await world.sent()
    await world.unlinked(person, ROERMOND)
    await world.linked(person, ZWOLLE)
    await world.author.post(f"{profile}/sendings")
    events = (await world.zwolle.get(f"{profile}/events"))["items"]
    named = {event["data"].get("municipality") for event in events}
    assert named == {None, ZWOLLE}
    assert [s["municipality"] for s in (await world.zwolle.get(profile))["sendings"]] == [ZWOLLE]
