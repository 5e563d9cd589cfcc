"""Plan, guidance and the own case in a real browser: any screen, without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import Page

from continuous_line.config import Settings
from continuous_line.local.sign_in import PEOPLE
from continuous_line.testing.browser import faults_of, faults_on_phone, page_of, sign_in
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.listening import Listening

CLIENT_MANAGER, PERMIT_HOLDER = "clientmanager-GM0957", "permit-holder-1"
PLAN = {
    "goals": [{"party": "permit-holder", "text": "Nederlands op A2"}],
    "actions": [
        {"party": "permit-holder", "dueOn": "2026-06-01", "text": "Inschrijven bij de taalschool"},
        {"party": "client-manager", "dueOn": "2026-06-01", "text": "Uitkering aanvragen"},
    ],
}


@pytest.fixture
def settings(settings: Settings, clock: ClockFile, listening: Listening) -> Settings:
    return settings.model_copy(update={"clock_file": clock.path, **listening.settings})


@pytest.fixture
async def case(world: Any) -> str:
    """Of the ready-made permit holder."""
    person = next(one.permit_holder_id for one in PEOPLE if one.subject == PERMIT_HOLDER)
    return await world.link(person)


@pytest.fixture
async def filled(world: Any, case: str, clock: ClockFile) -> list[str]:
    """A plan with a version before it, something shown and referred; asked how it went."""
    await world.roermond.post(f"{case}/plans", **PLAN)
    await world.roermond.post(f"{case}/plans", **PLAN)
    await world.roermond.post(f"{case}/welcomes", welcome="pack")
    await world.roermond.post(f"{case}/role-cards")
    await world.roermond.post(f"{case}/referrals", referralTo="language-school")
    found = await world.roermond.get(f"{case}/plan")
    plan = found["present"]["planId"]
    await world.roermond.post(f"{case}/plan-endorsements", planId=plan)
    clock.set("2026-04-02")
    await world.tvs.post(f"{case}/moves", movedOn="2026-04-01")
    clock.set("2026-06-08")
    action = next(one["actionId"] for one in found["actions"] if one["party"] == "permit-holder")
    acts = (f"actions/{action}/take-over", f"agreements/{plan}/taking-back")
    return [*(f"{case}/plan/{act}" for act in acts), f"{case}/plan", f"{case}/plan/edit"]


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("language", "faults"), [("nl", faults_of), ("en", faults_on_phone)], ids=["nl", "en"]
)
async def test_everybody_can_use_every_page_on_any_screen(
    address: str, case: str, filled: list[str], language: str, faults: Callable[[Page], Any]
) -> None:
    found: dict[str, list[str]] = {}
    pages = {
        CLIENT_MANAGER: [case, f"{case}/guidance", f"{case}/agreements/new", *filled],
        PERMIT_HOLDER: ["/my-case", f"{case}/plan"],
    }
    for person, paths in pages.items():
        async with page_of() as page:
            await sign_in(page, f"{address}/?lang={language}", person)
            for path in paths:
                await page.goto(address + path)
                assert await page.get_attribute("html", "lang") == language, path
                found[f"{person} {path}"] = await faults(page)
            if person == PERMIT_HOLDER:
                await page.goto(f"{address}/my-case")
                await page.click("form.fields button[type=submit]")
                assert (await page.title()).startswith(("Fout: ", "Error: "))
                found["/my-case with faults"] = await faults(page)
            else:
                await page.goto(f"{address}{case}/plan/edit")
                await page.fill('[id="goal.0.plan_text"]', "")
                await page.click(
                    "text=Leg het plan vast" if language == "nl" else "text=Record the plan"
                )
                assert (await page.title()).startswith(("Fout: ", "Error: "))
                found["edit with faults"] = await faults(page)
    assert {path: each for path, each in found.items() if each} == {}


@pytest.mark.scenario("S-H15")
async def test_without_javascript_a_plan_is_drawn_up_agreed_to_and_done(
    address: str, world: Any, case: str
) -> None:
    async with page_of(width=320, javascript=False) as page:
        await sign_in(page, f"{address}{case}/plan/edit", CLIENT_MANAGER)
        await page.fill('[id="goal.0.plan_text"]', "Werk in de zorg")
        await page.select_option('[id="goal.0.plan_party"]', "permit-holder")
        await page.click("text=Nog een actie")
        assert await page.input_value('[id="goal.0.plan_text"]') == "Werk in de zorg"
        await page.fill('[id="action.1.plan_text"]', "CV maken")
        await page.select_option('[id="action.1.plan_party"]', "permit-holder")
        for part, value in (("day", "1"), ("month", "juni"), ("year", "2026")):
            await page.fill(f'[id="action.1.plan_due_on-{part}"]', value)
        await page.click("text=Leg het plan vast")
        assert "vastgelegd" in await page.inner_text('[role="status"]')
        await page.click("text=Ik ga akkoord met dit plan")
        assert "Het akkoord is vastgelegd" in await page.inner_text('[role="status"]')
    async with page_of(width=320, javascript=False) as page:
        await sign_in(page, address, PERMIT_HOLDER)
        assert "CV maken" in await page.inner_text("main")
        await page.click("text=Ik ga akkoord met dit plan")
        await page.click("text=Dit is gedaan")
        assert "Gedaan: " in await page.inner_text("main")
    plan = await world.roermond.get(f"{case}/plan")
    assert (plan["lacking"], [one["doneAt"] is not None for one in plan["actions"]]) == (
        ["case-manager"], [True],
    )  # fmt: skip
