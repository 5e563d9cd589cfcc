"""The pages of signals in a real browser: both languages, on a phone, without JavaScript."""

import pytest

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.testing.browser import faults_of, faults_on_phone, page_of, sign_in
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.listening import Listening

CLIENT_MANAGER, CASE_MANAGER = "clientmanager-GM0957", "casemanager-weert-1"


@pytest.fixture
def settings(settings: Settings, clock: ClockFile, listening: Listening) -> Settings:
    return settings.model_copy(update={"clock_file": clock.path, **listening.settings})


@pytest.fixture
async def case(world) -> str:
    """A case between azc `weert` and Roermond, where the ready-made persons work."""
    await world.places()
    found = await world.link(azc="weert")
    await world.employ(CASE_MANAGER, places=["weert"])
    await world.employ("cm-2", places=["weert"])
    manager = world.sign_in([Role.LOCATION_MANAGER], "coa", ["weert"])
    await manager.post(f"{found}/owners", owner=CASE_MANAGER)
    return found


@pytest.mark.timeout(300)
@pytest.mark.scenario("S-H8")
async def test_a_signal_is_sent_answered_and_closed_on_a_phone_without_javascript(
    address: str, case: str, clock: ClockFile
) -> None:
    async with page_of(width=320, javascript=False) as page:
        await sign_in(page, f"{address}{case}/signals/new", CLIENT_MANAGER)
        await page.click("main form button[type=submit]")
        assert await page.title() == ("Fout: Stuur een signaal over deze zaak - Doorlopende lijn")
        await page.check('input[name="signal_kind"][value="profile-thin"]')
        await page.fill("#signal_text", "Fictief: over werk staat er niets.")
        await page.click("main form button[type=submit]")
        assert "Het signaal is verstuurd" in await page.inner_text("main")
        signal = page.url.partition("?")[0]
    clock.set("2026-03-10")
    async with page_of(width=320, javascript=False) as page:
        await sign_in(page, f"{address}/signals?mine=1", CASE_MANAGER)
        await page.click("main table a")
        assert page.url == signal
        await page.fill("#signal_answer", "Fictief: aangevuld.")
        await page.click("text=Verstuur antwoord")
        assert "Uw antwoord is vastgelegd" in await page.inner_text("main")
    async with page_of(width=320, javascript=False) as page:
        await sign_in(page, signal, CLIENT_MANAGER)
        await page.click("main button[type=submit]")
        assert "Het signaal is afgesloten" in await page.inner_text("main")


@pytest.mark.timeout(300)
async def test_everybody_can_use_the_pages_of_signals_on_any_screen(
    address: str, case: str, world, clock: ClockFile
) -> None:
    roermond = world.sign_in([Role.CLIENT_MANAGER], "GM0957", ["GM0957"])
    text = "Fictief: over werk staat er niets."
    signals = [
        await roermond.post(f"{case}/signals", kind="profile-thin", text=text) for _ in range(2)
    ]
    clock.set("2026-03-20")
    visits = {
        CASE_MANAGER: ["/signals", "/signals?late=1&mine=1", "/signals?state=closed", signals[0],
                       "/signals/new", f"{case}/signals/new", case],
        CLIENT_MANAGER: [signals[0], f"{signals[0]}/correction", "/signals/new"],
    }  # fmt: skip
    found: dict[str, list[str]] = {}
    for person, paths in visits.items():
        async with page_of() as page:
            await sign_in(page, f"{address}/signals", person)
            for path in paths:
                await page.goto(address + path)
                found[path] = await faults_of(page)
                await page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang=en")
                found[f"{path} in English"] = await faults_on_phone(page)
                await page.goto(f"{address}/signals?lang=nl")
            await page.goto(f"{address}/signals/new")
            await page.click("main form button[type=submit]")
            found["/signals/new with faults"] = await faults_of(page)
    assert {path: faults for path, faults in found.items() if faults} == {}
