"""The console in a real browser: both languages, on a phone, without JavaScript."""

from typing import Any

import pytest

from continuous_line.config import Settings
from continuous_line.testing.browser import faults_of, faults_on_phone, page_of, sign_in
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.listening import Listening

MANAGER = "integrationmanager-GM0957"
SINK = "https://hooks.example.nl/roermond"


@pytest.fixture
def settings(settings: Settings, clock: ClockFile, listening: Listening) -> Settings:
    return settings.model_copy(update={"clock_file": clock.path, **listening.settings})


@pytest.mark.timeout(300)
async def test_one_is_made_and_its_secret_read_on_a_phone_without_javascript(
    address: str, installed: None
) -> None:
    async with page_of(width=320, javascript=False) as page:
        await sign_in(page, f"{address}/subscriptions", MANAGER)
        await page.click("text=Maak een abonnement")
        await page.click("main form button[type=submit]")
        assert await page.title() == "Fout: Maak een abonnement - Doorlopende lijn"
        await page.fill("#sub_name", "Fictief zaaksysteem")
        await page.check('input[name="sub_delivery"][value="push"]')
        await page.fill("#sub_sink", SINK)
        await page.check('input[name="sub_content"][value="full"]')
        await page.check('input[name="sub_mode"][value="structured"]')
        await page.click("main form button[type=submit]")
        assert "Het abonnement is gemaakt." in await page.inner_text("main")
        await page.click("main >> text=Geheimen")
        await page.click("main form.fields button[type=submit]")
        assert "whsec_" in await page.inner_text("main")


@pytest.mark.timeout(300)
async def test_everybody_can_use_the_console_on_any_screen(
    address: str, installed: None, subscribers: Any
) -> None:
    push = await subscribers.push(sinkCredential={"accessToken": "fictief"})
    pull = await subscribers.pull()
    ended = await subscribers.pull(name="Fictief, voorbij")
    await subscribers.roermond.client.delete(ended)
    await subscribers.roermond.client.post(f"{push}/secrets")
    paths = ["/subscriptions", "/subscriptions/new", push, pull, ended, f"{pull}/settings",
             *(f"{push}/{what}" for what in ("settings", "secrets", "credential", "ending",
                                             "dead-letters", "dead-letters/redrives"))]  # fmt: skip
    found: dict[str, list[str]] = {}
    async with page_of() as page:
        await sign_in(page, f"{address}/subscriptions", MANAGER)
        for path in paths:
            await page.goto(address + path)
            found[path] = await faults_of(page)
            await page.goto(f"{address}{path}?lang=en")
            found[f"{path} in English"] = await faults_on_phone(page)
            await page.goto(f"{address}/subscriptions?lang=nl")
        await page.goto(f"{address}/subscriptions/new")
        await page.click("main form button[type=submit]")
        found["/subscriptions/new with faults"] = await faults_of(page)
        await page.goto(f"{address}{push}/secrets")
        await page.click("main form.fields button[type=submit]")
        found["a secret"] = await faults_on_phone(page)
    assert {path: faults for path, faults in found.items() if faults} == {}
