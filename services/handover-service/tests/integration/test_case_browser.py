"""The work list, a case, and the forms of owner, closing and correction, in a real browser."""

from urllib.parse import urlsplit

import pytest

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.testing.browser import faults_of, faults_on_phone, page_of, sign_in
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.listening import Listening
from continuous_line.testing.somebody import Somebody

CLIENT_MANAGER, CASE_MANAGER = "clientmanager-GM0957", "casemanager-weert-1"
LOCATION_MANAGER, AZC = "locationmanager-weert", "weert"


@pytest.fixture
def settings(settings: Settings, clock: ClockFile, listening: Listening) -> Settings:
    return settings.model_copy(update={"clock_file": clock.path, **listening.settings})


@pytest.fixture
async def manager(world) -> Somebody:
    """The location manager of azc `weert`, where the ready-made persons work, over HTTP."""
    await world.places()
    await world.employ(CASE_MANAGER, places=[AZC])
    await world.employ("cm-2", places=[AZC])
    return world.sign_in([Role.LOCATION_MANAGER], "coa", [AZC])


@pytest.fixture
async def case(world, manager: Somebody) -> str:
    found = await world.link(azc=AZC)
    await manager.post(f"{found}/owners", owner=CASE_MANAGER)
    return found


@pytest.mark.timeout(300)
async def test_everybody_can_use_the_work_list_and_a_case_on_any_screen(
    address: str, case: str, world, manager: Somebody, clock: ClockFile
) -> None:
    await world.link(azc=AZC)
    clock.set("2026-04-01")
    await world.look()
    own = world.sign_in([Role.CASE_MANAGER], "coa", [AZC])
    await own.post(f"{case}/first-contacts", occurredAt="2026-03-20T09:00:00Z")
    contact = await own.last(case, "FirstContactMade")
    visits = {
        CASE_MANAGER: ["/cases", "/cases?flag=late&sort=silence", "/cases?missing=closing&page=2",
                       "/cases?flag=moving", case, f"{case}/closing", f"{case}/move-plans/new",
                       f"{case}/first-contacts/new", f"{case}/events/{contact['id']}/voiding",
                       "/cases/00000000-0000-0000-0000-000000000000"],
        LOCATION_MANAGER: ["/cases?view=no-owner", "/owner-changes/new", f"{case}/owner"],
        CLIENT_MANAGER: ["/cases", case, f"{case}/client-managers/new", f"{case}/acceptance"],
    }  # fmt: skip
    found: dict[str, list[str]] = {}
    for person, paths in visits.items():
        async with page_of() as page:
            await sign_in(page, f"{address}/cases", person)
            for path in paths:
                await page.goto(address + path)
                found[f"{person} {path}"] = await faults_of(page)
                await page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang=en")
                found[f"{person} {path} in English"] = await faults_on_phone(page)
                await page.goto(f"{address}/cases?lang=nl")
            if person == LOCATION_MANAGER:
                await page.goto(f"{address}/owner-changes/new")
                await page.click("main form button[type=submit]")
                found["owners with faults"] = await faults_of(page)
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.timeout(300)
async def test_a_case_goes_to_a_colleague_is_accepted_and_closed_on_a_phone_without_javascript(
    address: str, case: str, world, manager: Somebody
) -> None:
    async with page_of(width=320, javascript=False) as page:
        await sign_in(page, f"{address}/cases", LOCATION_MANAGER)
        await page.check("main table input[type=checkbox]")
        await page.click("text=Wijzig eigenaar")
        await page.check('input[name="to_staff"][value="cm-2"]')
        await page.check('input[name="owner_reason"][value="caseload"]')
        await page.click("main form button[type=submit]")
        assert "1 zaken gaan naar een ander" in await page.inner_text("main")
        await page.click('button[name="confirmed"]')
        assert "De zaken hebben een andere eigenaar." in await page.inner_text("main")
    assert (await manager.get(case))["owner"] == "cm-2"
    async with page_of(width=320, javascript=False) as page:
        await sign_in(page, f"{address}{case}", CLIENT_MANAGER)
        await page.click("text=Neem de zaak over")
        await page.click("main form button[type=submit]")
        assert "De gemeente heeft de zaak overgenomen." in await page.inner_text("main")
    await world.tvs.post(f"{case}/moves", movedOn="2026-03-01")
    async with page_of(width=320, javascript=False) as page:
        await sign_in(page, f"{address}{case}/closing", CASE_MANAGER)
        await page.click("main form button[type=submit]")
        assert (await page.title()).startswith("Fout:")
        await page.select_option("#task_language", "client-manager")
        await page.click("main form button[type=submit]")
        assert "De zaak is afgesloten." in await page.inner_text("main")
    assert (await manager.get(case))["state"] == "closed"


async def test_back_from_a_case_leads_to_the_list_with_its_filters(address: str, case: str) -> None:
    async with page_of() as page:
        await sign_in(page, f"{address}/cases?view=reception&sort=silence", CASE_MANAGER)
        listed = page.url
        await page.click("main table a")
        assert urlsplit(page.url).path == case
        await page.go_back()
        assert page.url == listed
        assert await page.locator("main table tbody tr").count() == 1
