"""The pages of the directory in a real browser: for everybody, in both languages, on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import Page

from continuous_line.config import Settings
from continuous_line.testing.browser import faults_of, faults_on_phone, page_of, sign_in
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.listening import Listening

WEERT, ROERMOND = "GM0988", "GM0957"
CASE_MANAGER, PARTICIPATION = "casemanager-weert-1", "participation-weert"
COORDINATOR, CLIENT_MANAGER = "coordinator-1", "clientmanager-GM0957"


@pytest.fixture
def settings(settings: Settings, clock: ClockFile, listening: Listening) -> Settings:
    return settings.model_copy(update={"clock_file": clock.path, **listening.settings})


@pytest.fixture
async def filled(world: Any) -> dict[str, str]:
    """Something to see on every page; the addresses of what was made."""
    await world.contact(world.weert, "client-manager", WEERT)
    contact = await world.contact(world.participation, "participation-case-manager", "weert")
    await world.link(WEERT)
    offer = {
        "kind": "sport", "owner": "coa", "ownerName": "Voorbeeldclub", "title": "Voetbal",
        "body": "Elke week.", "places": ["weert"], "startsOn": "2026-02-01",
        "openWithoutPermit": True,
    }  # fmt: skip
    visit = {"kind": "visit", "azc": "weert", "startsAt": "2026-03-12T10:00:00+01:00"}
    people, demand = world.participation, {"kind": "work", "places": ["weert"], "sector": "care"}
    practice = {"kind": "practice", "title": "Samen koken", "body": "Elke week, met buren."}
    lipo = {"azc": "weert", "heldOn": "2026-02-20", "onCaseLevel": True, "organisations": ["coa"]}
    await people.post("/lipos", **lipo)
    await world.coordinator.put("/region-profiles/AM33", sectors=["retail", "care"])
    return {
        "contact": f"/contacts/{contact}",
        "offer": await people.post("/offers", **offer),
        "visit": await people.post("/visits", **visit),
        "demand": await people.post("/demands", **demand),
        "practice": await people.post("/practices", **practice),
    }


def pages_of(filled: dict[str, str]) -> dict[str, list[str]]:
    """Every page, by who looks at it."""
    contact = filled["contact"]
    return {
        PARTICIPATION: [
            "/directory", "/directory?q=weert", "/directory?q=nergens", f"/municipalities/{WEERT}",
            "/reception-centres/weert", "/regions/AM33", contact, f"{contact}/edit",
            f"{contact}/absences/new", f"{contact}/replacements/new", f"{contact}/retirements/new",
            f"{contact}/reports/new", "/contacts/new?place=weert", "/verification",
            "/offers", "/offers?kind=work", "/offers/new", filled["offer"],
            "/demands", "/demands/new", filled["demand"], "/meetings", "/lipos/new", "/visits/new",
            filled["visit"], "/practices", "/practices/new", filled["practice"],
            "/contacts/00000000-0000-0000-0000-000000000000",
        ],
        COORDINATOR: ["/regions/AM33/needs/new", "/demands", "/offers/new"],
    }  # fmt: skip


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("language", "faults"), [("nl", faults_of), ("en", faults_on_phone)], ids=["nl", "en"]
)
async def test_everybody_can_use_every_page_on_any_screen(
    address: str, filled: dict[str, str], language: str, faults: Callable[[Page], Any]
) -> None:
    found: dict[str, list[str]] = {}
    for person, paths in pages_of(filled).items():
        async with page_of() as page:
            await sign_in(page, f"{address}/directory?lang={language}", person)
            for path in paths:
                await page.goto(address + path)
                assert await page.get_attribute("html", "lang") == language, path
                found[path] = await faults(page)
            for form in ("/offers/new", "/lipos/new", "/visits/new", "/practices/new"):
                if person == PARTICIPATION:
                    await page.goto(address + form)
                    await page.click("main form button[type=submit]")
                    found[f"{form} with faults"] = await faults(page)
    assert {path: each for path, each in found.items() if each} == {}


async def date_of(page: Page, name: str, *boxes: str) -> None:
    for part, value in zip(("day", "month", "year"), boxes, strict=True):
        await page.fill(f"#{name}-{part}", value)


@pytest.mark.scenario("S-D7")
async def test_without_javascript_an_offer_is_published_found_and_withdrawn(
    address: str, world: Any
) -> None:
    async with page_of(javascript=False) as page:
        await sign_in(page, f"{address}/offers/new", CASE_MANAGER)
        await page.click("main form button[type=submit]")
        assert (await page.title()).startswith("Fout: ")
        await page.select_option("#offer_kind", "sport")
        await page.fill("#title", "Voetbal op het veld")
        await page.check('input[name="offer_places"][value="weert"]')
        await date_of(page, "starts_on", "1", "maart", "2026")
        await page.click("main form button[type=submit]")
        assert "Geplaatst" in await page.inner_text('[role="status"]')
        await page.goto(f"{address}/offers?azc=weert&municipality={ROERMOND}")
        assert await page.input_value("#azc") == "weert"
        await page.click("text=Voetbal op het veld")
        await page.check('input[name="reason"][value="full"]')
        await page.click("main form button[type=submit]")
        assert "Ingetrokken" in await page.inner_text("main")
        await page.goto(f"{address}/offers")
        assert "Er is niets dat past." in await page.inner_text("main")


@pytest.mark.scenario("S-D12")
async def test_a_visit_is_planned_and_the_invited_municipality_sees_it(
    address: str, world: Any
) -> None:
    await world.link(ROERMOND)
    async with page_of(width=320, javascript=False) as page:
        await sign_in(page, f"{address}/visits/new", CASE_MANAGER)
        await page.check('input[name="visit_kind"][value="visit"]')
        await page.select_option("#azc", "weert")
        await date_of(page, "visit_on", "12", "3", "2026")
        await page.fill("#starts_at", "14.30")
        await page.click("main form button[type=submit]")
        assert "Roermond" in await page.inner_text("main table")
        await page.goto(address)
        await page.click("text=Wissel van persoon")
        await page.check(f'input[value="{CLIENT_MANAGER}"]')
        await page.click("main button[type=submit]")
        await page.goto(f"{address}/meetings")
        assert "U bent uitgenodigd" in await page.inner_text("main")


@pytest.mark.scenario("S-D1")
async def test_with_the_keyboard_alone_somebody_finds_whom_to_call(
    address: str, filled: dict[str, str]
) -> None:
    async with page_of(width=320) as page:
        await sign_in(page, f"{address}/directory", CASE_MANAGER)
        await page.keyboard.press("Tab")
        assert await page.inner_text(":focus") == "Naar de inhoud"
        await page.keyboard.press("Enter")
        for _ in range(3):
            await page.keyboard.press("Tab")
            if await page.get_attribute(":focus", "id") == "q":
                break
        await page.keyboard.type("weert")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/directory?q=weert*")
        assert await page.get_attribute("a[href^='tel:']", "href") == "tel:0475359999"
