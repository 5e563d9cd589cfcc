"""The forms about talks in a real browser: any screen, both languages, without JavaScript."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Page

from continuous_line.config import Settings
from continuous_line.contracts import profile
from continuous_line.testing.browser import faults_of, faults_on_phone, page_of, sign_in
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.listening import Listening

CASE_MANAGER, CLIENT_MANAGER = "casemanager-weert-1", "clientmanager-GM0957"
MOMENTS = ["2026-05-12T12:30:00Z", "2026-05-19T07:00:00Z"]


@pytest.fixture
def settings(settings: Settings, clock: ClockFile, listening: Listening) -> Settings:
    return settings.model_copy(update={"clock_file": clock.path, **listening.settings})


@pytest.fixture
async def case(world: Any, clock: ClockFile) -> str:
    """Of two in a household at Weert, linked to Roermond; it is the first of May."""
    household, cases = uuid4(), []
    await world.places()
    for _ in range(2):
        person = uuid4()
        joined = profile.HouseholdMemberJoined(
            occurred_at=world.resources.clock.now(), household_id=household
        )
        await world.hear(joined, str(person))
        cases.append(await world.link(person, azc="weert"))
    await world.link(azc="weert")
    await world.roermond.post(f"{cases[0]}/client-managers", clientManager="km-1")
    clock.set("2026-05-01")
    return cases[0]


async def boxes(page: Page, name: str, *values: str) -> None:
    for part, value in zip(("day", "month", "year"), values, strict=True):
        await page.fill(f"#{name}-{part}", value)


async def go_on(page: Page) -> None:
    async with page.expect_navigation():
        await page.click("main form button[type=submit]:not([name=change])")


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("language", "faults"), [("nl", faults_of), ("en", faults_on_phone)], ids=["nl", "en"]
)
async def test_every_form_about_a_talk_can_be_used_on_any_screen(
    address: str, case: str, world: Any, language: str, faults: Callable[[Page], Any]
) -> None:
    plan = await world.roermond.post(
        f"{case}/handovers", mode="in-person", scenario="combined", moments=MOMENTS,
        place="municipality", language="ti", interpreter=True,
    )  # fmt: skip
    found: dict[str, list[str]] = {}
    async with page_of() as page:
        await sign_in(page, f"{address}{case}?lang={language}", CASE_MANAGER)
        for path in (case, f"{case}/handovers/new", f"{plan}/confirmation", f"{case}/agenda"):
            await page.goto(address + path)
            assert await page.get_attribute("html", "lang") == language, path
            found[path] = await faults(page)
            if path != case:
                await go_on(page)
                found[f"{path} with faults"] = await faults(page)
        for outcome in ("together", "phone", "not-held"):
            await page.goto(f"{address}{plan}/outcome")
            found["outcome"] = await faults(page)
            await page.check(f'input[name="talk_outcome"][value="{outcome}"]')
            await go_on(page)
            found[f"details of {outcome}"] = await faults(page)
        await go_on(page)
        found["details with faults"] = await faults(page)
        await page.select_option("#talk_why_not", "no-time")
        await go_on(page)
        found["check of the outcome"] = await faults(page)
    async with page_of() as page:
        await sign_in(page, f"{address}{case}/acknowledgement?lang={language}", CLIENT_MANAGER)
        found["acknowledgement"] = await faults(page)
    assert {path: each for path, each in found.items() if each} == {}


@pytest.mark.scenario("S-H2")
@pytest.mark.scenario("S-H3")
async def test_without_javascript_a_talk_is_planned_confirmed_held_and_received(
    address: str, case: str, world: Any, clock: ClockFile
) -> None:
    async with page_of(width=320, javascript=False) as page:
        await sign_in(page, f"{address}{case}", CLIENT_MANAGER)
        await page.click("text=Plan een gesprek")
        await page.check('input[name="talk_mode"][value="in-person"]')
        await page.check('input[name="talk_scenario"][value="quick-start"]')
        await boxes(page, "talk_first_on", "12", "mei", "2026")
        await page.fill("#talk_first_at", "14.30")
        await page.check('input[name="talk_members"]')
        await go_on(page)
        assert "di 12 mei 2026, 14:30" in await page.inner_text("main")
        await go_on(page)
        assert "Het voorstel is verstuurd." in await page.inner_text('[role="status"]')
    async with page_of(width=320, javascript=False) as page:
        await sign_in(page, f"{address}{case}", CASE_MANAGER)
        await page.click("text=Bevestig een moment")
        assert await page.is_checked('input[name="talk_members"]')
        await go_on(page)
        assert "Afgesproken" in await page.inner_text("main")
        clock.set("2026-05-12", 16)
        await page.click("text=Leg vast hoe het ging")
        await page.check('input[name="talk_outcome"][value="together"]')
        await go_on(page)
        assert await page.input_value("#talk_at") == "14:30"
        for box in await page.query_selector_all('input[name="talk_attended"]'):
            await box.check()
        await go_on(page)
        assert await page.inner_text("main >> text=Telt als warme overdracht.")
        await go_on(page)
        assert "Warme overdracht, di 12 mei 2026, 14:30" in await page.inner_text("main")
    async with page_of(width=320, javascript=False) as page:
        await sign_in(page, f"{address}{case}/acknowledgement", CLIENT_MANAGER)
        await page.check('input[name="ack_verdict"][value="usable"]')
        await go_on(page)
        assert "Bruikbaar" in await page.inner_text("main")
    assert (await world.tvs.types(case))[-2:] == ["WarmHandoverHeld", "HandoverAcknowledged"]
