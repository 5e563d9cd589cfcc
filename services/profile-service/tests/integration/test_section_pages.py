"""The form in which a case manager records a section."""

from collections.abc import Callable
from typing import Any

import pytest

from continuous_line.codes import Role, Section
from continuous_line.testing.visiting import plain
from profile_service.web import section_form


@pytest.fixture
async def manager(visit: Callable[..., Any]) -> Any:
    return await visit([Role.CASE_MANAGER], "coa", ["weert"])


async def test_a_section_is_recorded_in_its_form_and_says_who_may_read_what(
    world: Any, manager: Any
) -> None:
    _, person = await world.opened()
    here = f"/profiles/{person}/sections/language"
    told = plain(await manager.get(here))
    assert "Te lezen voor: " in told
    assert "klantmanager" in told
    fields = len(world.resources.profiles.sections.current(Section.LANGUAGE).fields)
    assert [told.count(word) for word in ("Te lezen voor: ", "Doel: ", "Grond: ")] == [fields] * 3
    assert "Doel: begeleiding in het azc, controle van het profiel, huis en inburgering" in told
    entered = {"level": "A2", "lessons.none": "1", "motherTongue": "ti"}
    done = await manager.sends(here, entered, version=1)
    told = plain(await manager.get(done))
    assert "Een gemeente ziet het pas als u een nieuwe versie maakt en verzendt." in told
    assert "Niveau Nederlands A2" in told
    assert "1 van 8 onderdelen compleet." in told


async def test_what_was_not_sent_from_the_form_replaces_nothing(world: Any, manager: Any) -> None:
    profile, person = await world.opened()
    await world.fill(profile, "language")
    here = f"/profiles/{person}/sections/language"
    for entered in ({"level": "B1", "lessons.none": "1", "motherTongue": "ti"}, {"declined": "1"}):
        refused = await manager.post(here, entered)
        assert refused.status_code == 412
        assert "Er is niets vastgelegd" in plain(refused.text)
    assert "Niveau Nederlands A1" in plain(await manager.get(f"/profiles/{person}"))


async def test_one_more_row_is_a_button_and_loses_nothing(world: Any, manager: Any) -> None:
    _, person = await world.opened()
    here = f"/profiles/{person}/sections/education"
    entered = {"diplomas.rows": "1", "diplomas.0.title": "Lasser"}
    page = (await manager.post(here, {**entered, "more": "diplomas"})).text
    assert 'value="Lasser"' in page
    assert 'name="diplomas.1.title"' in page
    more = {"level": "higher", "diplomas.rows": "2", "diplomas.0.title": "Lasser",
            "diplomas.1.title": "Kok"}  # fmt: skip
    await manager.sends(here, more, version=1)
    assert "Lasser Kok" in plain(await manager.get(f"/profiles/{person}"))


async def test_all_faults_are_told_together_and_the_input_stays(world: Any, manager: Any) -> None:
    _, person = await world.opened()
    wrong = {"years": "veel", "diplomas.rows": "1", "diplomas.0.country": "Eritrea"}
    answer = await manager.post(f"/profiles/{person}/sections/education", wrong)
    assert answer.status_code == 400
    assert "<title>Fout:" in answer.text
    for link in ("years", "diplomas.0.title", "diplomas.0.country"):
        assert f'href="#{link}"' in answer.text
    assert 'value="veel"' in answer.text


async def test_who_was_asked_and_does_not_want_to_tell_is_not_asked_again(
    world: Any, manager: Any
) -> None:
    _, person = await world.opened()
    here = f"/profiles/{person}/sections/wishes"
    await manager.sends(here, {"declined": "1"}, version=1)
    assert "Gevraagd, wil niet vertellen" in plain(await manager.get(f"/profiles/{person}"))
    assert "wil hier niets over vertellen" in plain(await manager.get(here))


@pytest.mark.scenario("S-P3")
async def test_of_health_there_is_only_a_tick(world: Any, manager: Any) -> None:
    _, person = await world.opened()
    here = f"/profiles/{person}/sections/circumstances"
    page = await manager.get(here)
    assert "<textarea" not in page
    assert 'type="text"' not in page
    await manager.sends(here, {"discussInPerson": "yes", "health": "iets"}, version=1)
    told = plain(await manager.get(f"/profiles/{person}"))
    assert "Bespreek persoonlijk ja" in told
    assert "iets" not in told.split()


async def test_of_two_at_once_the_second_sees_who_changed_what_and_keeps_the_input(
    world: Any, manager: Any
) -> None:
    profile, person = await world.opened()
    await world.fill(profile, "work")
    refused = await manager.post(
        f"/profiles/{person}/sections/language", {"level": "B1"}, version=1
    )
    assert refused.status_code == 412
    told = plain(refused.text)
    assert "casemanager: Werkervaring" in told
    assert "B1" in told


async def test_nobody_elsewhere_and_no_municipality_writes(world: Any, visit: Any) -> None:
    _, person = await world.opened()
    here = f"/profiles/{person}/sections/language"
    elsewhere = await visit([Role.CASE_MANAGER], "coa", ["sneek"])
    await elsewhere.get(here, 404)
    assert (await elsewhere.post(here, {"level": "A1"})).status_code == 404
    client = await visit([Role.CLIENT_MANAGER], "GM0957", ["GM0957"])
    await client.get(here, 403)


async def test_what_a_form_would_lose_is_not_shown_in_one_and_nothing_is_changed(
    world: Any, manager: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile, person = await world.opened()
    await world.fill(profile, "work")
    here = f"/profiles/{person}/sections/work"
    monkeypatch.setattr(section_form, "fits", lambda *_: False)
    page = await manager.get(here)
    assert "via de API" in plain(page)
    assert 'name="experience' not in page
    refused = await manager.post(here, {"declined": "1"}, version=2)
    assert refused.status_code == 400
    monkeypatch.undo()
    assert "lasser" in await manager.get(here)


async def test_of_an_erased_person_nothing_is_shown_or_recorded(world: Any, manager: Any) -> None:
    profile, person = await world.opened()
    await world.tvs.post(f"{profile}/erasures", ground="mistake")
    here = f"/profiles/{person}/sections/work"
    await manager.get(here, 410)
    assert (await manager.post(here, {"declined": "1"}, version=1)).status_code == 410
