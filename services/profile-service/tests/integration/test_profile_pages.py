"""The pages on which case managers and client managers work with profiles."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest

from continuous_line.codes import Role
from continuous_line.testing.clock import ClockFile

ROERMOND, ZWOLLE = "GM0957", "GM0193"


@pytest.fixture
async def manager(visit: Callable[..., Any]) -> Any:
    """A case manager at azc Weert."""
    return await visit([Role.CASE_MANAGER], "coa", ["weert"])


@pytest.fixture
async def roermond(visit: Callable[..., Any]) -> Any:
    """A client manager of Roermond."""
    return await visit([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND])


def plain(page: str) -> str:
    """What is to be read on it."""
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


async def test_the_list_names_who_is_here_how_far_and_what_is_missing(world, manager) -> None:
    profile, person = await world.opened()
    await world.fill(profile, "identity", "education")
    told = plain(await manager.get("/profiles"))
    assert "Tesfay Testpersoon" in told
    assert "Nog niet compleet" in told
    assert "Werkervaring, Taal, Doelen en wensen" in told
    assert f"/profiles/{person}" in await manager.get("/profiles?missing=language")
    assert "Met deze filters is er niemand." in plain(
        await manager.get("/profiles?missing=education")
    )


async def test_each_name_on_the_list_is_a_record_of_one_person(world, manager) -> None:
    profile, person = await world.opened()
    await world.fill(profile, "identity")
    await manager.get("/profiles")
    found = await world.location_manager.get(f"{profile}/accesses")
    listed = [one for one in found["items"] if one["manner"] == "listed"]
    assert [one["parts"] for one in listed] == [["identity"]]
    assert str(person) in await manager.get("/profiles")


async def test_a_municipality_sees_names_of_whom_it_was_sent_the_profile(
    world, roermond, clock: ClockFile
) -> None:
    clock.set("2026-03-03")
    profile, person = await world.opened()
    await world.caught_up()
    await world.fill(profile, "identity", "education", "work", "language", "wishes")
    await world.author.post(f"{profile}/completions")
    await world.linked(person, ROERMOND)
    assert "Tesfay" not in await roermond.get("/profiles")
    await world.author.post(f"{profile}/sendings")
    assert "Tesfay Testpersoon" in await roermond.get("/profiles")
    await world.caught_up()
    clock.set("2026-03-10")
    assert "7 dagen niet geopend" in plain(await roermond.get("/profiles?todo=unopened"))


async def test_nobody_elsewhere_sees_anybody_of_this_place(world, visit) -> None:
    await world.opened()
    elsewhere = await visit([Role.CASE_MANAGER], "coa", ["sneek"])
    assert "staat nog niemand" in plain(await elsewhere.get("/profiles"))
