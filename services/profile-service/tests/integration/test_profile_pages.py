"""The pages on which case managers and client managers work with profiles."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from continuous_line.codes import Role
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.visiting import plain

ROERMOND, ZWOLLE = "GM0957", "GM0193"


@pytest.fixture
async def manager(visit: Callable[..., Any]) -> Any:
    """A case manager at azc Weert."""
    return await visit([Role.CASE_MANAGER], "coa", ["weert"])


@pytest.fixture
async def roermond(visit: Callable[..., Any]) -> Any:
    """A client manager of Roermond."""
    return await visit([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND])


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


async def test_a_profile_says_where_it_stands_what_is_missing_and_what_to_do_next(
    world, manager
) -> None:
    profile, person = await world.opened()
    await world.fill(profile, "identity", "education", "work")
    page = await manager.get(f"/profiles/{person}")
    told = plain(page)
    assert (
        "3 van 8 onderdelen compleet. Voor verzending ontbreekt nog: Taal, Doelen en wensen" in told
    )
    assert f'href="/profiles/{person}/sections/language"' in page
    assert "Lasser" in told
    assert "Geboortedatum 3 februari 1990" in told
    assert "Bijgehouden door locatiemanager" in told


async def test_a_case_manager_completes_checks_and_sends_and_sees_when_it_is_opened(
    world, manager, roermond
) -> None:
    profile, person = await world.opened()
    await world.caught_up()
    await world.linked(person, ROERMOND)
    await world.fill(profile, "identity", "education", "work", "language", "wishes")
    here = f"/profiles/{person}"
    assert "Maak versie 1" in plain(await manager.get(here))
    assert await manager.sends(f"{here}/completions", {}) == f"{here}?done=completed"
    check = plain(await manager.get(f"{here}/sendings/new"))
    assert f"Versie 1 gaat naar {ROERMOND}." in check
    assert "Opleiding Diploma's, Hoogste niveau" in check
    sent = await manager.sends(f"{here}/sendings/new", {"municipality": ROERMOND})
    told = plain(await manager.get(sent))
    assert "Het profiel is verzonden." in told
    assert "Geopend Nog niet" in told
    assert "Bekijk wat de gemeente kreeg" in told
    assert "Lasser" in plain(await roermond.get(here))
    assert "Verzonden en geopend" in plain(await manager.get(here))


async def test_what_was_shown_is_not_sent_to_another_municipality(world, manager) -> None:
    _, person = await world.completed()
    await world.caught_up()
    await world.linked(person, ROERMOND)
    here = f"/profiles/{person}/sendings/new"
    await manager.get(here)
    await world.linked(person, ZWOLLE)
    refused = await manager.post(here, {"municipality": ROERMOND})
    assert refused.status_code == 409
    assert "Er is niets verzonden." in plain(refused.text)


@pytest.mark.scenario("S-P6")
async def test_a_municipality_asks_for_more_and_then_sees_what_changed(
    world, manager, roermond
) -> None:
    profile, person = await world.sent()
    await world.caught_up()
    here = f"/profiles/{person}"
    nothing = await roermond.post(f"{here}/supplement-requests/new", {})
    assert nothing.status_code == 400
    assert "Fout:" in nothing.text
    asked = await roermond.sends(f"{here}/supplement-requests/new", {"supplement": ["education"]})
    assert "staat nu op de lijst van de casemanager" in plain(await roermond.get(asked))
    assert str(person) in await manager.get("/profiles?todo=asked")
    assert "Vul aan: Opleiding" in plain(await manager.get(here))
    await world.record(profile, "education", level="higher", diplomas=[])
    assert "Gewijzigd sinds verzending" in plain(await manager.get(here))
    await manager.sends(f"{here}/completions", {})
    await manager.sends(f"{here}/sendings/new", {"municipality": ROERMOND})
    told = plain(await roermond.get(here))
    assert "Gewijzigd sinds versie 1 Opleiding, diploma's: gewijzigd." in told
    assert "Lasser" in plain(await roermond.get(f"{here}/versions/1"))
    assert "Opleiding, diploma's: gewijzigd." in plain(
        await roermond.get(f"{here}/versions/2?since=1")
    )


@pytest.mark.scenario("S-P2")
async def test_somebody_else_reviews_and_the_author_reads_the_remarks(
    world, manager, visit
) -> None:
    _, person = await world.completed()
    bridge = await visit([Role.PARTICIPATION_CASE_MANAGER], "coa", ["weert"])
    here = f"/profiles/{person}/versions"
    bare = await bridge.post(f"{here}/1/reviews/new", {"verdict": "not-usable"})
    assert bare.status_code == 400
    await bridge.sends(
        f"{here}/1/reviews/new", {"verdict": "not-usable", "remark_work": "too-thin"}
    )
    told = plain(await manager.get(here))
    assert "Niet bruikbaar" in told
    assert "Werkervaring: te weinig." in told


@pytest.mark.scenario("S-P5")
async def test_looking_somebody_up_says_why_there_seems_to_be_nothing(
    world, manager, roermond
) -> None:
    profile, person = await world.opened()
    await world.caught_up()
    await world.fill(profile, "identity", "education", "work", "language", "wishes")
    await world.linked(person, ROERMOND)
    found = await roermond.post("/profile-searches", {"v_number": "123 456 7890"})
    assert "nooit naar de gekoppelde gemeente verzonden" in plain(found.text)
    assert "1234567890" not in str(found.url)
    await world.author.post(f"{profile}/completions")
    await world.author.post(f"{profile}/sendings")
    found = await roermond.post("/profile-searches", {"v_number": "1234567890"})
    assert "Niemand heeft het nog geopend." in plain(found.text)


async def test_who_is_not_there_and_who_is_not_yours_are_the_same_answer(world, visit) -> None:
    profile, _ = await world.opened()
    await world.fill(profile, "identity")
    elsewhere = await visit([Role.CASE_MANAGER], "coa", ["sneek"])
    answers = [
        await elsewhere.post("/profile-searches", {"v_number": number})
        for number in ("1234567890", "9999999999")
    ]
    assert [one.status_code for one in answers] == [404, 404]
    bodies = [re.sub(r"[0-9a-f]{32}|key\" value=\"[^\"]+", "", one.text) for one in answers]
    assert plain(bodies[0]) == plain(bodies[1])
    wrong = await elsewhere.post("/profile-searches", {"v_number": "12"})
    assert wrong.status_code == 400
    assert "Een V-nummer heeft tien cijfers." in plain(wrong.text)


async def test_whose_right_ended_is_told_since_when_and_whom_to_ask(
    world, roermond, clock: ClockFile
) -> None:
    clock.set("2026-03-03")
    _, person = await world.sent()
    await world.caught_up()
    await roermond.get(f"/profiles/{person}")
    clock.set("2026-03-05")
    await world.linked(person, ZWOLLE)
    told = plain(await roermond.get(f"/profiles/{person}", 403))
    assert "5 maart 2026" in told
    assert "casemanager" in told


async def test_of_an_erased_person_the_page_says_since_when(
    world, manager, clock: ClockFile
) -> None:
    clock.set("2026-03-03")
    profile, person = await world.opened()
    await world.tvs.post(f"{profile}/erasures", ground="request")
    assert "Gegevens gewist op 3 maart 2026." in plain(
        await manager.get(f"/profiles/{person}", 410)
    )


async def test_a_profile_is_shown_as_it_was_on_a_day(world, manager, clock: ClockFile) -> None:
    clock.set("2026-03-03")
    profile, person = await world.opened()
    await world.record(profile, "language", level="A1", lessons=[], motherTongue="ti")
    clock.set("2026-04-03")
    await world.record(profile, "language", level="A2", lessons=[], motherTongue="ti")
    here = f"/profiles/{person}"
    told = plain(await manager.get(f"{here}?as_of-day=5&as_of-month=maart&as_of-year=2026"))
    assert "U ziet wat bekend was op do 5 maart 2026." in told
    assert "Niveau Nederlands A1" in told
    assert "Niveau Nederlands A2" in plain(await manager.get(here))
    ahead = plain(await manager.get(f"{here}?as_of-day=5&as_of-month=5&as_of-year=2026", 400))
    assert "Deze dag is nog niet geweest." in ahead


async def test_two_at_once_completing_is_told_to_the_second(world, manager) -> None:
    profile, person = await world.opened()
    await world.fill(profile, "education", "work", "language", "wishes")
    refused = await manager.post(f"/profiles/{person}/completions", {}, version=2)
    assert refused.status_code == 412
    assert "Dit is gewijzigd nadat u het opende." in plain(refused.text)


async def test_a_refusal_on_a_page_is_in_the_processing_log(world, visit) -> None:
    profile, person = await world.opened()
    elsewhere = await visit([Role.CASE_MANAGER], "coa", ["sneek"])
    await elsewhere.get(f"/profiles/{person}", 404)
    found = await world.location_manager.get(f"{profile}/accesses")
    assert found["items"][0]["manner"] == "refused"
