"""What a permit holder learns: who received the profile, who can see it and until when."""

from datetime import timedelta

import pytest

from continuous_line.codes import Role

ROERMOND, ZWOLLE = "GM0957", "GM0193"
REQUIRED = ["education", "work", "language", "wishes"]


@pytest.mark.scenario("S-P9")
async def test_of_two_recipients_it_is_told_what_they_got_and_which_of_them_opened_it(
    world, clock
) -> None:
    clock.set("2026-03-03")
    profile, person = await world.sent()
    clock.set("2026-03-04")
    await world.roermond.get(profile)
    await world.unlinked(person, ROERMOND)
    await world.linked(person, ZWOLLE)
    clock.set("2026-03-05")
    await world.author.post(f"{profile}/sendings")
    found = (await world.themselves(person).get("/my-data"))["recipients"]
    assert [(one["municipality"], one["sentAt"][:10]) for one in found] == [
        (ROERMOND, "2026-03-03"),
        (ZWOLLE, "2026-03-05"),
    ]
    assert [(one["openedAt"] or "")[:10] for one in found] == ["2026-03-04", ""]
    assert [one["sections"] for one in found] == [REQUIRED, REQUIRED]


async def test_a_version_sent_later_is_opened_on_its_own(world, clock) -> None:
    profile, person = await world.sent()
    await world.roermond.get(profile)
    await world.author.post(f"{profile}/completions")
    clock.set("2026-03-06")
    await world.author.post(f"{profile}/sendings")
    own = world.themselves(person)
    found = (await own.get("/my-data"))["recipients"]
    assert [(one["openedAt"] or "")[:10] for one in found] == ["2026-03-01", ""]
    clock.set("2026-03-07")
    await world.roermond.get(profile)
    await world.roermond.get(profile)
    found = (await own.get("/my-data"))["recipients"]
    assert [one["openedAt"][:10] for one in found] == ["2026-03-01", "2026-03-07"]
    assert (await world.author.types(profile)).count("ProfileViewed") == 1


async def test_it_is_told_who_can_see_it_now_why_and_until_when(world, clock) -> None:
    profile, person = await world.sent()
    await world.author.post(
        f"{profile}/grants",
        party="taalschool",
        purpose="language-lessons",
        sections=["language", "network"],
        expiresOn="2026-06-30",
        permitHolderAgreed=True,
    )
    own = world.themselves(person)
    found = await own.get("/my-data")
    assert [(one["party"], one["ground"]) for one in found["canSee"]] == [
        ("weert", "lives-there"),
        (ROERMOND, "linked"),
        ("taalschool", "granted"),
    ]
    granted = found["canSee"][2]
    assert (granted["sections"], granted["lastDayOn"]) == (["language"], "2026-06-30")
    assert found["linksMayBeLate"] is False
    clock.set("2026-07-01")
    await world.unlinked(person, ROERMOND)
    found = await own.get("/my-data")
    assert [one["ground"] for one in found["canSee"]] == ["lives-there"]
    await world.caught_up(timedelta(minutes=6))
    assert (await own.get("/my-data"))["linksMayBeLate"] is True


async def test_what_happened_is_told_to_the_person_and_nobody_elses_data_are(world) -> None:
    profile, person = await world.sent()
    own = world.themselves(person)
    events = (await own.get("/my-data/events"))["items"]
    assert [one["type"] for one in events] == await world.author.types(profile)
    nobody = world.sign_in([Role.PERMIT_HOLDER], "")
    for path in ("/my-data", "/my-data/events", "/my-data/accesses"):
        assert await nobody.refused(path, "GET") == (404, "profile-unknown")
        assert (await world.author.refused(path, "GET"))[0] == 403
