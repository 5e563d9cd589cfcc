"""Names for a list that another service shows."""

from uuid import uuid4

ROERMOND = "GM0957"


async def test_names_are_given_of_whom_the_reader_may_see_and_each_is_a_record(world) -> None:
    mine, person = await world.opened()
    await world.fill(mine, "identity")
    others = {"permitHolderId": [str(person), str(uuid4())]}
    found = await world.author.get("/names", **others)
    assert found["items"] == [{"permitHolderId": str(person), "name": "Tesfay Testpersoon"}]
    read = await world.location_manager.get(f"{mine}/accesses")
    listed = [one for one in read["items"] if one["manner"] == "listed"]
    assert [one["parts"] for one in listed] == [["identity"]]
    assert (await world.roermond.get("/names", permitHolderId=str(person)))["items"] == []


async def test_without_a_person_nothing_is_asked(world) -> None:
    assert await world.author.refused("/names", "GET") == (400, "invalid-input")
