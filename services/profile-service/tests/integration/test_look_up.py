"""Found by a number in a body; unknown and not yours are the same."""

import pytest

from profile_service.application.looking_up import V_NUMBER

ROERMOND = "GM0957"
NUMBER = "1234567890"


async def known_by(world, person, number: str = NUMBER) -> None:
    await world.resources.vault.key(person)
    await world.resources.vault.remember(V_NUMBER, number, person)


async def search(somebody, number: str = NUMBER):
    return await somebody.client.post("/profile-searches", json={"vNumber": number})


@pytest.mark.scenario("S-P5")
async def test_nothing_in_the_system_is_never_sent_unopened_or_a_section_that_is_empty(
    world,
) -> None:
    profile, person = await world.completed()
    await known_by(world, person)
    await world.linked(person, ROERMOND)
    found = (await search(world.roermond)).json()
    assert (found["finding"], found["emptySections"]) == ("never-sent", [])
    assert found["ask"] == {"azc": "weert", "role": "case-manager"}
    await world.author.post(f"{profile}/sendings")
    found = (await search(world.roermond)).json()
    assert (found["finding"], found["address"]) == ("unopened", f"/v1{profile}")
    await world.roermond.get(profile)
    found = (await search(world.roermond, "1234 567 890")).json()
    assert (found["finding"], found["profileVersion"]) == ("section-empty", 1)
    assert found["emptySections"] == ["identity", "activities", "network", "circumstances"]


async def test_unknown_and_not_yours_are_the_same_answer(world) -> None:
    _, person = await world.sent()
    await known_by(world, person)
    not_yours, unknown = await search(world.zwolle), await search(world.zwolle, "9999999999")
    assert not_yours.status_code == unknown.status_code == 404
    bodies = [answer.json() | {"traceId": None} for answer in (not_yours, unknown)]
    assert bodies[0] == bodies[1]
    assert (await search(world.author)).json()["permitHolderId"] == str(person)
    items = (await world.themselves(person).get("/my-data/accesses"))["items"]
    found = [(one["organisation"], one["manner"], one["activity"]) for one in items[::-1]]
    assert found[-2:] == [
        ("GM0193", "refused", "person-look-up"),
        ("coa", "found", "person-look-up"),
    ]


async def test_a_number_that_does_not_fit_is_not_repeated_to_anybody(world) -> None:
    answer = await search(world.author, "not-a-number-xyz")
    assert answer.status_code == 400
    assert "xyz" not in answer.text


async def test_the_system_that_registers_learns_nothing_of_what_was_sent(world) -> None:
    _, person = await world.sent()
    await known_by(world, person)
    found = (await search(world.tvs)).json()
    assert (found["finding"], found["emptySections"]) == (None, [])


async def test_who_is_not_linked_is_found_as_not_linked(world) -> None:
    _, person = await world.completed()
    await known_by(world, person)
    assert (await search(world.author)).json()["finding"] == "not-linked"
