"""Pages of programmes, terms and notices in a real browser: any screen, both languages."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import Page

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.testing.browser import faults_of, faults_on_phone, page_of, sign_in
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.listening import Listening

MANAGER, AZC, ROERMOND = "casemanager-weert-1", "weert", "GM0957"
FORMS = ("programmes", "programme-endings", "contacts", "progress-talks", "steps", "findings")


@pytest.fixture
def settings(settings: Settings, clock: ClockFile, listening: Listening) -> Settings:
    return settings.model_copy(update={"clock_file": clock.path, **listening.settings})


@pytest.fixture
async def case(world: Any, clock: ClockFile) -> str:
    """A case of the ready-made case manager in which something is late and something stands out."""
    await world.places()
    made: str = await world.link(azc=AZC)
    await world.employ(MANAGER, places=[AZC])
    location_manager = world.sign_in([Role.LOCATION_MANAGER], "coa", [AZC])
    await location_manager.post(f"{made}/owners", owner=MANAGER)
    colleague = world.sign_in([Role.CASE_MANAGER], "coa", [AZC])
    await colleague.post(f"{made}/programmes", programme="utrecht")
    await colleague.post(f"{made}/programmes", programme="asp", worker=MANAGER)
    clock.set("2026-03-20")
    await world.look()
    return made


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("language", "faults"), [("nl", faults_of), ("en", faults_on_phone)], ids=["nl", "en"]
)
async def test_everybody_can_use_every_page_on_any_screen(
    address: str, case: str, language: str, faults: Callable[[Page], Any]
) -> None:
    found: dict[str, list[str]] = {}
    paths = [case, f"/scout-days?municipality={ROERMOND}", "/notices", "/notices/mail",
             "/programmes", "/programmes/nl-default", f"{case}/findings",
             *(f"{case}/{form}/new" for form in FORMS)]  # fmt: skip
    async with page_of() as page:
        await sign_in(page, f"{address}/notices?lang={language}", MANAGER)
        for path in paths:
            await page.goto(address + path)
            assert await page.get_attribute("html", "lang") == language, path
            found[path] = await faults(page)
        await page.goto(f"{address}{case}/contacts/new")
        await page.click("main form button[type=submit]:not([name])")
        found["contacts with faults"] = await faults(page)
    assert {path: each for path, each in found.items() if each} == {}


async def test_without_javascript_on_a_phone_a_notice_leads_to_a_contact(
    address: str, case: str
) -> None:
    async with page_of(width=320, javascript=False) as page:
        await sign_in(page, f"{address}/notices", MANAGER)
        number = case.rpartition("/")[2]
        await page.click("main table form button >> nth=0")
        assert number in page.url
        assert "Te lang geen contact" in await page.inner_text("main")
        await page.click("text=Leg een contact vast")
        await page.check('input[name="programme_code"][value="asp"]')
        await page.check('input[name="contact_mode"][value="phone"]')
        await page.click("text=Leg vast")
        assert "Het contact is vastgelegd." in await page.inner_text('[role="status"]')
        assert "Te lang geen contact" not in await page.inner_text("main")
        await page.goto(f"{address}/notices/mail")
        await page.fill("#mail_address", "ik@voorbeeld.example")
        await page.click("text=Stuur e-mail naar dit adres")
        assert "ik@voorbeeld.example" in await page.inner_text("main")
        assert "voorbeeld" not in page.url
