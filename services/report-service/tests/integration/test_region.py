"""The own region of a regional coordinator, with a real directory-service beside it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import httpx
import pytest
from playwright.async_api import Page

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.contracts import directory as d
from continuous_line.event_log.port import Record
from continuous_line.process import Program
from continuous_line.testing.browser import faults_of, faults_on_phone, page_of
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.listening import Listening
from continuous_line.testing.visiting import Visiting, plain
from directory_service.__main__ import PROGRAM as DIRECTORY_SERVICE
from report_service.testing import History, Recorder, noon

Live = Callable[[Sequence[Record]], Awaitable[None]]
Visit = Callable[..., Awaitable[Visiting]]
REGION, WEERT, ROERMOND, ECHT, ZWOLLE = "AM33", "GM0988", "GM0957", "GM1711", "GM0193"
TOWNS = (
    (WEERT, "Weert", "Limburg", REGION, "Midden-Limburg"),
    (ROERMOND, "Roermond", "Limburg", REGION, "Midden-Limburg"),
    (ECHT, "Echt-Susteren", "Limburg", REGION, "Midden-Limburg"),
    (ZWOLLE, "Zwolle", "Overijssel", "AM10", "Regio Zwolle"),
)
PERSONS = 12


@pytest.fixture
def settings(settings: Settings, clock: ClockFile, listening: Listening) -> Settings:
    clock.set("2019-07-20")
    return settings.model_copy(update={"clock_file": clock.path, **listening.settings})


@pytest.fixture
async def figures(live: Live) -> list[History]:
    """Twelve who moved to Weert, the first three after a warm handover."""
    places = [
        (code, d.MunicipalityRegistered(
            occurred_at=noon("2018-01-01"), code=code, name=name, province=province,
            region=region, region_name=region_name, latitude=51.2, longitude=5.9,
        ))
        for code, name, province, region, region_name in TOWNS
    ]  # fmt: skip
    people = []
    for number in range(PERSONS):
        person = History(municipality=WEERT)
        person.opened("2018-11-01")
        person.permit("2019-01-05")
        person.linked("2019-03-02")
        if number < 3:
            person.warm("2019-05-12")
        person.moved("2019-06-01")
        people.append(person)
    recorder = Recorder()
    await live(recorder.places(places) + recorder.of(people))
    return people


@pytest.fixture
def directory_address(beside: Callable[[Program], str], monkeypatch: pytest.MonkeyPatch) -> str:
    address = beside(DIRECTORY_SERVICE)
    monkeypatch.setenv("DL_REPORT_DIRECTORY_URL", address)
    monkeypatch.setenv("DL_REPORT_DIRECTORY_PAGES", "https://directory.example")
    return address


@pytest.fixture
async def directory(directory_address: str, token: Callable[..., str]) -> str:
    """Of Weert a client manager who was verified, of Roermond one who was not, of Echt nobody; a
    coordinator of the region; and somebody in Zwolle. Gives its address."""
    address = directory_address

    async def record(path: str, role: Role, **body: Any) -> str:
        bearer = {"Authorization": f"Bearer {token([role], 'coa', ['NL'])}"}
        async with httpx.AsyncClient(base_url=f"{address}/v1", headers=bearer) as client:
            made = await client.post(path, json=body)
            assert made.status_code == 201, made.text
            return str(made.headers["location"]).removeprefix("/v1")

    for code, name, province, region, region_name in TOWNS:
        await record(
            "/municipalities", Role.TVS_SYSTEM, code=code, name=name, province=province,
            region=region, regionName=region_name, latitude=51.2, longitude=5.9,
        )  # fmt: skip
    keeper = Role.PARTICIPATION_CASE_MANAGER
    for kind, place, name, verified in (
        ("client-manager", WEERT, "Klaartje Voorbeeld (fictief)", True),
        ("client-manager", ROERMOND, "Karel Voorbeeld (fictief)", False),
        ("client-manager", ZWOLLE, "Zoë Voorbeeld (fictief)", True),
        ("regional-coordinator", REGION, "Rita Voorbeeld (fictief)", True),
    ):
        made = await record(
            "/contacts", keeper, kind=kind, places=[place], validFrom="2019-01-01",
            details={"name": name, "phones": ["0475-359999"], "mail": "info@example.nl"},
        )  # fmt: skip
        if verified:
            await record(f"{made}/verifications", keeper)
    return address


@pytest.mark.scenario("S-R13")
async def test_a_regional_coordinator_sees_figures_gaps_and_contacts_of_the_own_region_no_persons(
    directory: str, figures: list[History], visit: Visit
) -> None:
    # given a regional coordinator
    coordinator = await visit([Role.REGIONAL_COORDINATOR], "coa", [REGION])
    # when the own region opens
    assert (await coordinator.client.get("/regions")).headers["location"] == f"/regions/{REGION}"
    page = await coordinator.get(f"/regions/{REGION}?period=2019-H1")
    told = plain(page)
    # then figures
    assert "Warme overdracht 25% (3 van 12)" in told
    # gaps
    assert "Gemeenten zonder gecontroleerd contactpersoon: 2 van 3." in told
    assert "Echt-Susteren niemand bekend 0" in told
    assert "Roermond wel iemand, niet gecontroleerd -" in told
    assert "Weert niemand" not in told
    assert "Geen participatiecasemanager: Echt-Susteren, Roermond, Weert" in told
    # and contacts
    assert "Midden-Limburg Rita Voorbeeld (fictief) (regiocoördinator), 0475 359 999" in told
    assert "Weert Klaartje Voorbeeld (fictief) (klantmanager), 0475 359 999" in told
    assert "Nog nooit gecontroleerd." in told
    assert told.count("Vandaag gecontroleerd.") == 2
    assert 'href="tel:+31475359999"' in page
    assert "Zoë Voorbeeld" not in page
    # no persons
    for person in figures:
        assert str(person.person) not in page


async def test_a_region_with_more_contacts_than_fit_on_a_page_of_the_directory_has_all_of_them(
    directory: str, figures: list[History], visit: Visit, token: Callable[..., str]
) -> None:
    # given as many as fit on one page besides the three that are there
    bearer = {"Authorization": f"Bearer {token([Role.PARTICIPATION_CASE_MANAGER], 'coa', ['NL'])}"}
    async with httpx.AsyncClient(base_url=f"{directory}/v1", headers=bearer) as client:
        for number in range(200):
            details = {"name": f"Nummer {number} (fictief)", "phones": ["0475-359999"]}
            body = {"kind": "team", "places": [ECHT], "validFrom": "2019-01-01", "details": details}
            assert (await client.post("/contacts", json=body)).status_code == 201
    # when their region opens
    coordinator = await visit([Role.REGIONAL_COORDINATOR], "coa", [REGION])
    told = plain(await coordinator.get(f"/regions/{REGION}?period=2019-H1"))
    # then everybody is there, and nothing is said to be elsewhere
    assert told.count("(fictief)") == 203
    assert "Er zijn er meer" not in told


async def test_another_region_is_not_found_and_others_have_no_such_page(
    figures: list[History], visit: Visit
) -> None:
    coordinator = await visit([Role.REGIONAL_COORDINATOR], "coa", [REGION])
    await coordinator.get("/regions/AM10", 404)
    national = await visit([Role.REGIONAL_COORDINATOR], "coa", ["NL"])
    chosen = await national.get("/regions")
    assert 'href="/regions/AM10"' in chosen
    assert 'href="/regions/AM33"' in chosen
    await national.get("/regions/AM99", 404)
    analyst = await visit([Role.ANALYST], "coa", [REGION])
    assert "regiocoördinator" in plain(await analyst.get(f"/regions/{REGION}", 403))


async def test_without_the_directory_the_figures_are_there_and_it_says_what_is_not(
    figures: list[History], visit: Visit
) -> None:
    coordinator = await visit([Role.REGIONAL_COORDINATOR], "coa", [REGION])
    told = plain(await coordinator.get(f"/regions/{REGION}?period=2019-H1"))
    assert "wie u kunt bellen, is nu niet op te vragen" in told
    assert "Warme overdracht 25% (3 van 12)" in told


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("language", "faults"), [("nl", faults_of), ("en", faults_on_phone)], ids=["nl", "en"]
)
async def test_a_coordinator_can_use_it_on_any_screen(
    directory: str,
    figures: list[History],
    address: str,
    language: str,
    faults: Callable[[Page], Any],
) -> None:
    async with page_of() as page:
        await page.goto(f"{address}/sign-in/start?next=/regions")
        await page.check('input[value="coordinator-1"]')
        async with page.expect_navigation():
            await page.click("main button[type=submit]")
        await page.goto(f"{address}/regions?lang={language}")
        assert await faults(page) == []
        await page.click("text=Midden-Limburg")
        assert await faults(page) == []
