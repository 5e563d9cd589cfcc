"""The pages on which people work with profiles, in a real browser: any screen, both languages."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import Page

from continuous_line.config import Settings
from continuous_line.testing.browser import faults_of, faults_on_phone, page_of, sign_in
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.listening import Listening

ROERMOND = "GM0957"
CASE_MANAGER, PARTICIPATION = "casemanager-weert-1", "participation-weert"
CLIENT_MANAGER = "clientmanager-GM0957"


@pytest.fixture
def settings(settings: Settings, clock: ClockFile, listening: Listening) -> Settings:
    return settings.model_copy(update={"clock_file": clock.path, **listening.settings})


@pytest.fixture
async def person(world: Any) -> str:
    """Two versions were sent, the second with a change; something is asked for."""
    profile, person = await world.opened()
    await world.caught_up()
    await world.linked(person, ROERMOND)
    await world.fill(profile, "identity", "education", "work", "language", "wishes", "network")
    await world.author.post(f"{profile}/completions")
    await world.author.post(f"{profile}/sendings")
    await world.record(profile, "work", experience=[{"occupation": "kok"}])
    await world.author.post(f"{profile}/completions")
    await world.author.post(f"{profile}/sendings")
    await world.roermond.post(f"{profile}/supplement-requests", sections=["education"])
    return str(person)


def pages_of(person: str) -> dict[str, list[str]]:
    """Every page, by who looks at it."""
    here = f"/profiles/{person}"
    sections = ("identity", "education", "language", "wishes", "network", "circumstances")
    return {
        CASE_MANAGER: [
            "/profiles", "/profiles?todo=review&sort=review", here, f"{here}/versions",
            f"{here}/versions/2?since=1", f"{here}/sendings/new", f"{here}/versions/2/reviews/new",
            *(f"{here}/sections/{section}" for section in sections),
            "/profiles/00000000-0000-0000-0000-000000000000",
        ],
        CLIENT_MANAGER: ["/profiles", here, f"{here}/supplement-requests/new"],
    }  # fmt: skip


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("language", "faults"), [("nl", faults_of), ("en", faults_on_phone)], ids=["nl", "en"]
)
async def test_everybody_can_use_every_page_on_any_screen(
    address: str, person: str, language: str, faults: Callable[[Page], Any]
) -> None:
    found: dict[str, list[str]] = {}
    for who, paths in pages_of(person).items():
        async with page_of() as page:
            await sign_in(page, f"{address}/profiles?lang={language}", who)
            for path in paths:
                await page.goto(address + path)
                assert await page.get_attribute("html", "lang") == language, path
                found[path] = await faults(page)
            if who == CASE_MANAGER:
                await page.goto(f"{address}/profiles/{person}/sections/education")
                await page.fill("#years", "veel")
                await page.click("main form button[type=submit]:not([name])")
                found["education with faults"] = await faults(page)
    assert {path: each for path, each in found.items() if each} == {}


async def test_without_javascript_a_profile_is_filled_in_completed_and_sent(
    address: str, world: Any
) -> None:
    profile, person = await world.opened()
    await world.caught_up()
    await world.linked(person, ROERMOND)
    await world.fill(profile, "identity", "work", "language", "wishes")
    async with page_of(width=320, javascript=False) as page:
        await sign_in(page, f"{address}/profiles", CASE_MANAGER)
        await page.click("text=Tesfay Testpersoon")
        await page.click("text=Vul aan: Opleiding")
        await page.select_option("#level", "vocational")
        await page.fill("[id='diplomas.0.title']", "Lasser")
        await page.click("text=Voeg nog een toe")
        await page.fill("[id='diplomas.1.title']", "Kok")
        await page.click("text=Leg vast")
        assert "Vastgelegd." in await page.inner_text('[role="status"]')
        await page.click("text=Maak versie 1")
        await page.click("text=Controleer en verzend")
        await page.click(f"text=Verzend naar {ROERMOND}")
        assert "Het profiel is verzonden." in await page.inner_text('[role="status"]')
        assert "Tesfay" not in page.url
    async with page_of(javascript=False) as page:
        await sign_in(page, f"{address}/profiles/{person}", CLIENT_MANAGER)
        assert "Lasser" in await page.inner_text("main")


async def test_with_the_keyboard_alone_the_first_thing_reached_is_the_content(
    address: str, person: str
) -> None:
    async with page_of() as page:
        await sign_in(page, f"{address}/profiles/{person}", CASE_MANAGER)
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.getAttribute('href')") == "#content"
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        inside = "document.querySelector('main').contains(document.activeElement)"
        assert await page.evaluate(inside)
